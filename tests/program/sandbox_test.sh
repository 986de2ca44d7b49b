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

for wrong in '--units 0' '--units 65' '--inputs 5' '--cells lstm,gro' '--rate 0' '-o x.gif' 'word'; do
    "$gatescope" sandbox $wrong > /dev/null 2> "$folder/said"
    [ $? = 2 ] || fail "sandbox $wrong: not status 2"
    grep -q expected "$folder/said" || fail "sandbox $wrong: does not say what was expected"
done

exit $failed
