#!/bin/sh
# train_test.sh: `gatescope train` writes the same bytes for the same seed; a training that was stopped by
# Ctrl-C in the middle, or killed, also while it wrote its file, and resumed ends with the bytes of one that
# was not; settings are kept in the file and stay; what it cannot do it says.
gatescope=$(realpath "${GATESCOPE:-build/gatescope}")
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
failed=0
fail() {
    echo "$*"
    failed=1
}

train() { "$gatescope" train "$@"; }

train counting --cell gru --hidden 6 --epochs 2 --seed 7 -o a.safetensors > said || fail "it did not train"
[ "$(grep -c '^epoch . of 2: loss ' said)" = 2 ] || fail "it said: $(cat said)"
train counting --cell gru --hidden 6 --epochs 2 --seed 7 --threads 1 -o b.safetensors > said
cmp a.safetensors b.safetensors || fail "the same seed, other bytes"
train counting --cell gru --hidden 6 --epochs 2 --seed 8 -o b.safetensors > said
cmp -s a.safetensors b.safetensors && fail "another seed, the same bytes"

# ---- stopped in the middle, killed in the middle ----

program=
# begin WORDS...: in the background, until the first epoch that it does is over, however long that takes
# (what was said before is gone first, and a terminal that goes away counts, whoever runs the tests)
begin() {
    : > said
    env --default-signal=HUP "$gatescope" train "$@" > said 2> why &
    program=$!
    while kill -0 $program 2> not; do
        grep -q '^epoch' said && return
        sleep 0.02
    done
    grep -q '^epoch' said || fail "train $*: no epoch: $(cat why)"
}

# interrupted CELL TASK WORDS...: whole.safetensors in one go; part.safetensors stopped, gone on with, killed,
# gone on with. What was over before the signal came, on a machine that is busy, is done again with twice the epochs.
interrupted() {
    cell=$1 epochs=$2
    shift 2
    until interrupted_once "$@"; do epochs=$((2 * epochs)); done
    train "$@" --cell "$cell" --epochs "$epochs" -o whole.safetensors > said 2> why || fail "train $*: $(cat why)"
    cmp -s whole.safetensors part.safetensors && fail "$* $cell: it was not stopped in the middle"
    train "$@" --resume part.safetensors > said 2> why || fail "$* $cell: it did not go on: $(cat why)"
    cmp whole.safetensors part.safetensors || fail "$* $cell: stopped, killed and resumed, other bytes"
}

# False when one of the two came too late.
interrupted_once() {
    rm -f ./*part* whole.safetensors
    begin "$@" --cell "$cell" --epochs "$epochs" -o part.safetensors
    kill -INT $program 2> not
    wait $program 2> not
    status=$?
    [ $status = 0 ] && return 1
    [ $status = 130 ] || fail "$* $cell, Ctrl-C: status $status, not 130"
    grep -q -- "--resume part.safetensors" why || fail "$* $cell: it did not say how to go on"
    begin "$@" --resume part.safetensors
    kill -KILL $program 2> not
    wait $program 2> not
    status=$?
    [ $status = 0 ] && return 1
    [ $status = 137 ] || fail "$* $cell, killed: status $status"
    return 0
}

seq 4000 > numbers.txt
for cell in lstm gru rnn; do
    interrupted $cell 8 digits --hidden 16
    interrupted $cell 12 adding --hidden 32
    interrupted $cell 16 text numbers.txt --hidden 32
done
interrupted lstm 12 adding --hidden 24 --optimizer sgd --momentum 0.8 --rate 0.2 --clip 0.5 --batch 48
# as much is kept in the file as was said
for note in '"optimizer":"sgd"' '"momentum":"0.8"' '"rate":"0.2"' '"clip":"0.5"' '"batch":"48"'; do
    grep -aq "$note" part.safetensors || fail "the file does not say $note"
done

# killed while it writes: what was written beside is part of a file, the file itself is the one before
seq 1500 > few.txt
set -- text few.txt --cell rnn --hidden 768
epochs=2
while
    epochs=$((2 * epochs))
    rm -f ./*part*
    begin "$@" --epochs $epochs -o part.safetensors
    kill -KILL $program 2> not
    wait $program 2> not
    [ $? != 137 ]
do :; done
train "$@" --epochs $epochs -o large.safetensors > said || fail "it did not train"
cp part.safetensors before.safetensors
blocks=$(($(wc -c < part.safetensors) / 1024)) # of 512 bytes: half of the file
(ulimit -c 0 && ulimit -f $blocks && exec env --default-signal=XFSZ "$gatescope" train text few.txt --resume part.safetensors) > said 2> why
[ $? -gt 128 ] || fail "it was not killed while it wrote: $(cat why)"
beside=$(echo part.safetensors.*.new)
[ -e "$beside" ] || fail "nothing lies beside the file that it was killed on"
cut=$(wc -c < "$beside") size=$(wc -c < part.safetensors)
[ "$cut" -lt "$size" ] || fail "the file that was being written has $cut bytes, the one before $size"
cmp before.safetensors part.safetensors || fail "killed while it wrote, it took what was there"
train text few.txt --resume part.safetensors > said 2> why || fail "it did not go on: $(cat why)"
cmp large.safetensors part.safetensors || fail "killed while it wrote, other bytes"
[ -e "$beside" ] && fail "what the killed one had left is still there"

# ---- settings ----

train counting --hidden 4 --epochs 1 -o adam.safetensors > said
for setting in '--optimizer sgd' '--rate 0.01' '--clip 0.01' '--batch 32'; do
    train counting --hidden 4 --epochs 1 $setting -o other.safetensors > said || fail "$setting: it did not train"
    cmp -s adam.safetensors other.safetensors && fail "$setting changes nothing"
done
train counting --hidden 4 --epochs 1 --rate 0.004 --clip 1 --batch 64 --optimizer adam -o other.safetensors > said
cmp adam.safetensors other.safetensors || fail "what is said by default is not the default"
train counting --hidden 4 --epochs 2 --optimizer sgd --momentum 0 -o plain.safetensors > said
train counting --hidden 4 --epochs 2 --optimizer sgd -o other.safetensors > said
cmp -s plain.safetensors other.safetensors && fail "the momentum changes nothing"

train counting --hidden 4 --epochs 1 --forget-bias 1 -o other.safetensors > said
cmp adam.safetensors other.safetensors || fail "1 is not the forget bias by default"
grep -q forget_bias other.safetensors && fail "what is the default is noted"
train counting --hidden 4 --epochs 1 --forget-bias -0.5 -o other.safetensors > said
cmp -s adam.safetensors other.safetensors && fail "the forget bias changes nothing"
grep -q '"forget_bias":"-0.5"' other.safetensors || fail "the forget bias is not noted"

# ---- what cannot be ----

# refuses STATUS WORDS...: with that status and a reason
refuses() {
    status=$1
    shift
    train "$@" > said 2> why
    [ $? = "$status" ] || fail "train $*: not status $status"
    [ -s why ] || fail "train $*: did not say why"
}
printf 'too short' > short.txt
head -c 2000 a.safetensors > cut.safetensors
refuses 2
refuses 2 digit -o c.safetensors
refuses 2 adding
refuses 2 text -o c.safetensors
refuses 2 adding --cell lstn -o c.safetensors
refuses 2 counting --resume whole.safetensors
refuses 3 adding --resume whole.safetensors

# complains WORDS-OF-THE-COMPLAINT WORDS...: as usage that is wrong, with these words
complains() {
    words=$1
    shift
    refuses 2 "$@"
    grep -qF -- "$words" why || fail "train $*: said \"$(cat why)\", not \"$words\""
}
complains '--optimizer: expected adam or sgd, found "rmsprop"' adding --optimizer rmsprop -o c.safetensors
complains '--momentum: expected a number from 0 to 0.999, found "1"' adding --optimizer sgd --momentum 1 -o c.safetensors
complains '--momentum: expected with the optimizer sgd, found with adam' adding --momentum 0.5 -o c.safetensors
complains '--rate: expected a number from 1e-06 to 10, found "nan"' adding --rate nan -o c.safetensors
complains '--clip: expected a number from 0 to 1e+06, found "-1"' adding --clip -1 -o c.safetensors
complains '--forget-bias: expected a number from -20 to 20, found "21"' adding --forget-bias 21 -o c.safetensors
complains '--forget-bias: expected with a cell that has a forget gate, found with gru' adding --cell gru --forget-bias 0 -o c.safetensors
complains '--batch: expected an even number, found "33"' adding --batch 33 -o c.safetensors
complains '--batch: expected a whole number from 2 to 4096, found "0"' adding --batch 0 -o c.safetensors

begin adding --hidden 24 --epochs 100000 --optimizer sgd --batch 48 --forget-bias 0 -o going.safetensors
kill -INT $program
wait $program
as='as the training that goes on has it, found'
complains "--hidden: expected 24, $as 5" adding --resume going.safetensors --hidden 5
complains "--cell: expected lstm, $as gru" adding --resume going.safetensors --cell gru
complains "--seed: expected 1, $as 2" adding --resume going.safetensors --seed 2
complains "--optimizer: expected sgd, $as adam" adding --resume going.safetensors --optimizer adam
complains "--momentum: expected 0.9" adding --resume going.safetensors --momentum 0.8
complains "--rate: expected 0.1" adding --resume going.safetensors --rate 0.2
complains "--clip: expected 1, $as 0" adding --resume going.safetensors --clip 0
complains "--batch: expected 48, $as 64" adding --resume going.safetensors --batch 64
complains "--forget-bias: expected 0, $as 1" adding --resume going.safetensors --forget-bias 1
# what is as it was may be said
begin adding --resume going.safetensors --hidden 24 --optimizer sgd --rate 0.1 --batch 48 --forget-bias 0
kill -INT $program
wait $program

# a terminal that goes away stops it as Ctrl-C does
begin text numbers.txt --hidden 32 --epochs 100000 -o going.safetensors
kill -HUP $program
wait $program
seq 4000 -1 1 > others.txt
refuses 3 text others.txt --resume going.safetensors
grep -q 'not the text that the training began with' why || fail "another text: $(cat why)"

# a loss that is no number any more ends it; the file keeps numbers
refuses 1 adding --hidden 8 --optimizer sgd --rate 10 --clip 0 --momentum 0.999 --epochs 20 -o wild.safetensors
grep -q 'the loss is no number any more' why || fail "it did not say that it diverged: $(cat why)"

refuses 3 counting --resume cut.safetensors
refuses 3 text short.txt -o c.safetensors
refuses 3 text nowhere.txt -o c.safetensors
refuses 3 adding --epochs 1 -o no/folder/c.safetensors
GATESCOPE_ASSETS=$folder refuses 3 digits -o c.safetensors
[ -e c.safetensors ] && fail "a file was written all the same"
exit $failed
