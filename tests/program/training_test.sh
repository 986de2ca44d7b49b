#!/bin/sh
# The training screen as a command: the same seed learns the same twice; wrong options are refused;
# and in a real window, driven by a keyboard: it learns, saves models that `train --resume` goes on
# with, costs no time while it is paused, and closes cleanly in the middle of the training. What has learnt text goes over
# to Text, and back; what was saved of it reads.
set -u
gatescope=$(realpath "${GATESCOPE:-build/gatescope}")
cd "$(dirname "$0")/../.." || exit 1
. tests/support/window.sh
export XDG_STATE_HOME="$folder/state"

# ---- without a window ----

"$gatescope" training --task counting --hidden 8 --batches 120 --describe > "$folder/one" || fail "not described"
[ "$(grep -c '^LSTM: ' "$folder/one")" = 1 ] || fail "the first cell does not begin a line: $(cat "$folder/one")"
"$gatescope" training --task counting --hidden 8 --batches 120 --describe > "$folder/two"
cmp "$folder/one" "$folder/two" || fail "one seed learnt two things"
grep -q 'LSTM: .* 120 minibatches learnt; loss now 0\.0' "$folder/one" || fail "it has not learnt: $(cat "$folder/one")"
"$gatescope" training --task digits --hidden 4 --batches 3 --example 7 -o "$folder/picture.png" || fail "no picture"
[ -s "$folder/picture.png" ] || fail "the picture is empty"
# most of the text is to learn from, its last passage to test with; the numbers of the example are told
"$gatescope" training --lang en --task text --cells rnn --hidden 8 --batches 3 --example 14 --describe > "$folder/text" ||
    fail "a text is not learnt"
grep -q '^Test example 14 of 14, what came: ' "$folder/text" || fail "it is told: $(cat "$folder/text")"
grep -q '^The RNN had [0-9]* of 128 right before training' "$folder/text" || fail "it is told: $(cat "$folder/text")"
for wrong in '--describe --example 15 --task text' '--task texts' '--hidden 129' '--epochs 0' '--cells lstm,lstm' '-o x.gif' '--size 10' 'word'; do
    "$gatescope" training $wrong > /dev/null 2> "$folder/said"
    [ $? = 2 ] || fail "training $wrong: not status 2"
    [ -s "$folder/said" ] || fail "training $wrong: says nothing"
done
GATESCOPE_ASSETS=/nowhere "$gatescope" training --describe > /dev/null 2> "$folder/said" && fail "it trained without digits"
grep -q digits "$folder/said" || fail "it does not say what is missing"

# ---- in a window ----

start_screen 1280x720
cd "$folder" || exit 1
start training --task recall --hidden 24 --epochs 100
before=$(ticks)
xdotool key space
has_worked() { [ "$(($(ticks) - before))" -ge 100 ]; }
until_true has_worked || fail "it does not learn"

xdotool key ctrl+shift+s
until_true test -s recall-1-rnn.safetensors || fail "nothing was saved"
xdotool key Right c l t

# paused
xdotool key space
until_true is_quiet || fail "a paused training takes time"

# closed in the middle
before=$(ticks)
xdotool key space
until_true has_worked || fail "it does not go on learning"
stop
[ -s said ] && fail "it said: $(cat said)"

# each goes on, until it has kept something
for cell in lstm gru rnn; do
    "$gatescope" train recall --resume "recall-1-$cell.safetensors" -o "more-$cell.safetensors" > /dev/null 2> said &
    program=$!
    until [ -s "more-$cell.safetensors" ] || ended $program; do sleep 0.1; done
    kill $program 2> not
    wait $program 2> not
    program=
    [ -s "more-$cell.safetensors" ] || fail "the saved $cell cannot be gone on with: $(cat said)"
done

# ---- a text ----

name() { xdotool getwindowname "$(xdotool search --onlyvisible --pid $program | head -1)"; }
is_named() { [ "$(name)" = "$1 – Gatescope" ]; }
rm -r "$XDG_STATE_HOME" # the panel was folded, the theme changed
start training --lang en --task text --hidden 8 --cells gru,rnn
until_true is_named Training || fail "no window came for a text"
before=$(ticks)
xdotool key space
until_true has_worked || fail "it does not learn a text"
xdotool key ctrl+shift+s
until_true test -s text-1-rnn.safetensors || fail "no model of a text was saved"
[ -e text-1-lstm.safetensors ] && fail "what did not learn was saved"
xdotool key Return
until_true is_named Text || fail "the network did not go over to Text: $(name)"
until_true is_quiet
xdotool mousemove 113 111 click 1
until_true is_named Training || fail "no way back from Text: $(name)"
before=$(ticks)
xdotool key space
until_true has_worked || fail "it does not go on after Text"
stop
[ -s said ] && fail "it said: $(cat said)"

"$gatescope" text text-1-gru.safetensors --lang en --passage 5 --t 1800 --write 9 --describe > read ||
    fail "the saved model does not read"
grep -q 'How it ended.*The model wrote the last 9. The model needs [0-9.]* bits' read || fail "it reads: $(cat read)"
"$gatescope" train text "$folder/read" --resume text-1-gru.safetensors > /dev/null 2> said &&
    fail "a training went on with another text"
exit $failed
