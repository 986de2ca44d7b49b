#!/bin/sh
# The program in a real window, driven by a keyboard: a lesson is played and the place found again,
# a broken edit of its file does no harm, a presentation comes and goes, a paused window costs no
# time, and it closes cleanly. What is inside is seen in the state that it saves.
set -u
gatescope=$(realpath "${GATESCOPE:-build/gatescope}")
cd "$(dirname "$0")/../.." || exit 1
. tests/support/window.sh
export XDG_STATE_HOME="$folder/state"
state="$folder/state/gatescope/state.json"
start_screen 1280x720

saved() { grep -q "$1" "$state"; }

cp lessons/21-add-or-replace.json "$folder/lesson.json"

# played: to the question, answered, on; then the place is kept. Each learner has an order of choices of their own: with
# this seed both right ones stand second
mkdir -p "$(dirname "$state")" && echo '{ "format": 1, "seed": 8 }' > "$state"
start "$folder/lesson.json"
press Page_Down 2 Page_Down Page_Down 2 Page_Down # both questions answered rightly
until_true saved '"beat":[[:space:]]*4' || fail "the fifth beat was not reached"
stop
saved '"answer":[[:space:]]*1' || fail "the answer was not kept"
saved '"seed":[[:space:]]*8' || fail "the order of the choices was not kept"

# what was answered is told, handed in, and collected: of the very lesson, and of an edited one
answered=$("$gatescope" progress --csv --answers add-or-replace | grep -c ',2,2,1,yes$')
[ "$answered" = 2 ] || fail "$answered answers are told: $("$gatescope" progress --csv --answers)"
"$gatescope" progress --export "$folder/ada.json" --name Ada "$folder/lesson.json" > /dev/null || fail "not exported"
collected() { "$gatescope" progress --collect --csv --lesson "$1" "$folder/ada.json" | grep -q "^Ada,add-or-replace,.*,$2,0,0\$"; }
collected "$folder/lesson.json" same || fail "the lesson that was handed out is not known again"
sed 's/\[-1, 1\]/[-0.5, 1]/' "$folder/lesson.json" > "$folder/edited.json"
collected "$folder/edited.json" other || fail "an edited lesson is taken for the one that was handed out"

start "$folder/lesson.json"
press t
until_true saved '"theme":[[:space:]]*1' || fail "the theme was not kept"
saved '"beat":[[:space:]]*4' || fail "the place was not found again"

# a presentation, a blank screen, and back
press F5 b b F5

# the file breaks while it is open, and is mended
until_true is_quiet
whole=$(shows)
sed -i 's/"format": 1/"format": "one"/' "$folder/lesson.json"
until_true shows_not "$whole" || fail "a broken edit is not told"
kill -0 $program 2> /dev/null || fail "a broken edit ended the program"
cp lessons/21-add-or-replace.json "$folder/lesson.json"
until_true shows_again "$whole" || fail "an edit that was mended is not taken"
press Page_Down
until_true saved '"beat":[[:space:]]*5' || fail "it did not go on after the edit was mended"

# paused
until_true is_quiet || fail "a paused window takes time"
stop

# without a lesson's name all lessons come first; one is searched for and opened; H goes there and back
rm "$state"
start --motion reduced
keys_seen slash # from then on there are letters
xdotool type --delay 60 "reset-gate"
press Return
press Page_Down Page_Down
until_true saved 'last_lesson.*22-reset-gate' || fail "the lesson that was searched for did not open"
beat=$(grep -o '"beat":[[:space:]]*[0-9]*' "$state" | tail -1)
press h Page_Down Page_Down 1 # nothing of it reaches the lesson
press Escape
stop
[ "$(grep -o '"beat":[[:space:]]*[0-9]*' "$state" | tail -1)" = "$beat" ] || fail "keys went through to the lesson"

# a lesson by its id, at a beat behind an open question, in colours that were asked for
rm "$state"
start open reset-gate --beat 4 --theme contrast --motion reduced
press Page_Up
stop
saved 'last_lesson.*22-reset-gate' || fail "the id did not open its lesson"
saved '"beat":[[:space:]]*2' || fail "it did not open at the fourth beat"
saved '"theme":[[:space:]]*2' || fail "the colours were not those of the command line"
saved '"reduced_motion":[[:space:]]*true' || fail "things moved"

# a typed number: the state tells it
start "$folder/lesson.json"
keys_seen Page_Up w # to a beat that lets everything be changed, on the workbench
until_true is_quiet
xdotool mousemove 1240 111
until_true is_quiet
workbench=$(shows)
xdotool click 1
until_true shows_not "$workbench"
xdotool type --delay 60 "0.25"
press Return
until_true saved 'input [0-9]* 0 0.25' || fail "a typed number did not arrive"
stop

[ -s "$folder/said" ] && fail "it said: $(cat "$folder/said")"
"$gatescope" nowhere.json 2> "$folder/said" && fail "a missing lesson was no failure"
grep -q 'nowhere.json' "$folder/said" || fail "it did not say which lesson is missing"
exit $failed
