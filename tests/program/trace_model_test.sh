#!/bin/sh
# trace_model_test.sh: `gatescope trace MODEL --inputs DATA` gives the numbers that the model's own program computed,
# in every format, all of them or those that are asked for; sequences of a table and of an array come out as they do
# alone; what is wrong with either file or with the options is said, and nothing is written.
gatescope=$(realpath "${GATESCOPE:-build/gatescope}")
models=$(realpath tests/models)
lesson=$(realpath lessons/21-add-or-replace.json)
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
failed=0
fail() {
    echo "$*"
    failed=1
}
model=$models/torch/gru-3-layers.pth

# as the program that wrote the file has it
"$gatescope" trace "$model" --inputs "$model.expected.npz" --array x -o all.npz 2> said || fail "no npz: $(cat said)"
"$gatescope" trace "$model" --inputs "$model.expected.npz" --array x --signal h -o h.csv || fail "no csv"
"$gatescope" trace "$model" --inputs "$model.expected.npz" --array x --signal h --trust 2> said | cmp -s - h.csv ||
    fail "asked how far it can be trusted, the numbers are others: $(cat said)"
grep -q '^gatescope: layer2: within 0.01 of a run in float64, to the end$' said || fail "no trust: $(cat said)"
"$gatescope" trace "$model" --inputs "$model.expected.npz" --array x --signal layer2.h --unit 1-2 --from 3 --to 4 \
    --format npy -o some.npy || fail "no npy"
"$gatescope" trace "$model" --inputs "$model.expected.npz" --array x -o all.json || fail "no json"
cat > compare.py <<'END'
import ast, csv, json, struct, sys, zipfile

def numbers(data):
    length = struct.unpack("<H", data[8:10])[0]
    shape = ast.literal_eval(data[10:10 + length].decode())["shape"]
    return shape, struct.unpack(f"<{(len(data) - 10 - length) // 4}f", data[10 + length:])

def archive(path):
    with zipfile.ZipFile(path) as file:
        assert file.testzip() is None
        return {name[:-4]: numbers(file.read(name)) for name in file.namelist()}

expected, found = archive(sys.argv[1]), archive("all.npz")
for name, (shape, values) in expected.items():
    if name != "x":
        assert found[name][0] == shape, (name, found[name][0], shape)
        assert max(abs(a - b) for a, b in zip(values, found[name][1])) < 1e-5, name
units = expected["layer2.h"][0][1]
rows = list(csv.DictReader(open("h.csv")))
assert len(rows) == 3 * len(expected["layer2.h"][1])
for row in rows:
    shape, values = found[row["cell"] + ".h"]
    assert struct.pack("<f", float(row["value"])) == struct.pack("<f", values[int(row["t"]) * units + int(row["unit"])])
shape, values = numbers(open("some.npy", "rb").read())
assert shape == (2, 2)
assert values == tuple(found["layer2.h"][1][t * units + unit] for t in (3, 4) for unit in (1, 2))
told = json.load(open("all.json"))
assert told["steps"] == shape[0] * 5 and list(told["cells"]) == ["layer0", "layer1", "layer2"]
for cell, signals in told["cells"].items():
    for signal, steps in signals.items():
        flat = [struct.pack("<f", number) for step in steps for number in step]
        assert flat == [struct.pack("<f", number) for number in found[f"{cell}.{signal}"][1]], (cell, signal)
END
python3 compare.py "$model.expected.npz" || fail "the numbers are others"

# several sequences: each as it is alone, none where a shorter one has ended
model=$models/torch/lstm.pt
[ -f "$model" ] || model=$models/safetensors/lstm.safetensors
inputs=$("$gatescope" layers "$model" | sed -n 's/^  layer0 .* \([0-9]*\) inputs.*/\1/p')
awk -v n="$inputs" 'BEGIN { printf "who"; for (k = 0; k < n; k++) printf ",c%d", k; print ""
    for (row = 0; row < 8; row++) { printf row % 3 ? "long" : "short"; for (k = 0; k < n; k++) printf ",%.3f", sin(row * 7 + k); print "" } }' > many.csv
grep -v short many.csv | cut -d, -f2- > long.csv
"$gatescope" trace "$model" --inputs many.csv --sequence who --signal h -o many.csv.out 2> said || fail "no sequences: $(cat said)"
"$gatescope" trace "$model" --inputs long.csv --signal h -o long.csv.out || fail "no sequence"
grep '^1,' many.csv.out | cut -d, -f2- > found
tail -n +2 long.csv.out | cmp -s - found || fail "a sequence among others has other numbers"
"$gatescope" trace "$model" --inputs many.csv --sequence who --signal h -o many.npz || fail "no sequences in npz"
python3 -c '
import math, sys
sys.argv = ["", "many.npz"]
exec(open("compare.py").read().split("expected, found")[0])
shape, values = archive("many.npz")["layer0.h"]
assert shape[:2] == (2, 5), shape
row = shape[2]
assert [math.isnan(values[t * row]) for t in range(10)] == [False] * 3 + [True] * 2 + [False] * 5' || fail "the ends of sequences"

# many steps are computed slice by slice, and cut where they are not asked for
awk -v n="$inputs" 'BEGIN { for (row = 0; row < 700; row++) { for (k = 0; k < n; k++) printf "%s%.3f", k ? "," : "", sin(row * row + k); print "" } }' > 700.csv
head -n 300 700.csv > 300.csv
"$gatescope" trace "$model" --inputs 700.csv --from 290 --to 299 > found || fail "no part of a long run"
"$gatescope" trace "$model" --inputs 300.csv --from 290 | cmp -s - found || fail "a long run has other numbers"

# refused, with nothing written
refused() {
    status=$1 piece=$2
    shift 2
    rm -f out.npz
    "$gatescope" trace "$@" -o out.npz > /dev/null 2> said
    [ $? -eq "$status" ] || fail "no status $status: $*: $(cat said)"
    grep -q -e "$piece" said || fail "$*: it said $(cat said)"
    [ -z "$(find . -name 'out.npz*')" ] || fail "$*: something was written"
}
refused 1 "expected $inputs, found 1" "$model" --inputs long.csv --columns c0
refused 1 'there is no column "z"' "$model" --inputs long.csv --columns z
refused 2 'a model needs data' "$model"
refused 2 'is for lessons' "$model" --inputs long.csv --beat 1
refused 2 'which model' --inputs long.csv
refused 2 'no cell has a signal "q"' "$model" --inputs long.csv --signal q
refused 2 'from 0 to 4' "$model" --inputs long.csv --to 5
refused 1 'cannot open' "$model" --inputs none.csv
refused 1 'lesson' "$lesson" --inputs long.csv
mkfifo pipe
refused 1 'nobody writes' "$model" --inputs pipe
sed 's/,[^,]*$/,1/; 3s/,[^,]*$/,/' long.csv > hole.csv
sed -i 1s/1$/z/ hole.csv
refused 1 'hole.csv:3:.*a value is missing' "$model" --inputs hole.csv
"$gatescope" trace "$model" --inputs hole.csv --missing zero > found 2> said || fail "no zero for a hole: $(cat said)"
grep -q '1 missing values are 0' said || fail "a hole is filled without a word"

# where the numbers end, and of what
python3 -c '
import struct, sys
inputs = int(sys.argv[1])
flat = [0.5] * (300 * inputs)
flat[270 * inputs + inputs - 1] = float("nan")
head = b"{\x27descr\x27: \x27<f4\x27, \x27fortran_order\x27: False, \x27shape\x27: (300, %d), }\n" % inputs
open("nan.npy", "wb").write(b"\x93NUMPY\1\0" + struct.pack("<H", len(head)) + head + struct.pack("<%df" % len(flat), *flat))' "$inputs"
"$gatescope" trace "$model" --inputs nan.npy -o nan.npz 2> said || fail "data with a number that is none: $(cat said)"
grep -q "at step 270: layer0.x\[$((inputs - 1))\] is none, since input $((inputs - 1)) is none there" said || fail "the end of the numbers: $(cat said)"

# another export beside it: the same is the same, in the words of `look`; another one ends with status 1
model=$models/torch/gru-3-layers.pth
data=many.csv
"$gatescope" trace "$model" --beside "$model" --inputs many.csv --sequence who > same 2> said || fail "sequences are not the same as themselves: $(cat same said)"
[ "$(grep -c '^layer[012]: the same' same)" = 6 ] && grep -q '^sequence 1:$' same || fail "two sequences beside themselves: $(cat same)"
wide=$models/torch/float64.pt near=$models/torch/float16.pt
"$gatescope" trace "$model" --beside "$model" --inputs "$model.expected.npz" --array x > same 2> said || fail "a model is not the same as itself: $(cat said)"
[ "$(cat same)" = "$(printf 'layer%d: the same within 0.0001, 0 apart at most\n' 0 1 2)" ] || fail "beside itself: $(cat same)"
"$gatescope" trace "$wide" --beside "$near" --inputs "$wide.expected.npz" --array x --within 1e-9 > parted 2> said
[ $? -eq 1 ] || fail "two that part: another status: $(cat said)"
"$gatescope" look "$wide" --beside "$near" --inputs "$wide.expected.npz" --array x --within 1e-9 -o looked.png > looked 2> said
grep -q '^layer0: apart from step 0 on: ' parted || fail "two that part: $(cat parted)"
cmp -s parted looked || fail "look says another thing: $(cat looked)"
"$gatescope" trace "$wide" --beside "$near" --inputs "$wide.expected.npz" --array x --within 10 > within || fail "within 10 they part: $(cat within)"
"$gatescope" trace "$model" --beside "$wide" --inputs "$model.expected.npz" --array x > other 2> said
[ $? -eq 1 ] || fail "another network is the same: $(cat other said)"
refuses() {
    wanted=$1 pattern=$2
    shift 2
    "$gatescope" trace "$@" > other 2> said
    [ $? -eq "$wanted" ] || fail "trace $*: another status than $wanted: $(cat other said)"
    grep -q -e "$pattern" said || fail "trace $*: $(cat said)"
}
refuses 2 'needs data' "$model" --beside "$model"
refuses 2 'goes with --beside' "$model" --inputs "$data" --within 1
refuses 2 'writes none: without -o' "$model" --inputs "$data" --beside "$model" -o other.npz
refuses 1 nothing "$model" --inputs "$model.expected.npz" --array x --beside nothing
exit $failed
