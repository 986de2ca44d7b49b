#!/bin/sh
# Texts from files, names and arguments reach a terminal as text: whatever a lesson, a file's name, a state, a class's
# results or a word of the command line holds, each command prints valid UTF-8 without control characters and turned
# directions, no line that the program did not begin, and what was there can still be read. JSON and CSV have their own
# escapes, and are valid whatever a file is called.
set -u
gatescope=${GATESCOPE:-build/gatescope}
case $gatescope in /*) ;; *) gatescope=$PWD/$gatescope ;; esac
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
failed=0
export XDG_STATE_HOME="$folder/kept"

fail() {
    printf '%s\n' "$*"
    failed=1
}

# What acts instead of being seen: ESC [ 31 m, a new line that forges an error, CSI of 8 bits, right-to-left override.
esc=$(printf '\033') csi=$(printf '\302\233') rlo=$(printf '\342\200\256')
forged='forged.json:1:1: error'
acts=$(printf '[\001-\011\013-\037\177]')

# harmless WHAT: $folder/said has nothing that acts
harmless() {
    iconv -f UTF-8 -t UTF-8 "$folder/said" >/dev/null 2>&1 || fail "$1: not UTF-8"
    LC_ALL=C grep -aq "$acts" "$folder/said" && fail "$1: a control character"
    LC_ALL=C grep -aq "$(printf '\302[\200-\237]')" "$folder/said" && fail "$1: a control character of 8 bits"
    LC_ALL=C grep -aq "$rlo" "$folder/said" && fail "$1: a direction was turned"
    grep -aq "^$forged" "$folder/said" && fail "$1: a line that the program did not begin"
}

# run STATUS WORDS... : both outputs, with that status, say something and are harmless
run() {
    expected=$1
    shift
    "$gatescope" "$@" >"$folder/said" 2>&1
    status=$?
    [ $status -eq "$expected" ] || fail "$*: status $status, expected $expected: $(head -c 300 "$folder/said")"
    [ -s "$folder/said" ] || fail "$*: nothing was said"
    harmless "$*"
}

# says WORDS : they stand in what was printed last
says() {
    grep -aFq -- "$1" "$folder/said" || fail "expected $1 in: $(cat "$folder/said")"
}

# ---- a lesson whose every text acts, under a name that does ----

bad='\u001b[31mred\u009b\u202eesrever\n'$forged
name=$(printf 'a\033[31m\n%s\377\342\200\256' "$forged")
mkdir "$folder/lessons"
lesson() { # ID CLAIM
    cat <<END
{"format": 1, "id": "$1", "title": "T$bad", "track": "K$bad", "level": 1,
 "minutes": 1, "goal": "G$bad", "inputs": {"names": ["N$bad"], "sequence": [[1], [0]]},
 "cells": [{"id": "one", "kind": "rnn", "hidden": 1, "title": "C$bad", "weights": {"W_xh": [[1]]}},
           {"id": "two", "kind": "rnn", "hidden": 1, "title": "D$bad", "weights": {"W_xh": [[2]]}}],
 "beats": [{"say": "S$bad", "at": {"t": 1}, "do": [{"input": [0, 0], "to": 2}], "claims": ["$2"]},
           {"say": "Which?", "ask": {"question": "Q$bad", "choices":
             [{"text": "A$bad", "why": "W$bad", "right": true}, {"text": "B$bad", "why": "X$bad"}],
             "because": "one.h[0] @ 0 > 0"}}]}
END
}
path=$folder/lessons/$name.json
lesson tall 'one.h[0] @ 0 > 0' >"$path"
export GATESCOPE_LESSONS="$folder/lessons"

run 0 list
says 'T\x1b[31mred\u009b\u202eesrever\nforged.json:1:1: error'
[ "$(wc -l <"$folder/said")" -eq 1 ] || fail "list: more than a line for a lesson: $(cat "$folder/said")"
run 0 check "$path"
run 0 check
run 1 check --language pt --all
run 0 describe "$path"
says 'T\x1b[31mred\u009b\u202eesrever forged.json:1:1: error'
says 'S\x1b[31m'
run 0 describe --home
says 'T\x1b[31mred\u009b\u202eesrever forged.json:1:1: error'
run 0 trace "$path"
run 0 trace --format table "$path"
run 0 trace --format json "$path"
run 2 trace --format "$name" "$path"
run 1 "$name"

# ---- what is wrong with a file names it and what it has ----

lesson tall 'one.h[0] @ 0 > 5' >"$path"
run 1 check "$path"
says 'a\x1b[31m\nforged.json:1:1: error\xff\u202e.json:'
for broken in '{"format": 1, "K'$bad'": 1}' "$(lesson 'x'"$bad" 'one.h[0] @ 0 > 0')" "$(lesson tall 'one'"$bad")" \
    "$(lesson tall 'one.h[0] @ 0 > 0' | sed "s/\"rnn\"/\"rnn$(printf '%s' "$bad" | sed 's/\\/\\\\\\\\/g')\"/")" \
    '{"format" '"$esc$csi$rlo"; do
    printf '%s\n' "$broken" >"$path"
    run 1 check "$path"
    says 'a\x1b[31m\nforged'
    run 1 list
    run 1 trace "$path"
    run 1 render "$path" -o "$folder/x.png"
    run 1 describe "$path"
    run 1 sandbox --start "$path" -o "$folder/x.png"
    run 1 "$path"
done
run 0 describe --home
rm "$path"

# ---- names of files and words that are not there, at every command ----

for command in check trace describe new progress open list render opening practise sandbox digits text train training bench; do
    "$gatescope" $command "$folder/none/$name" >"$folder/said" 2>&1
    harmless "$command NAME"
    "$gatescope" $command "--$name" >"$folder/said" 2>&1
    [ $? -eq 2 ] || fail "$command --NAME: not refused"
    [ "$(wc -l <"$folder/said")" -eq 2 ] || fail "$command --NAME: $(cat "$folder/said")"
    harmless "$command --NAME"
done
run 2 "--$name"
run 2 help "$name"
run 2 --completion "$name"
run 2 check --language "$name"
run 2 render --lang "$name" -o x.png x
run 2 digits --cell "$name"
run 2 digits --erase "$name"
run 2 digits --draw "$name"
run 2 train "$name"
run 2 training --task "$name"
run 2 training --cells "$name"
run 2 sandbox --units "$name"
run 2 sandbox -o "$name"
run 2 open "$name" "$name"
run 2 trace --state "$name"
run 3 text --file "$folder/$name" -o "$folder/x.png"
run 3 text "$folder/$name" -o "$folder/x.png"
run 3 train text "$folder/$name" -o "$folder/x.safetensors"
run 3 train adding --resume "$folder/$name"

# ---- new: the file that was made, and a lesson of that id ----

export GATESCOPE_LESSONS="$folder/lessons"
(cd "$folder" && "$gatescope" new "$name") >"$folder/said" 2>&1 || fail "new NAME: $(cat "$folder/said")"
harmless "new NAME"
says 'a\x1b[31m\nforged.json:1:1: error\xff\u202e.json is a lesson'
cp "$folder/$name.json" "$folder/lessons/"
mkdir "$folder/again"
(cd "$folder/again" && "$gatescope" new "$name") >"$folder/said" 2>&1 || fail "new NAME: $(cat "$folder/said")"
harmless "new NAME again"
says 'Give it an id of its own'

# ---- JSON and CSV have their own escapes ----

python=$(command -v python3)
"$gatescope" list --json >"$folder/said" 2>"$folder/errors" || fail "list --json: $(cat "$folder/errors")"
iconv -f UTF-8 -t UTF-8 "$folder/said" >/dev/null 2>&1 || fail "list --json: not UTF-8"
LC_ALL=C grep -aq "$acts" "$folder/said" && fail "list --json: a control character"
grep -aFq '\ufffd' "$folder/said" || fail "list --json: what is no UTF-8 in a name: $(cat "$folder/said")"
[ -z "$python" ] || "$python" -c 'import json, sys
row, = json.load(open(sys.argv[1], encoding="utf-8"))
assert "\x1b[31m\nforged.json:1:1: error\ufffd\u202e.json" in row["path"], row' "$folder/said" ||
    fail "list --json: not what it should be"

# ---- what was handed in ----

results() { # STUDENT LESSON
    printf '{"format": 1, "name": "%s", "lessons": {"%s": {"beats": [{"seen": true}]}}}\n' "$1" "$2"
}
results "Ada$bad" "keep$bad" >"$folder/$name.results"
"$gatescope" progress --collect "$folder/$name.results" >"$folder/said" 2>&1
harmless "progress --collect"
says 'a\x1b[31m\nforged'
"$gatescope" progress --collect --csv "$folder/$name.results" >"$folder/said" 2>&1
harmless "progress --collect --csv"

exit $failed
