#!/bin/sh
# Exercises as a command: the same seed asks the same, in sentences and as a picture, in every language; every idea can be
# asked for; an answer is told; wrong options are refused; and in a real window what is answered is kept, a cell is played
# on stage and left again, and an exam's day is kept.
set -u
gatescope=$(realpath "${GATESCOPE:-build/gatescope}")
cd "$(dirname "$0")/../.." || exit 1
for tool in Xvfb xdotool; do
    command -v $tool > /dev/null || { echo "$tool is missing"; exit 1; }
done
folder=$(mktemp -d) || exit 1
export XDG_STATE_HOME="$folder/state" TZ=UTC # an exam is at noon here
state="$folder/state/gatescope/state.json"
. tests/support/window.sh
trap '[ -n "$program" ] && kill $program; [ -n "$screen" ] && kill $screen; wait; rm -rf "$folder"' EXIT 2> /dev/null

# ---- without a window ----

"$gatescope" practise --lang en --seed 40477 --idea write --describe > "$folder/one" || fail "not described"
"$gatescope" practise --lang en --seed 40477 --idea write --describe -o "$folder/two" || fail "not written"
cmp "$folder/one" "$folder/two" || fail "the same seed asks something else"
"$gatescope" practise --lang en --seed 40478 --idea write --describe > "$folder/two"
cmp -s "$folder/one" "$folder/two" && fail "another seed asks the same"
grep -qx 'Question 1 of 5, on: write.' "$folder/one" || fail "it is not told what is asked"
[ "$(grep -c '^Choice [1-4]: ' "$folder/one")" = 4 ] || fail "there are not four choices"
"$gatescope" practise --lang zh --seed 40477 --idea write --describe | grep -q '^选项 4：' || fail "not described in Chinese"

# of the four one is right, and of each other one it is told what makes it
told=0
for answer in 1 2 3 4; do
    "$gatescope" practise --lang en --seed 40477 --idea write --describe --answer $answer > "$folder/told"
    grep -qx 'Right.' "$folder/told" && told=$((told + 1))
    grep -Eqx 'Right\.|No: it is number [1-4]\. [1-4]: This is .*' "$folder/told" || fail "nothing is told of $answer"
done
[ $told = 1 ] || fail "$told choices are right"

# of seed 2 the memory is drawn: the gap is told, and the gate that made it
"$gatescope" practise --lang en --seed 2 --idea write --describe > "$folder/drawn" || fail "a drawing is not described"
grep -qx 'Draw how the memory goes on.' "$folder/drawn" || fail "it does not ask for a drawing"
grep -qx 'Shown, step by step: 0.37, 0.69' "$folder/drawn" || fail "the first steps are not shown"
grep -qx 'To be drawn: t = 2 to 4.' "$folder/drawn" || fail "it is not told what is drawn"
grep -q '^Choice' "$folder/drawn" && fail "a drawing has choices"
"$gatescope" practise --lang en --seed 2 --idea write --draw 0.9,0.4,0.3 --describe > "$folder/drawn" || fail "not drawn"
grep -q '^Farthest off at t = 4: you drew 0.30, it is 0.65\. .* The input gate made it: it went from 0.14 to 0.66\.' \
    "$folder/drawn" || fail "the gap is not told"
"$gatescope" practise --lang en --seed 2 --idea write --draw 0.73,0.56,0.65 --describe | grep -q '^Right: nowhere farther off' ||
    fail "what is drawn right is not right"
grep -qx 'Five on one idea, as asked. ' "$folder/drawn" || fail "it is not told that all five are on one idea"
"$gatescope" practise --lang en --seed 7 --describe | grep -q 'Five on one idea' && fail "all five are not on one idea"
for wrong in '--seed 2 --answer 1' '--seed 2 --draw 0.1,0.2' '--seed 40477 --draw 0.1,0.2,0.3'; do
    # shellcheck disable=SC2086
    "$gatescope" practise --lang en --idea write $wrong --describe > /dev/null 2> "$folder/said"
    [ $? = 3 ] || fail "practise $wrong: not status 3"
    grep -Eq 'give --draw|expected 3 numbers|has choices' "$folder/said" || fail "practise $wrong: says $(cat "$folder/said")"
done

for idea in loop let-in keep candidate write show gate-sum shapes update reset latch average parameters z-ways fading \
    gradient forget-bias slopes activations coupled peepholes counting recall adding; do
    "$gatescope" practise --lang en --seed 7 --idea $idea --describe | grep -Eq '^(Choice 4: |To be drawn: )' || fail "nothing is asked of $idea"
done

"$gatescope" practise --lang en --seed 40477 --size 640x400 -o "$folder/one.png" &&
    "$gatescope" practise --lang en --seed 40477 --size 640x400 -o "$folder/two.png" &&
    cmp "$folder/one.png" "$folder/two.png" || fail "no picture, or another one"
"$gatescope" practise --lang en --seed 40477 --size 640x400 --answer 1 -o "$folder/two.png"
cmp -s "$folder/one.png" "$folder/two.png" && fail "an answer is not seen"

for wrong in '--draw 1,x' '--draw 1,2,3,4,5,6,7,8,9' '--seed 0' '--seed 100000' '--answer 0' '--answer 5' '--idea nothing' '--exam 2027-02-29' '--exam 2027-13-01' \
    '--exam 27-01-01' '--exam 2027-01-011' '--exam soon' '-o x.gif' '--theme pink' word; do
    # shellcheck disable=SC2086
    "$gatescope" practise $wrong > /dev/null 2> "$folder/said"
    [ $? = 2 ] || fail "practise $wrong: not status 2"
    [ -s "$folder/said" ] || fail "practise $wrong: says nothing"
done

# a day that is over is refused; today is not
yesterday=$(date -d yesterday +%F) today=$(date +%F)
for day in 2020-01-01 "$yesterday"; do
    "$gatescope" practise --describe --exam "$day" > /dev/null 2> "$folder/said"
    [ $? = 2 ] || fail "an exam on $day: not status 2"
    grep -q "expected a day from today, $today, on, or none, found \"$day\"" "$folder/said" || fail "$(cat "$folder/said")"
done
"$gatescope" practise --describe --exam "$today" > /dev/null || fail "an exam today is refused"
"$gatescope" practise --lang en --describe --exam "$(date -d '12 days' +%F)" | grep -Eqx 'Days to the exam: 12\.' ||
    fail "it is not told how far the exam is"
[ -e "$state" ] && fail "something was kept without a window"

# ---- in a window ----

start_screen 1280x720
quiet() { [ -s "$folder/said" ] && fail "it said: $(cat "$folder/said")"; }
answers() { [ "$(grep -o '"seed"' "$state" | wc -l)" -ge "$1" ]; }
saved() { grep -q "$1" "$state"; }

# what is chosen and answered is kept, with the day of the exam; on stage keys are a lesson's, and Escape leads back
start practise --lang en --seed 40477 --idea write --exam 2037-01-31
press 2 Return
until_true saved '"write-' || fail "the answer is not kept: $(cat "$state")"
saved '40477' || fail "the seed is not kept: $(cat "$state")"
press w Right Right Escape Return n
stop
[ "$(grep -o '"write-[a-z-]*"' "$state" | wc -l)" = 2 ] || fail "the second answer is not kept: $(cat "$state")"
saved '"exam":[[:space:]]*2117016000' || fail "the day of the exam is not kept: $(cat "$state")"
quiet

# Escape leads to all lessons
start practise --lang en --exam none
press Escape
keys_seen slash
xdotool type --delay 60 "reset-gate"
press Return
press Page_Down Page_Down
until_true saved 'last_lesson.*22-reset-gate' || fail "Escape did not lead to all lessons"
saved '"exam":[[:space:]]*2117016000' && fail "the exam is not taken away"
stop
quiet
exit $failed
