#!/bin/sh
# `gatescope look`: maps of a network's units as a picture and in sentences; what it refuses, and how.
set -u
gatescope=${GATESCOPE:-build/gatescope}
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
export XDG_STATE_HOME="$folder/state"
failed=0

fail() {
    echo "$*"
    failed=1
}

# status WANTED WORDS... : the status of the command, whose output is kept
status() {
    wanted=$1
    shift
    "$@" >"$folder/said" 2>&1
    is=$?
    [ $is -eq "$wanted" ] || fail "$*: status $is, expected $wanted: $(tail -3 "$folder/said")"
}
says() {
    grep -qe "$1" "$folder/said" || fail "expected \"$1\" in: $(cat "$folder/said")"
}

lesson=lessons/21-add-or-replace.json
status 0 "$gatescope" look "$lesson" --describe --lang en
says '^Add or replace?: 2 layers over 16 steps of 2 inputs\.$'
says '^Layer 1, LSTM, 4 units, 0 of them dead, 4 saturated\.'
says '^Map of layer 1: forget gate\. Units by how long they keep a value, in steps: 1 (1097)'
says '^Unit 1 at step 8: forget gate 1\.00, input gate 1\.00'
status 0 "$gatescope" look "$lesson" --describe --lang en --cell 2 --unit 3 --t 2 --signal h --order number
says '^Map of layer 2: hidden state\. Units by unit number: 1, 2, 3, 4\.$'
says '^Unit 3 at step 2: '

# Pictures of the size that was asked for, which differ where what is shown does.
status 0 "$gatescope" look "$lesson" -o "$folder/a.png" --size 1280x720
status 0 "$gatescope" look "$lesson" -o "$folder/b.png" --size 1280x720 --signal c --theme light
[ "$(identify -format '%wx%h' "$folder/a.png")" = 1280x720 ] || fail "the picture has another size"
cmp -s "$folder/a.png" "$folder/b.png" && fail "another signal gives the same picture"

# Models of others, over data and without: what is not shown is said, and what was guessed.
models=tests/models
printf 'valve,load,flow\n1,0,0\n0,1,0\n0,0,1\n1,1,1\n0.5,0,0\n' >"$folder/data.csv"
status 0 "$gatescope" look $models/torch/gru-3-layers.pth --inputs "$folder/data.csv" --describe --lang en
says '^PyTorch state dict: gru-3-layers\.pth: 3 layers over 5 steps of 3 inputs\.$'
says '^Layer 3, GRU, 6 units'
status 0 "$gatescope" look $models/torch/gru-3-layers.pth --describe --lang en
says '^There is no data: the network reads a pulse\.$'
status 0 "$gatescope" look $models/torch/encoder-decoder.pt --module encoder --describe --lang en
says '^Not shown: decoder\.\*, 4 tensors\.$'
status 0 "$gatescope" look $models/torch/char-model.pt --describe --lang en
says '^Layer 2, readout, 7 units'
status 0 "$gatescope" look $models/safetensors/rnn-relu.safetensors --describe --lang en
says 'a guess: tanh.*--nonlinearity relu changes it'
status 0 "$gatescope" look $models/safetensors/rnn-relu.safetensors --nonlinearity relu --describe --lang en
grep -q 'a guess' "$folder/said" && fail 'what was told is no guess'
printf 'a,b\n1,2\n' >"$folder/narrow.csv"
status 1 "$gatescope" look $models/torch/gru-3-layers.pth --inputs "$folder/narrow.csv" --describe
status 1 "$gatescope" look $models/torch/gru-3-layers.pth --inputs "$folder/data.csv" --pick 2 --describe
says '[-]-pick: the data has 1 sequences, found 2'
status 1 "$gatescope" look $models/torch/cut.pt --describe
status 1 "$gatescope" look "$folder/data.csv" --describe
status 1 "$gatescope" look "$folder/nothing" --describe
mkfifo "$folder/fifo"
status 1 "$gatescope" look "$folder/fifo" --describe

status 2 "$gatescope" look --inputs "$folder/data.csv"
says 'name a file to look into'
# Without a file it is an example, which says how one's own is opened.
status 0 "$gatescope" look --describe --lang en -o "$folder/example.txt"
grep -q '^This is an example. A network of your own is opened by dropping its file on the window' "$folder/example.txt" ||
    fail 'the example says how one opens a file'
status 2 "$gatescope" look "$lesson" "$lesson"
says 'expected one file, found 2 words'
status 2 "$gatescope" look "$lesson" --describe --unit 5
says '[-]-unit'
status 2 "$gatescope" look "$lesson" --describe --signal z
says 'there is no "z"; the layer has f, i, o, g, c, h'
status 2 "$gatescope" look "$lesson" -o "$folder/a.jpg"
says 'expected a .png'
# Two exports side by side: the same is the same; another is told by layer, signal, unit and step.
picture="$folder/beside.png"
status 0 "$gatescope" look $models/torch/gru-3-layers.pth --beside $models/torch/gru-3-layers.pth --inputs "$folder/data.csv" -o "$picture"
says '^layer2: the same within 0\.0001, 0 apart at most$'
status 0 "$gatescope" look $models/torch/gru-3-layers.pth --beside $models/torch/gru-3-layers.pth --inputs "$folder/data.csv" --describe
says '^Beside it: gru-3-layers.pth\.$'
says '^Layer 3, GRU, .* The other is the same; 0 apart at most\. '
status 0 "$gatescope" look $models/torch/float64.pt --beside $models/torch/float16.pt --within 10 -o "$picture"
status 1 "$gatescope" look $models/torch/float64.pt --beside $models/torch/float16.pt --within 1e-9 -o "$picture"
says '^layer0: apart from step 0 on: [a-z_]* of unit [0-9]* is '
status 1 "$gatescope" look $models/torch/float64.pt --beside $models/torch/float16.pt --within 1e-9 --describe
says '^Layer 1, .* From step 0 on the other differs: .* of unit [0-9]* is [-0-9.e]*, there [-0-9.e]*; [-0-9.e]* apart at most\. '
status 1 "$gatescope" look $models/torch/gru-3-layers.pth --beside $models/torch/encoder-decoder.pt --describe
says 'The other has no such layer\. '
status 1 "$gatescope" look $models/torch/gru-3-layers.pth --beside "$folder/nothing" --describe

# Any unit's row, in pictures of lessons too.
for unit in 1 3; do
    status 0 "$gatescope" render "$lesson" --explore --cell gru --unit $unit --size 1280x720 -o "$folder/unit-$unit.png"
done
cmp -s "$folder/unit-1.png" "$folder/unit-3.png" && fail "another unit gives the same picture"
status 2 "$gatescope" render "$lesson" --unit 5 -o "$folder/a.png"
status 2 "$gatescope" render "$lesson" --cell none -o "$folder/a.png"
says 'the lesson has no cell "none"'
exit $failed
