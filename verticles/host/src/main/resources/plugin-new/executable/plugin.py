#!/usr/bin/env python3
"""Refuses edits of guarded files.

One JSON object on standard input. Exit code 0 goes on, with an answer as JSON on standard output
or none; 2 is a veto with standard error as its reason; any other is a failure.
"""
import json
import sys

call = json.load(sys.stdin)
path = call["input"]["edit"]["path"]
if path in call["config"]["guarded"]:
    print(f"{path} is guarded by {call['plugin']}", file=sys.stderr)
    sys.exit(2)
