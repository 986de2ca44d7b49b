#!/bin/sh
# `gatescope digits` with the shipped models: what it lists as wrong is wrong, most test digits are right, digits
# drawn by hand are recognised wherever and however large they are drawn, rubbing rows out changes minds, pictures
# come out the same twice, and wrong options end with status 2 and say what was expected.
set -u
gatescope=${GATESCOPE:-build/gatescope}
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
failed=0

fail() {
    echo "$*"
    failed=1
}

# last DESCRIPTION: what LSTM, GRU and RNN take the digit for after the last row
last() {
    sed -n 's/^Row t = 27:.*LSTM \([0-9]\),.*GRU \([0-9]\),.*RNN \([0-9]\),.*/\1\2\3/p' "$1"
}

# drawn DIGIT POINTS: all three networks take the drawing for the digit
drawn() {
    "$gatescope" digits --lang en --describe --draw "$2" -o "$folder/drawn" || fail "$1 cannot be drawn"
    [ "$(last "$folder/drawn")" = "$1$1$1" ] || fail "a drawn $1 is taken for $(last "$folder/drawn")"
}
"$gatescope" digits --lang en --describe --draw '' -o "$folder/blank" || fail "no empty drawing"
grep -q '^Nothing is drawn yet\.$' "$folder/blank" || fail "an empty drawing does not say so"
! grep -q 'Row t' "$folder/blank" || fail "an empty drawing is read"

drawn 1 '0.5,0.1 0.5,0.9'
drawn 4 '0.4,0.1 0.25,0.55 0.75,0.55;0.62,0.15 0.58,0.92'
drawn 7 '0.25,0.15 0.75,0.15 0.45,0.9'
drawn 7 '0.02,0.05 0.14,0.05 0.07,0.22'
drawn 3 '0.3,0.2 0.45,0.12 0.6,0.15 0.66,0.3 0.55,0.45 0.4,0.48;0.4,0.48 0.6,0.52 0.68,0.66 0.6,0.82 0.42,0.86 0.28,0.78'
drawn 0 '0.5,0.13 0.35,0.2 0.26,0.4 0.26,0.6 0.35,0.8 0.5,0.87 0.65,0.8 0.74,0.6 0.74,0.4 0.65,0.2 0.5,0.13'

# the worst of each network's list is wrong by that network, and few are
place=1
for cell in lstm gru rnn; do
    "$gatescope" digits --lang en --describe --list wrong --cell "$cell" -o "$folder/wrong"
    label=$(sed -n 's/^Test digit .*, a written \([0-9]\)\.$/\1/p' "$folder/wrong")
    [ "$(last "$folder/wrong" | cut -c$place)" != "$label" ] || fail "the worst digit of $cell is right"
    place=$((place + 1))
done
for cell in LSTM GRU RNN; do
    wrong=$(sed -n "s/^$cell reads \([0-9]*\) of 2000 test digits wrong\.$/\1/p" "$folder/wrong")
    [ "$wrong" -gt 0 ] && [ "$wrong" -lt 160 ] || fail "$cell reads $wrong wrong"
done

"$gatescope" digits --lang en --describe --digit 2 -o "$folder/whole"
"$gatescope" digits --lang en --describe --digit 2 --erase 5-20 -o "$folder/erased"
[ "$(last "$folder/whole" | cut -c1)" = 4 ] || fail "test digit 2 is no 4"
grep -q '^Row t = 9: rubbed out' "$folder/erased" || fail "no row is rubbed out"
[ "$(last "$folder/erased" | cut -c1)" != 4 ] || fail "a 4 without its upper half is still a 4"

for size in 1280x720 640x480; do
    "$gatescope" digits --size $size --theme light --t 12 -o "$folder/one.png" &&
        "$gatescope" digits --size $size --theme light --t 12 -o "$folder/two.png" &&
        cmp "$folder/one.png" "$folder/two.png" || fail "no picture, or another one, at $size"
done

# without an input that is an option's whole value: words are not split
for wrong in '--digit 0' '--digit 2001' '--list best' '--cell tcn' '--t 28' '--erase 9-3' '--erase 0-28' \
    '--draw 0.5' '--size 10x10' '-o x.gif' 'word'; do
    # shellcheck disable=SC2086
    "$gatescope" digits $wrong > /dev/null 2> "$folder/said"
    [ $? = 2 ] || fail "digits $wrong: not status 2"
    grep -q expected "$folder/said" || fail "digits $wrong: does not say what was expected"
done

GATESCOPE_ASSETS=$folder "$gatescope" digits --describe > /dev/null 2> "$folder/said"
[ $? = 3 ] || fail "without the digits: not status 3"
mkdir "$folder/lessons"
cp lessons/digits-gru.safetensors "$folder/lessons/digits-lstm.safetensors"
GATESCOPE_LESSONS=$folder/lessons "$gatescope" digits --describe > /dev/null 2> "$folder/said"
[ $? = 3 ] && grep -q digits-lstm.safetensors "$folder/said" || fail "another kind's model is not refused"

exit $failed
