#!/bin/sh
# What the sandbox records is a lesson that checks, whose trace comes out the same twice, and whose
# claims find a changed number out; wrong options end with status 2 and say what was expected.
set -u
gatescope=${GATESCOPE:-build/gatescope}
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
failed=0

fail() {
    echo "$*"
    failed=1
}

"$gatescope" sandbox --units 3 --start random --seed 5 --steps 90 -o "$folder/one.json" ||
    fail "the sandbox could not be saved"
"$gatescope" sandbox --units 3 --start random --seed 5 --steps 90 -o "$folder/two.json"
cmp "$folder/one.json" "$folder/two.json" || fail "one seed gave two recordings"
"$gatescope" check --quiet "$folder/one.json" || fail "the saved lesson does not check"
lines=$("$gatescope" trace "$folder/one.json" | grep -c ',lstm,h,0,')
[ "$lines" = 90 ] || fail "the saved lesson has $lines steps, not 90"

sed 's/"b_o": \[/"b_o": [1/' "$folder/one.json" > "$folder/changed.json"
cmp -s "$folder/one.json" "$folder/changed.json" && fail "the bias was not found in the file"
"$gatescope" check --quiet "$folder/changed.json" 2> /dev/null &&
    fail "a changed weight was not found out"

"$gatescope" sandbox --start "$folder/one.json" --steps 5 -o "$folder/three.json" &&
    "$gatescope" check --quiet "$folder/three.json" || fail "a recording's cells were not taken"

# large numbers have as many digits as small ones: a recording passes its own check whatever its cells come up to
cat >"$folder/grows.json" <<'END'
{"format": 1, "id": "grows", "title": "It grows", "track": "tests", "level": 1, "minutes": 1, "goal": "Grow.",
 "inputs": {"names": ["x"], "sequence": [[1]]},
 "cells": [{"id": "up", "kind": "rnn", "hidden": 1, "weights": {"W_xh": [[1]], "W_hh": [[-1.7]], "b_h": [0.3]},
            "activations": {"output": "identity"}}],
 "beats": [{"say": "It grows."}]}
END
for steps in 1 9 18 19 40 99 160 170; do # from 0.3 to beyond what a float holds
    "$gatescope" sandbox --start "$folder/grows.json" --steps $steps -o "$folder/grown.json" 2>"$folder/said" ||
        fail "$steps steps that grow: $(cat "$folder/said")"
    "$gatescope" check --quiet "$folder/grown.json" 2>"$folder/said" ||
        fail "$steps steps that grow do not check: $(cat "$folder/said")"
done
"$gatescope" sandbox --start "$folder/grows.json" --steps 18 -o "$folder/grown.json"
grep -q '"abs(up.h\[0\] @ 17 - (-[0-9.]*)) < 0.0[0-9]*"' "$folder/grown.json" ||
    fail "what was claimed: $(grep abs "$folder/grown.json")"
sed 's/-1\.7/-1.7001/' "$folder/grown.json" >"$folder/changed.json"
"$gatescope" check --quiet "$folder/changed.json" 2>/dev/null && fail "a changed weight of a large number was not found out"

for wrong in '--units 0' '--units 65' '--inputs 5' '--cells lstm,gro' '--rate 0' '-o x.gif' 'word'; do
    "$gatescope" sandbox $wrong > /dev/null 2> "$folder/said"
    [ $? = 2 ] || fail "sandbox $wrong: not status 2"
    grep -q expected "$folder/said" || fail "sandbox $wrong: does not say what was expected"
done

exit $failed
