#!/bin/sh
# `trace --gradients` writes every cell's beside its numbers, and in no other format than json.
set -u
gatescope=${GATESCOPE:-build/gatescope}
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
failed=0

fail() {
    echo "$*"
    failed=1
}

"$gatescope" trace tests/samples/good.json --gradients -o "$folder/run.json" ||
    fail "no gradients were written"
grep -q '"gradients": {' "$folder/run.json" || fail "the gradients are not in the file"
grep -q '"W_hf": \[\[' "$folder/run.json" || fail "the weights' gradients are not in the file"
"$gatescope" trace tests/samples/good.json --format json | grep -q gradients &&
    fail "gradients were written without being asked for"
"$gatescope" trace tests/samples/good.json --gradients --format csv > /dev/null 2> "$folder/said"
[ $? = 2 ] || fail "--gradients as csv: not status 2"
grep -q json "$folder/said" || fail "--gradients as csv: does not say what was expected"

exit $failed
