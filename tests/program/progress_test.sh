#!/bin/sh
# progress_test.sh: `gatescope progress` tells what was kept, exports it, and collects a class's
# files, of which a bad one does not stop the others.
gatescope=$(realpath "${GATESCOPE:-build/gatescope}")
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
export XDG_STATE_HOME="$folder/state" TZ=UTC
failed=0
fail() {
    echo "$*"
    failed=1
}

# gives STATUS EXPECTED WORDS...: the program ends so and says that, to the letter
gives() {
    status=$1 expected=$2
    shift 2
    said=$("$gatescope" "$@" 2> why)
    found=$?
    [ $found = "$status" ] || fail "$*: status $found: $(cat why)"
    [ "$said" = "$expected" ] || fail "$*: said
$said"
}

head=lesson,done,beats,questions,first_try,later,open,tasks,by_hand,shown,minutes,first,last,finished
gives 0 "no lesson was played yet" progress
gives 0 "$head" progress --csv
gives 1 "" progress --export none.json --name Ada

mkdir -p state/gatescope
cat > state/gatescope/state.json << 'END'
{ "format": 1, "lessons": {
  "mine": { "version": "0123456789abcdef", "seconds": 390, "first": 1795000000, "last": 1795100000,
    "beats": [
      { "visited": true },
      { "visited": true, "asked": true, "answer": 1, "first": 0, "tries": 2, "right": true },
      { "visited": true, "asked": true, "answer": 0, "first": 0, "tries": 1, "right": true,
        "tasked": true, "task_done": true },
      { "visited": true, "tasked": true, "task_done": true, "task_shown": true },
      { "visited": true, "asked": true, "answer": -1 } ] },
  "latch": { "version": "00000000000000ff", "seconds": 3, "last": 1795100000, "finished": 1795100000,
    "beats": [ { "visited": true } ] } } }
END
mine=mine,4,5,3,1,1,1,2,1,1,6.5,2026-11-18,2026-11-19,no
latch=latch,1,1,0,0,0,0,0,0,0,0.1,,2026-11-19,yes
gives 0 "$head
$mine
$latch" progress --csv
gives 0 "$head
$latch" progress --csv latch
gives 0 "lesson,beat,first,answer,tries,right
mine,2,1,2,2,yes
mine,3,1,1,1,yes
mine,5,,,0," progress --csv --answers
gives 0 "lesson  done   first try  later  open  tasks         minutes  last
mine    4/5    1          1      1     2/2, 1 shown  6.5      2026-11-19
latch   1/1 *  0          0      0     0/0           0.1      2026-11-19
done: beats, * finished; first try, later, open: questions; minutes without pauses" progress

# by its file
"$gatescope" new latch > said
gives 0 "$head
$latch" progress --csv latch.json
"$gatescope" new other > said
gives 2 "" progress other.json
grep -q 'was not played' why || fail "it did not say that the lesson was not played"
gives 2 "" progress nobody

# handed in and collected
gives 0 "ada.json: 2 lessons of Ada" progress --export ada.json --name Ada
gives 0 "ada.json: 1 lesson of Ada" progress --export ada.json --name Ada mine # again
gives 0 "eve.json: 1 lesson of =1+1" progress --export eve.json --name '=1+1' latch
gives 2 "" progress --export latch.json --name Ada # a lesson is not written over
"$gatescope" check --quiet latch.json || fail "the lesson was written over"
gives 2 "" progress --export new.json
gives 2 "" progress --export new.json --name ''
gives 2 "" progress --name Ada
gives 2 "" progress --collect
gives 2 "" progress --lesson latch.json
head="student,$head,version,exercises,exercises_right"
gives 0 "$head
Ada,$mine,unknown,0,0
\"'=1+1\",$latch,other,0,0" progress --collect --csv --lesson latch.json ada.json eve.json

printf '{ "gatescope": "results",\n  "format": 1, "nam\\u001be": 5 }' > bad.json
gives 1 "$head
Ada,$mine,unknown,0,0" progress --collect --csv bad.json ada.json nowhere.json latch.json
grep -q '^bad.json:2:16: nam\\x1be: unknown key "nam\\x1be" in the results; ' why || fail "not told: $(cat why)"
grep -q '^nowhere.json: ' why || fail "a missing file was not told"
grep -q '^latch.json:1:1: this is no file of results; ' why || fail "a lesson was not told: $(cat why)"
gives 0 "student,lesson,beat,first,answer,tries,right
Ada,mine,2,1,2,2,yes
Ada,mine,3,1,1,1,yes
Ada,mine,5,,,0," progress --collect --answers --csv ada.json
"$gatescope" progress --collect ada.json | grep -q '^Ada .* 0  *unknown  *2:1>2+ 3:1+ 5:-$' || fail "no answers in the table"

# exercises are handed in with all lessons, or with those that teach them
cat > state/gatescope/state.json << 'END'
{ "format": 1, "practised": [ ["keep", "gate-bars", 5, 0, 2, 1795000000, 12.5], ["keep", "gate-bars", 6, 1, 0, 1795000060, 3],
    ["later", "of-a-newer-program", 1, 0, -1, 1795000070, 3] ],
  "lessons": { "forget-gate": { "version": "0123456789abcdef", "last": 1795100000, "beats": [
      { "visited": true, "asked": true, "answer": 1, "first": 0, "tries": 2, "right": true } ] },
    "latch": { "last": 1795100000, "beats": [ { "visited": true } ] } } }
END
gives 0 "ada.json: 2 lessons, 3 exercises of Ada" progress --export ada.json --name Ada
gives 0 "eve.json: 1 lesson, 2 exercises of Eve" progress --export eve.json --name Eve forget-gate
gives 0 "bob.json: 1 lesson of Bob" progress --export bob.json --name Bob latch
items=item,beat,level,version,learners,right,right_low,right_high,discrimination,discrimination_low,discrimination_high,choices
gives 0 "$items
forget-gate,1,,other,2,0.0000,0.0000,0.6576,,,,1:1.0000:0.3424:1.0000
gate-bars,,1,,2,0.0000,0.0000,0.6576,,,,2:1.0000:0.3424:1.0000
gate-bars,,2,,2,1.0000,0.3424,1.0000,,,,right:1.0000:0.3424:1.0000
of-a-newer-program,,1,,1,0.0000,0.0000,0.7935,,,,not-sure:1.0000:0.2065:1.0000" progress --collect --items --csv \
    ada.json eve.json bob.json
gives 0 "nothing was answered" progress --collect --items bob.json
gives 2 "" progress --items
gives 2 "" progress --collect --items --answers ada.json
"$gatescope" progress --collect --items ada.json eve.json > said
grep -q ' by number$' said || fail "$(cat said)"
grep -q '^gate-bars 2:' said && fail "a belief of a generator that is not here"
sed 's/gate-bars/keep-curve/' ada.json > known.json # a generator that there is: its beliefs are told
"$gatescope" progress --collect --items known.json > said || fail "a belief: $?"
grep -q '^keep-curve 2: This is what comes out if the gate works the other way round' said || fail "$(cat said)"
sed 's/"gate-bars"/"write-curve-drawn"/; s/"chosen":[[:space:]]*2/"chosen": 99/' ada.json > drawn.json # a drawing is an item of its own
"$gatescope" progress --collect --items --csv drawn.json > said || fail "a drawing: $?"
grep -q '^write-curve-drawn,,1,,1,0.0000,0.0000,0.7935,,,,other:1.0000:0.2065:1.0000$' said || fail "$(cat said)"
sed 's/"gate-bars"/"write-curve-drawn"/' ada.json > drawn.json
"$gatescope" progress --collect --items drawn.json > said || fail "a belief of a drawing: $?"
grep -q '^write-curve-drawn 2: ' said || fail "$(cat said)"
"$gatescope" progress --collect --items ada.json eve.json > said
grep -q '^forget-gate  *1  *other  *2  *0.00  *0.00..0.66  *1 1.00 (0.34..1.00)$' said || fail "$(cat said)"

# who only practised is seen, and so is what everybody else practised
gives 0 "$head
Ada,forget-gate,1,1,1,0,1,0,0,0,0,0.0,,2026-11-19,yes,other,3,1
Ada,latch,1,1,0,0,0,0,0,0,0,0.0,,2026-11-19,yes,unknown,3,1" progress --collect --csv ada.json
"$gatescope" progress | grep -q '^3 exercises answered, 1 right$' || fail "beside lessons it is not told what was practised"
"$gatescope" progress latch | grep exercise && fail "told where a lesson is named"
cp state/gatescope/state.json kept.json
cat > state/gatescope/state.json << 'END'
{ "format": 1, "practised": [ ["keep", "keep-curve", 5, 0, 0, 1795000000, 12.5], ["keep", "keep-curve", 6, 1, 0, 1795000060, 3],
    ["keep", "keep-curve", 7, 1, -1, 1795000070, 3] ] }
END
gives 0 "no lesson was played yet
3 exercises answered, 2 right" progress
gives 0 "only.json: 0 lessons, 3 exercises of Only" progress --export only.json --name Only
gives 0 "$head
Only,,0,0,0,0,0,0,0,0,0,0.0,,,no,,3,2" progress --collect --csv only.json
gives 0 "student,lesson,beat,first,answer,tries,right" progress --collect --csv --answers only.json
"$gatescope" progress --collect only.json | grep -q '^Only  *0/0 .* 2/3 *$' || fail "who only practised is not in the table"
mv kept.json state/gatescope/state.json

# the same file again, a copy of it, and one that is only laid out anew count once, and it is told; another's of the same name stays
cp eve.json copy.json
tr -d '\n' < eve.json > laid.json
once=$("$gatescope" progress --collect --items --csv eve.json bob.json)
gives 0 "$once" progress --collect --items --csv eve.json eve.json bob.json copy.json laid.json
for file in eve copy laid; do
    grep -q "^$file.json: warning: these are the results in eve.json; they count once$" why || fail "$file.json: $(cat why)"
done
[ "$(wc -l < why)" = 3 ] || fail "told more than thrice: $(cat why)"
gives 0 "$("$gatescope" progress --collect eve.json bob.json)" progress --collect eve.json bob.json copy.json
sed 's/"seconds":.*12.5/"seconds": 13.5/' eve.json > other.json
"$gatescope" progress --collect --items --csv eve.json other.json 2> why | grep -q '^gate-bars,,1,,2,' || fail "another's did not count: $(cat why)"
[ -s why ] && fail "it was told of another's: $(cat why)"

# a class of which a question goes against the rest: a number below zero is no formula
for k in 1 2 3 4 5 6; do
    printf '{"gatescope": "results", "format": 1, "name": "%s", "lessons": [{"id": "a", "version": "0123456789abcdef", "minutes": 1,
      "first": "", "last": "", "finished": false, "beats": [' $k
    for right in $((k > 3)) $((k > 2)) $((k < 3)); do
        printf '{"visited": true, "question": {"first": %s, "answer": 2, "tries": %s, "right": true}},' $((right + 1)) $((2 - right))
    done
    printf '{"visited": false}]}]}'
done | awk -v RS='}]}]}' 'NF { print $0 "}]}]}" > "class-" NR ".json" }'
"$gatescope" progress --collect --items --csv class-*.json > said || fail "a class: $?"
[ "$(sed -n 4p said | cut -d, -f9)" = -0.9191 ] || fail "against the rest: $(cat said)"

echo '{' > state/gatescope/state.json
gives 3 "" progress
exit $failed
