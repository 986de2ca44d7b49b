#!/bin/sh
# A run that takes long says so while it is computed, elsewhere than where the numbers go, and gives the numbers that it
# would give without; memory that is not allowed is told in bytes before anything is computed.
set -u
gatescope=${GATESCOPE:-build/gatescope}
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
failed=0

fail() {
    printf '%s\n' "$*"
    failed=1
}

# lesson STEPS UNITS
lesson() {
    printf '{"format": 1, "id": "long", "title": "Long", "track": "tests", "level": 1, "minutes": 1, "goal": "See.",
 "inputs": {"names": ["x"], "sequence": ['
    awk -v n="$1" 'BEGIN {for (k = 0; k < n; k++) printf "%s[%d]", k ? ", " : "", k % 3}'
    printf ']},\n "cells": ['
    for cell in a b c; do
        printf '%s{"id": "%s", "kind": "lstm", "hidden": %s, "weights": {"b_f": %s}}' "$([ $cell = a ] || echo ', ')" $cell "$2" \
            "$(awk -v n="$2" 'BEGIN {printf "["; for (k = 0; k < n; k++) printf "%s%d", k ? ", " : "", k % 2; print "]"}')"
    done
    printf '],\n "beats": [{"say": "One."}]}\n'
}

# Not asked for: 10,000 steps of three cells of 1,024 units are 1.4 GB.
lesson 10000 1024 >"$folder/large.json"
for command in check trace describe; do
    (ulimit -v 600000 && "$gatescope" $command "$folder/large.json" >"$folder/out" 2>"$folder/said")
    [ $? -ne 0 ] || fail "$command: it fits"
    grep -q 'a run of 10000 steps of 3 cells needs 1\.[0-9] GB; expected at most 614.4 MB, which the system allows' "$folder/said" ||
        fail "$command: $(cat "$folder/said")"
done

# On a terminal the line stands from the first moment that is felt, and goes; what is no terminal is told after a second.
if command -v script >/dev/null; then
    lesson 1500 1024 >"$folder/long.json"
    script -qec "$gatescope check $folder/long.json" "$folder/typed" >/dev/null </dev/null
    grep -q 'computing the run: [0-9]* %, Ctrl+C ends it' "$folder/typed" || fail "nothing was said on a terminal: $(cat "$folder/typed")"
    tail -n 3 "$folder/typed" | grep -q 'all hold' || fail "on a terminal: $(tail -n 3 "$folder/typed")"
fi
exit $failed
