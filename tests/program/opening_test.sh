#!/bin/sh
# The opening as a command: all of it in sentences, part by part, and as pictures; wrong options are refused; and in a
# real window, driven by a keyboard: it plays, Escape leads to all lessons, and its end to the first one.
set -u
gatescope=$(realpath "${GATESCOPE:-build/gatescope}")
cd "$(dirname "$0")/../.." || exit 1
. tests/support/window.sh
export XDG_STATE_HOME="$folder/state"
state="$folder/state/gatescope/state.json"

# ---- without a window ----

"$gatescope" opening --lang en --describe -o "$folder/all" || fail "not described"
for part in 1 2 3 4 5 6 7 8; do
    "$gatescope" opening --lang en --describe --part $part >> "$folder/parts"
    grep -qx "The opening, part $part of 8." "$folder/all" || fail "part $part is not told"
done
cmp "$folder/all" "$folder/parts" || fail "the parts are not the whole"
grep -q 'One says 3, and is wrong. The other says 5, and is right' "$folder/all" || fail "the readers are not told"
"$gatescope" opening --lang zh --describe --part 3 | grep -q '3.*5' || fail "not described in Chinese"

"$gatescope" opening --lang en --part 7 --size 640x400 -o "$folder/one.png" &&
    "$gatescope" opening --lang en --part 7 --size 640x400 -o "$folder/two.png" &&
    cmp "$folder/one.png" "$folder/two.png" || fail "no picture, or another one"
"$gatescope" opening --lang en --size 640x400 -o "$folder/two.png"
cmp -s "$folder/one.png" "$folder/two.png" && fail "the seventh part looks like the first"

for wrong in '--part 0' '--part 9' '-o x.gif' '--size 10' '--theme pink' '--motion slow' 'word'; do
    # shellcheck disable=SC2086
    "$gatescope" opening $wrong > /dev/null 2> "$folder/said"
    [ $? = 2 ] || fail "opening $wrong: not status 2"
    [ -s "$folder/said" ] || fail "opening $wrong: says nothing"
done
for way in --describe --motion=full; do
    GATESCOPE_ASSETS=/nowhere "$gatescope" opening $way > /dev/null 2> "$folder/said"
    [ $? = 3 ] && grep -q mnist "$folder/said" || fail "opening $way without the digits: $(cat "$folder/said")"
done

# ---- in a window ----

start_screen 1280x720
quiet() { [ -s "$folder/said" ] && fail "it said: $(cat "$folder/said")"; }
saved() { grep -q "$1" "$state"; }

# it is the opening, which has no beats and no questions; Escape leads to all lessons, where one is searched for
start opening --lang en --motion reduced --theme light
press Right Right 1 Escape
keys_seen slash # from then on there are letters
xdotool type --delay 60 "reset-gate"
press Return
press Page_Down Page_Down
until_true saved 'last_lesson.*22-reset-gate' || fail "Escape did not lead to all lessons"
saved '"reduced_motion":[[:space:]]*true' || fail "the motion was not that of the command line"
saved '"theme":[[:space:]]*1' || fail "the colours were not those of the command line"
stop
quiet

# its last part leads to the first lesson, whatever was open last
start opening --lang en --motion reduced
press Right Right Right Right Right Right Right Return
press Page_Down
until_true saved 'last_lesson.*/11-' || fail "its end did not lead to the first lesson: $(cat "$state")"
stop
quiet
exit $failed
