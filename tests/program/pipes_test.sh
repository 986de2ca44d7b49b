#!/bin/sh
# Nothing waits for ever: whatever is read may be a pipe that nobody writes into, or a device, and each command says so
# at once. What comes out of a pipe is read as a file is. (tests/base/bytes.c has the pipe whose writer is silent.)
set -u
gatescope=${GATESCOPE:-build/gatescope}
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
failed=0
export XDG_STATE_HOME="$folder/kept"

fail() {
    printf '%s\n' "$*"
    failed=1
}

# ends WORDS... : it ends by itself, long before it would have to be stopped
ends() {
    timeout 120 "$gatescope" "$@" >"$folder/out" 2>"$folder/said" </dev/null
    status=$?
    [ $status -ne 124 ] || fail "$*: waits"
}
# refuses WORDS... : it ends, fails, and says of the file that it is none
refuses() {
    ends "$@"
    [ $status -ne 0 ] || fail "$*: status 0"
    grep -q "$file: .*this is a pipe, not a file\|$file: .*nobody writes into this pipe\|$file: .*this is a device\|pipe: nobody writes" \
        "$folder/said" || fail "$* said $(cat "$folder/said")"
}

lesson=tests/samples/good.json
mkfifo "$folder/it.json" "$folder/it.safetensors" "$folder/it.npz" "$folder/it.txt" "$folder/it.po"
ln -s /dev/zero "$folder/zero.json"
for file in "$folder/it.json" "$folder/zero.json"; do
    refuses check "$file"
    refuses trace "$file"
    refuses describe "$file"
    refuses render "$file" -o "$folder/x.png"
    refuses sandbox --start "$file" -o "$folder/x.png"
    refuses progress --collect "$file"
    refuses progress --collect --lesson "$file" "$lesson"
    refuses open "$file"
    refuses "$file"
done
file=$folder/it.txt
refuses text --file "$file" -o "$folder/x.png"
refuses train text "$file" -o "$folder/x.safetensors"
file=$folder/it.safetensors
refuses text "$file" -o "$folder/x.png"
refuses train adding --resume "$file"
for file in it.safetensors it.npz; do
    (cd "$folder" && printf '{"format": 1, "id": "w", "title": "W", "track": "t", "level": 1, "minutes": 1, "goal": "G",
        "inputs": {"names": ["x"], "sequence": [[1]]}, "cells": [{"id": "r", "kind": "rnn", "hidden": 1, "weights": "%s"}],
        "beats": [{"say": "S"}]}' "$file") >"$folder/weights.json"
    refuses check "$folder/weights.json"
    (rm -f "$folder/new.json")
    ends new "$folder/new.json" --weights "$file"
    [ $status -eq 1 ] || fail "new --weights $file: status $status"
done

# what is read besides
mkdir "$folder/lessons" "$folder/languages" "$folder/mnist" "$folder/kept" "$folder/kept/gatescope"
cp $lesson "$folder/lessons/1-good.json"
mkfifo "$folder/lessons/2-pipe.json" "$folder/lessons/glossary.json" "$folder/lessons/tracks.json" "$folder/languages/xx.po" \
    "$folder/mnist/test-images-idx3-ubyte.gz" "$folder/mnist/test-labels-idx1-ubyte.gz"
GATESCOPE_LESSONS=$folder/lessons
export GATESCOPE_LESSONS
ends list
[ $status -eq 0 ] && grep -q good-lesson "$folder/out" || fail "list: $(cat "$folder/out" "$folder/said")"
ends check
[ $status -eq 0 ] || fail "check: $(cat "$folder/said")"
ends describe --home
grep -q Lesson "$folder/out" || fail "describe --home: $(cat "$folder/said")"
ends render --home -o "$folder/x.png"
[ $status -eq 0 ] || fail "render --home: $(cat "$folder/said")"
GATESCOPE_LANGUAGES=$folder/languages ends check --language pt
grep -q 'xx.po: nobody writes into this pipe' "$folder/said" || fail "a language: $(cat "$folder/said")"
unset GATESCOPE_LESSONS
GATESCOPE_ASSETS=$folder ends digits --describe
[ $status -eq 3 ] && grep -q 'this is a pipe' "$folder/said" || fail "digits: $(cat "$folder/said")"
mkfifo "$folder/kept/gatescope/state.json"
ends progress
[ $status -eq 3 ] && grep -q 'state.json: ' "$folder/said" || fail "progress: $(cat "$folder/said")"
ends describe --home
[ $status -eq 0 ] || fail "describe --home with a state that is none: $(cat "$folder/said")"
rm "$folder/kept/gatescope/state.json"

# what somebody writes into is read
"$gatescope" trace $lesson >"$folder/right" || fail "the lesson cannot be traced"
"$gatescope" trace /dev/stdin <$lesson >"$folder/found" && cmp -s "$folder/right" "$folder/found" || fail "of standard input"
# shellcheck disable=SC2002
cat $lesson | "$gatescope" trace /dev/stdin >"$folder/found" && cmp -s "$folder/right" "$folder/found" || fail "of a pipe"
cat $lesson >"$folder/it.json" &
tries=0
until "$gatescope" trace "$folder/it.json" >"$folder/found" 2>"$folder/said"; do
    tries=$((tries + 1)) # the writer has not opened it yet
    grep -q 'nobody writes' "$folder/said" && [ $tries -lt 1000 ] || break
done
cmp -s "$folder/right" "$folder/found" || fail "of a FIFO: other numbers"
exit $failed
