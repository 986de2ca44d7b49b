#!/bin/sh
# train_test.sh: `gatescope train` writes the same bytes for the same seed; a training that was stopped by
# Ctrl-C in the middle and resumed ends with the bytes of one that was not; what it cannot do it says.
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

# stopped in the middle: after the first epoch has been said, before the last
train adding --hidden 32 --epochs 12 -o whole.safetensors > said || fail "it did not train"
"$gatescope" train adding --hidden 32 --epochs 12 -o part.safetensors > said 2> why &
program=$!
for _ in $(seq 200); do
    grep -q '^epoch 1 ' said && break
    sleep 0.05
done
kill -INT $program 2> why_not
wait $program
[ $? = 130 ] || fail "stopped: not status 130"
grep -q -- "--resume part.safetensors" why || fail "it did not say how to go on"
cmp -s whole.safetensors part.safetensors && fail "it was not stopped in the middle"
train adding --resume part.safetensors > said || fail "it did not go on"
cmp whole.safetensors part.safetensors || fail "stopped and resumed, other bytes"

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
refuses 2 adding --resume whole.safetensors --hidden 5
refuses 3 adding --resume whole.safetensors
refuses 3 counting --resume cut.safetensors
refuses 3 text short.txt -o c.safetensors
refuses 3 text nowhere.txt -o c.safetensors
refuses 3 adding --epochs 1 -o no/folder/c.safetensors
GATESCOPE_ASSETS=$folder refuses 3 digits -o c.safetensors
[ -e c.safetensors ] && fail "a file was written all the same"
exit $failed
