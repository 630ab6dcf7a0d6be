#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Adds the time, the phase and the call to a file of the plugin's own folder, which is where it is started.
# No answer and exit code 0 mean: go on.
set -eu
IFS= read -r call
printf '%s %s %s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$MUSTER_PHASE" "$call" >> calls.log
