#!/bin/sh
# Every option that takes a number refuses what is none, and what is out of its range, and names the range; so do those
# whose range a lesson, a model or a text gives. Nothing is taken for the nearest number that would do, and no option
# has a value that it does not take.
set -u
gatescope=${GATESCOPE:-build/gatescope}
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
lesson=tests/samples/good.json # 5 steps, 3 beats
failed=0

fail() {
    printf '%s\n' "$*"
    failed=1
}

# refused OPTION VALUE WORDS... : status 2, with the option's name, the value, and a range or what it is to look like
refused() {
    option=$1 value=$2
    shift 2
    timeout 60 "$gatescope" "$@" "$option=$value" >"$folder/out" 2>"$folder/why"
    status=$?
    [ $status -eq 2 ] || fail "$* $option=$value: status $status, not 2: $(cat "$folder/why")"
    grep -q -- "^gatescope: $option: " "$folder/why" || fail "$* $option=$value: $(cat "$folder/why")"
    grep -Eq 'from -?[0-9.]+(x[0-9]+)? to|expected|has [0-9]+ beats' "$folder/why" ||
        fail "$* $option=$value: names no range: $(cat "$folder/why")"
    [ -s "$folder/out" ] && fail "$* $option=$value: printed $(head -n 1 "$folder/out")"
}

# numbers OPTION BELOW ABOVE WORDS... : what is no number, and the nearest that are out of the range
numbers() {
    option=$1 below=$2 above=$3
    shift 3
    for value in "$below" "$above" '' nan 0x10 1junk; do
        refused "$option" "$value" "$@"
    done
    case $1 in text | digits | training) return ;; esac # these read a model first; the reader is the same
    for value in NaN -nan inf -inf infinity 0x1p3 '1 ' ' 1' 1e999 99999999999999999999 -99999999999999999999 --1 1,0 one; do
        refused "$option" "$value" "$@"
    done
}

# wholes OPTION BELOW ABOVE WORDS... : whole ones, too
wholes() {
    numbers "$@"
    option=$1
    shift 3
    refused "$option" 1.5 "$@"
}

picture="-o $folder/x.png"
# shellcheck disable=SC2086
{
    wholes --beat 0 4 trace $lesson
    wholes --beat 0 4 describe $lesson
    wholes --beat 0 4 render $lesson $picture
    wholes --t -2 5 render $lesson $picture
    wholes --fps 0 51 render $lesson $picture
    numbers --text-scale 0.99 2.01 render $lesson $picture
    numbers --scale 0.49 4.01 render $lesson $picture
    numbers --seconds 0.9 36001 render $lesson $picture
    wholes --beat 0 4 open $lesson
    wholes --units 0 65 sandbox $picture
    wholes --inputs 0 5 sandbox $picture
    wholes --seed 0 1000 sandbox $picture
    wholes --steps 0 16385 sandbox $picture
    numbers --rate 0.9 61 sandbox $picture
    wholes --passage 0 99 text $picture
    wholes --unit 0 129 text $picture
    wholes --t -2 4096 text $picture
    wholes --write 0 4096 text --t 0 $picture
    wholes --seed 0 1000 text $picture
    numbers --temperature -0.1 2.1 text $picture
    wholes --part 0 9 opening --describe
    wholes --seed 0 100000 practise --describe
    wholes --answer 0 5 practise --describe
    wholes --digit 0 2001 digits --describe
    wholes --unit 0 65 digits --describe
    wholes --t -2 28 digits --describe
    wholes --hidden 0 129 training $picture
    wholes --epochs 0 101 training $picture
    wholes --seed 0 100 training $picture
    wholes --batches -1 1000000 training --task counting $picture
    wholes --example 0 1000000 training --task counting $picture
    wholes --hidden 0 4097 train adding -o "$folder/x.safetensors"
    wholes --layers 0 5 train adding -o "$folder/x.safetensors"
    wholes --epochs 0 100001 train adding -o "$folder/x.safetensors"
    wholes --seed -1 1000000 train adding -o "$folder/x.safetensors"
    wholes --batch 1 4097 train adding -o "$folder/x.safetensors"
    wholes --threads 0 3 train adding -o "$folder/x.safetensors"
    numbers --rate 0.0000009 10.1 train adding -o "$folder/x.safetensors"
    numbers --clip -0.1 1000001 train adding -o "$folder/x.safetensors"
    numbers --momentum -0.1 0.9991 train adding --optimizer sgd -o "$folder/x.safetensors"
    wholes --rounds 0 101 bench
}

for size in '' 0x0 319x200 320x199 16385x200 320x16385 320 x200 320x 0x140x0xc8 320x200x1 ' 320x200' 320x200junk nanxnan \
    99999999999x200 -320x-200 320.5x200; do
    refused --size "$size" render $lesson -o "$folder/x.png"
    refused --size "$size" digits -o "$folder/x.png"
done
for rows in '' 0 0- -9 0-28 9-3 0x1-3 0-3junk ' 0-3' nan-nan 99999999999999999999-3; do
    refused --erase "$rows" digits --describe
done
# (an empty drawing is one: nothing is drawn)
for points in nan,nan 0.5,nan inf,0 0.5 0.5, ,0.5 1.01,0 0,-0.01 0x1,0 0.5,0.5junk '0.5,0.5 nan,nan' '0.1,0.1;2,2' '0.5 ,0.5'; do
    refused --draw "$points" digits --describe
done
for size in '' nan 0 7junk 1e2 0x40 -5 99999999999; do
    "$gatescope" --icon "$size" "$folder/icon.png" 2>"$folder/why" && fail "--icon $size: taken"
    [ -e "$folder/icon.png" ] && fail "--icon $size: a file was written"
done

# an option that takes no value has none
for words in 'list --json' "check --quiet $lesson" "trace --gradients $lesson" 'describe --home' 'progress --csv' 'text --describe'; do
    # shellcheck disable=SC2086
    set -- $words
    "$gatescope" "$1" "$2=no" >"$folder/out" 2>"$folder/why"
    [ $? -eq 2 ] || fail "$1 $2=no: not refused"
    grep -q "takes no value" "$folder/why" || fail "$1 $2=no: $(cat "$folder/why")"
done
# a command without operands has none
for command in list bench sandbox digits training opening practise; do
    "$gatescope" $command word >"$folder/out" 2>"$folder/why"
    [ $? -eq 2 ] || fail "$command word: not refused"
    grep -q 'expected options only, found "word"' "$folder/why" || fail "$command word: $(cat "$folder/why")"
done

# what is in range is taken as it is written
for words in "text --unit 128 --describe" "text --t 4 --write 5 --temperature +1.5e0 --describe" "digits --unit 64 --describe" \
    "digits --erase 0-9 --describe" "render $lesson --t 4 --size 320x200 -o $folder/x.png"; do
    # shellcheck disable=SC2086
    "$gatescope" $words >"$folder/out" 2>"$folder/why" || fail "$words: $(cat "$folder/why")"
done

# a phase without a step is one of the beat's own step
picture_of() { "$gatescope" render lessons/12-input-gate.json --beat 3 --size 320x200 "$@" || fail "render $*"; }
picture_of --phase gates -o "$folder/one.png"
picture_of --phase gates --t 1 -o "$folder/two.png"
picture_of -o "$folder/three.png"
cmp "$folder/one.png" "$folder/two.png" || fail "--phase: not that of the beat's own step"
cmp -s "$folder/one.png" "$folder/three.png" && fail "--phase is not followed without --t"
exit $failed
