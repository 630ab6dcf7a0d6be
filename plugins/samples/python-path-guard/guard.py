#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Refuses edits of protected paths. Needs Python 3.8 and nothing else."""

import fnmatch
import json
import sys


def answer(call):
    path = call["input"]["edit"]["path"]
    for pattern in call["config"]["protected"]:
        if fnmatch.fnmatchcase(path, pattern):
            return {"result": "veto", "reason": f"{path} is protected by {pattern}"}
    return {"result": "continue"}


for line in sys.stdin:
    call = json.loads(line)
    print(json.dumps({"call": call["call"], **answer(call)}), flush=True)
