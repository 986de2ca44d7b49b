#!/bin/sh
# new_test.sh: `gatescope new` writes a lesson that passes even the strict check and can be played;
# it overwrites nothing, and says why it does not write.
gatescope=$(realpath "${GATESCOPE:-build/gatescope}")
root=$(pwd)
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
failed=0
fail() {
    echo "$*"
    failed=1
}

"$gatescope" new latch > said || fail "no lesson was made"
grep -q "gatescope check latch.json" said || fail "it did not say what to do next"
"$gatescope" new 31-Two_cells.json --cells gru,lstm > /dev/null || fail "no lesson of two cells was made"
grep -q '"id": "two_cells"' 31-Two_cells.json || fail "the id does not come from the name"
"$gatescope" check --strict latch.json 31-Two_cells.json > said 2>&1 || fail "$(cat said)"
"$gatescope" trace latch.json --format csv | grep -q '^1,lstm,c,0,0.99' || fail "it does not play"

# trained weights: layers on each other, from a file beside the lesson
cp "$root/lessons/digits-gru.safetensors" "$root/tests/reference/keras.npz" .
"$gatescope" new look.json --weights digits-gru.safetensors > /dev/null || fail "no lesson of trained weights"
grep -q '"kind": "gru", "hidden": 64, "reset": "after"' look.json || fail "the layer was not seen as it is"
"$gatescope" check look.json > said 2>&1 || fail "$(cat said)"
"$gatescope" new keras.json --weights keras.npz > /dev/null || fail "no lesson of Keras' weights"
"$gatescope" check keras.json > said 2>&1 || fail "$(cat said)"
rm look.json keras.json

# several modules, both directions, more layers than a lesson has room for
cp "$root/tests/models/torch/encoder-decoder.pt" "$root/tests/models/torch/lstm-6-16-2-both.pt" "$root/tests/models/torch/lstm-9-layers.pt" .
"$gatescope" new two.json --weights encoder-decoder.pt > said 2> why || fail "no lesson of two modules: $(cat why)"
grep -q '"id": "decoder-layer0"' two.json || fail "no cell of the second module: $(cat two.json)"
grep -q '"module": "decoder", "layer": 0' two.json || fail "its module is not named"
grep -q 'a guess: .*stand apart.*--module' why || fail "it did not say that they stand apart: $(cat why)"
"$gatescope" new one.json --weights encoder-decoder.pt --module encoder > said 2> why || fail "no lesson of one module: $(cat why)"
[ "$(grep -c '"weights"' one.json)" = 1 ] || fail "not the one module: $(cat one.json)"
"$gatescope" new both.json --weights lstm-6-16-2-both.pt > said 2> why || fail "no lesson of both directions: $(cat why)"
grep -q '"id": "layer1_reverse".*"direction": "backward", "input": \["layer0", "layer0_reverse"\]' both.json || fail "the second layer: $(cat both.json)"
"$gatescope" new nine.json --weights lstm-9-layers.pt > said 2> why || fail "no lesson of the first layers: $(cat why)"
grep -q 'not in the lesson: layer8: a lesson has room for 8 cells' why || fail "it did not say what is left out: $(cat why)"
"$gatescope" check two.json one.json both.json nine.json > said 2>&1 || fail "$(cat said)"
rm two.json one.json both.json nine.json ./*.pt

# a lesson of the library has that id
mkdir library
cp latch.json library/12-latch.json
GATESCOPE_LESSONS=library "$gatescope" new 5-latch > said || fail "no lesson was made beside another of its id"
grep -q 'library/12-latch.json is called "latch" too' said || fail "two lessons of one id: $(cat said)"
GATESCOPE_LESSONS=library "$gatescope" new 6-own > said
grep -q 'too' said && fail "an id of its own is told not to be: $(cat said)"
GATESCOPE_LESSONS=library "$gatescope" new library/13-apart > said || fail "no lesson was made in the library"
grep -q 'too' said && fail "a lesson is told to be called like itself: $(cat said)"
GATESCOPE_LESSONS=library "$gatescope" new library/11-latch > said
grep -q 'library/12-latch.json is called "latch" too' said || fail "before another of its id: $(cat said)"
rm -r library 5-latch.json 6-own.json

# refuses STATUS WORDS...: with that status and a reason, and nothing is changed
cp latch.json before
refuses() {
    status=$1
    shift
    "$gatescope" new "$@" > said 2> why
    [ $? = "$status" ] || fail "new $*: not status $status"
    [ -s said ] && fail "new $*: said $(cat said)"
    [ -s why ] || fail "new $*: did not say why"
}
refuses 2 latch
refuses 2 latch.json
refuses 2
refuses 2 a b
refuses 1 other --weights latch.json
refuses 1 other --weights absent.safetensors
refuses 1 other --weights ../other.safetensors
mkfifo pipe
refuses 1 other --weights pipe
rm pipe
cp "$root/tests/models/safetensors/int8.safetensors" .
refuses 1 other --weights int8.safetensors
rm int8.safetensors
refuses 2 other --weights keras.npz --cells lstm
rm keras.npz digits-gru.safetensors
refuses 2 other --cells lstn
refuses 2 other --cells lstm,lstm
refuses 2 other --cells ''
refuses 2 ...
refuses 3 no/folder/here.json
cmp -s latch.json before || fail "the file that was there was changed"
[ "$(ls)" = "$(printf '31-Two_cells.json\nbefore\nlatch.json\nsaid\nwhy')" ] || fail "left behind: $(ls)"
exit $failed
