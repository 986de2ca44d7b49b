#!/bin/sh
# layers_test.sh: `gatescope layers` tells of every tensor what became of it, says at the top where not
# all is shown, what was guessed, and which of several modules there are; what it refuses it names.
gatescope=$(realpath "${GATESCOPE:-build/gatescope}")
models=$(realpath tests/models)
lessons=$(realpath lessons)
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
failed=0
fail() {
    echo "$*"
    failed=1
}

"$gatescope" layers "$lessons/digits-gru.safetensors" > said 2> why || fail "$(cat why)"
[ -s why ] && fail "said of a file that is whole: $(cat why)"
grep -q "not shown" said && fail "something of a file that is whole is not shown"
grep -q '^  layer0  GRU, 28 inputs, 64 units, reset after,.* reads the data.s columns 0 to 27$' said || fail "the layer: $(cat said)"
grep -q '^  fc      linear readout, 64 inputs, 10 outputs, reads layer0$' said || fail "the readout: $(cat said)"
grep -q '^  bias_hh_l0    F32  192       layer0: b_r, b_z, b_hh$' said || fail "a tensor: $(cat said)"

"$gatescope" layers "$models/safetensors/beside-others.safetensors" > said || fail "no layers beside others"
[ "$(sed -n 2p said)" = "not shown: 2 of 7 tensors" ] || fail "not said at the top: $(cat said)"
grep -q 'norm.running_mean .*not shown: a batch norm' said || fail "no reason: $(cat said)"

"$gatescope" layers "$models/safetensors/rnn-relu.safetensors" > said || fail "no layers of an RNN"
grep -q 'tanh, since .*; --nonlinearity relu changes it' said || fail "a guess is not told: $(cat said)"
"$gatescope" layers --nonlinearity relu "$models/safetensors/rnn-relu.safetensors" > said
grep -q 'guessed' said && fail "a guess, where it was told: $(cat said)"
grep -q 'candidate relu' said || fail "not relu: $(cat said)"

"$gatescope" layers --json "$models/safetensors/beside-others.safetensors" > said || fail "no JSON"
python3 - <<'END' || fail "the JSON is not as it should be"
import json
said = json.load(open("said"))
assert said["whole"] is False and said["not_shown"] == 2 and said["inputs"] == 3
layer = said["layers"][0]
assert (layer["name"], layer["kind"], layer["units"], layer["direction"]) == ("layer0", "lstm", 5, "forward")
assert layer["reads"] == [{"from": 0, "to": 2}]
assert layer["activations"] == {"gate": "sigmoid", "candidate": "tanh", "output": "tanh"}
tensor = {t["name"]: t for t in said["tensors"]}["lstm.weight_ih_l0"]
assert tensor["shape"] == [20, 3] and tensor["shown"] and tensor["type"] == "F32"
assert said["guesses"] == [] and said["warnings"] == []
END

"$gatescope" layers "$models/safetensors/sharded-00001-of-00002.safetensors" > said 2> why
grep -q 'file 1 of 2' why || fail "a shard alone is not warned of"

# refuses WORDS...: with status 1 and the reason
refuses() {
    reason=$1
    shift
    "$gatescope" layers "$@" > said 2> why
    [ $? = 1 ] || fail "layers $*: not status 1"
    [ -s said ] && fail "layers $*: said $(cat said)"
    grep -q "$reason" why || fail "layers $*: $(cat why)"
}
mkfifo pipe
refuses 'holds no floating-point numbers; .*found I8' "$models/safetensors/int8.safetensors"
refuses 'no recurrent layer' "$models/safetensors/no-recurrent-layer.safetensors"
refuses 'no array "weight_ih_l0"' "$models/safetensors/sharded-00002-of-00002.safetensors"
refuses 'no module "coder"; expected' --module coder "$models/safetensors/prefixed.safetensors"
refuses . absent.safetensors
refuses . pipe
"$gatescope" layers 2> why
[ $? = 2 ] || fail "no model: not status 2"
"$gatescope" layers --reset never "$models/safetensors/float16.safetensors" 2> why
[ $? = 2 ] || fail "--reset never: not status 2"
exit $failed
