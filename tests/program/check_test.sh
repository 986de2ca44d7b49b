#!/bin/sh
# What check accepts, holds: a false claim is told where it stands, nothing holds that is computed with what is no
# number, and lessons and weights that leave the numbers are warned of; new says that a lesson passes when it does.
set -u
gatescope=${GATESCOPE:-build/gatescope}
case $gatescope in /*) ;; *) gatescope=$PWD/$gatescope ;; esac
root=$PWD
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
failed=0

fail() {
    printf '%s\n' "$*"
    failed=1
}

# check STATUS WORDS... : of check, whose errors are in why
check() {
    expected=$1
    shift
    "$gatescope" check "$@" >said 2>why
    status=$?
    [ $status -eq "$expected" ] || fail "check $*: status $status, not $expected: $(cat said why)"
}
# says WORDS : a line of what check said is wrong, from its beginning
says() {
    grep -q "^$1" why || fail "expected $1 in: $(cat why)"
}

# ---- a claim is told where it stands ----

cat >false.json <<'END'
{"format": 1, "id": "false", "title": "False", "track": "tests", "level": 1, "minutes": 1, "goal": "See.",
 "inputs": {"names": ["x"], "sequence": [[1], [0]]},
 "cells": [{"id": "rnn", "kind": "rnn", "hidden": 1, "weights": {"W_xh": [[1]]}}],
 "beats": [
  {"say": "One.",
   "claims": ["rnn.h[0] @ 0 > 0",
              "rnn.h[0] @ 0 > 2"]},
  {"say": "Two.",
   "ask": {"question": "Is it?", "choices": [{"text": "yes", "why": "so", "right": true}, {"text": "no", "why": "so"}],
           "because": "rnn.h[0] @ 0 < 0"}},
  {"say": "Three.",
   "task": {"text": "Do it.", "may": ["rnn.W_xh"],
            "until": "rnn.h[0] @ 0 > 0.1", "solution": [{"set": "rnn.W_xh[0]", "to": 2}]}}]}
END
check 1 false.json
says 'false.json:7:15: beats\[0\].claims\[1\]: the claim does not hold: rnn.h\[0\] @ 0 > 2'
"$gatescope" describe --lang en false.json >described || fail "it was not described"
grep -q '^3 errors. false.json:7:15: beats\[0\].claims\[1\]: the claim does not hold' described ||
    fail "describe does not say what the window does: $(cat described)"
says 'false.json:10:23: beats\[1\].ask.because: '
says 'false.json:13:22: beats\[2\].task.until: the task is done before'

# ---- two lessons of one id share what is done of them ----

sed 's/> 2"/> 0"/; s/@ 0 < 0/@ 0 > 0/; s/@ 0 > 0.1/@ 0 > 0.9/' false.json >first.json
cp first.json second.json
check 0 first.json ./first.json
grep -q 'counts for both' why && fail "a lesson is its own namesake: $(cat why)"
check 0 first.json second.json
says 'second.json: id: warning: what is done of this lesson and of first.json counts for both'
[ "$(grep -c 'counts for both' why)" -eq 1 ] || fail "more is said of two lessons than once: $(cat why)"
mkdir library
sed 's/"id": "false"/"id": "of-library"/' first.json >library/1.json
sed 's/"id": "false"/"id": "of-library"/' first.json >own.json
GATESCOPE_LESSONS=library check 0 own.json
says 'own.json: id: warning: what is done of this lesson and of library/1.json counts for both'
GATESCOPE_LESSONS=library check 0 library/1.json
grep -q 'counts for both' why && fail "a lesson of the library is its own namesake: $(cat why)"

# ---- choices that tell by their length which one is right, over several lessons ----

# asks NAME RIGHT WRONG : a lesson of forty questions
asks() {
    beat="{\"say\": \"One.\", \"ask\": {\"question\": \"Which?\", \"choices\": [{\"text\": \"$2\", \"right\": true}, {\"text\": \"$3\"}]}}"
    beats=$beat
    for k in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do beats="$beats, $beat, $beat"; done
    cat <<END
{"format": 1, "id": "$1", "title": "Asks", "track": "tests", "level": 1, "minutes": 1, "goal": "See.",
 "inputs": {"names": ["x"], "sequence": [[1], [0]]},
 "cells": [{"id": "rnn", "kind": "rnn", "hidden": 1, "weights": {"W_xh": [[1]]}}], "beats": [$beats]}
END
}
asks one 'the longer one by far' short >one.json
asks two 'the longer one by far' short >two.json
check 1 --strict one.json two.json
grep -q 'in "en" without reading, chance 0.50: the longest 1.00 (!), the shortest 0.00' said || fail "not told: $(cat said)"
grep -q '^questions: 82 choices, 0 numbers,.*choices from three: 0, at most a fifth' said || fail "forms are not told: $(cat said)"
wrong=$(tail -1 said)
asks one same text >one.json
asks two same text >two.json
check 1 --strict one.json two.json # for its texts in Chinese and more
grep -q '(!)' said && fail "nothing tells these apart: $(cat said)"
[ "$wrong" != "$(tail -1 said)" ] || fail "a rule that beats chance does not count: $wrong"

# ---- a folder with tracks.json is a course: what a lesson requires comes before it ----

shipped=$root/lessons
mkdir course
cp "$shipped/glossary.json" course
cp "$shipped"/[0-9]*-forget-gate.json course/1-forget.json
cp "$shipped"/[0-9]*-input-gate.json course/2-input.json
sed 's/"requires": .*/"requires": ["forget-gate"],/' course/2-input.json >course/3-last.json
mv course/3-last.json course/2-input.json
check 0 --strict course/1-forget.json course/2-input.json
cp "$shipped/tracks.json" course
check 1 --strict course/1-forget.json course/2-input.json
says 'course/1-forget.json: requires\[0\]: the lesson "input-gate" comes later; expected the id of a lesson before this one'
says 'course/1-forget.json:[0-9:]*: beats\[[0-9]\].*: "bias" is used before "input-gate" teaches it'
grep -q 'course/2-input.json.*later' why && fail "a lesson that stands where it should: $(cat why)"
(cd course && "$gatescope" check --strict 1-forget.json >../said 2>../why)
says '1-forget.json: requires\[0\]: the lesson "input-gate" comes later'
check 0 course/1-forget.json

# ---- what is no number ----

# lesson WEIGHT CLAIM : its cell computes (weight * x) - (weight * x), which is no number where that is infinite
lesson() {
    cat <<END
{"format": 1, "id": "odd", "title": "Odd", "track": "tests", "level": 1, "minutes": 1, "goal": "See.",
 "inputs": {"names": ["x", "y"], "sequence": [[0, 0], [1e38, -1e38]]},
 "cells": [{"id": "rnn", "kind": "rnn", "hidden": 1, "activations": {"output": "identity"},
            "weights": {"W_xh": [[$1], [$1]]}}],
 "beats": [{"say": "One.",
   "claims": ["$2"]}]}
END
}
lesson 1 'rnn.h[0] @ 1 == 0' >odd.json
check 0 odd.json
[ -s why ] && fail "a lesson of numbers is warned of: $(cat why)"
for claim in 'rnn.h[0] @ 1 > 0' 'not rnn.h[0] @ 1 > 0' 'not (not rnn.h[0] @ 1 > 0)' 'rnn.h[0] @ 1 != 5' 'rnn.h[0] @ 1 == 5' \
    'rnn.h[0] @ 0 == 0 or rnn.h[0] @ 1 > 0' 'not (rnn.h[0] @ 0 > 1 and rnn.h[0] @ 1 > 0)' 'not max(rnn.h[0] @ 0..1) > 5'; do
    lesson 100 "$claim" >odd.json
    check 1 odd.json
    says 'odd.json:6:15: beats\[0\].claims\[0\]: the claim does not hold: '
    grep -q 'is not a number' why || fail "$claim: $(cat why)"
done
lesson 100 'rnn.h[0] @ 0 == 0' >odd.json
check 0 odd.json
says 'odd.json:5:12: beats\[0\]: warning: the run leaves the numbers at step 1: rnn\.h\[0\] is not a number'
[ "$(wc -l <why)" -eq 1 ] || fail "warned more than once: $(cat why)"
check 1 --strict odd.json
sed 's/-1e38/1e38/' odd.json >up.json
check 0 up.json
says 'up.json:5:12: beats\[0\]: warning: the run leaves the numbers at step 1: rnn\.h\[0\] is infinite'
lesson 100 'rnn.h[0] @ 1 == 5' | sed 's/-1e38/1e38/' >up.json
check 1 up.json

# ---- weights that are none ----

# weights BYTES : an RNN of one unit, whose first weight has these four bytes
weights() {
    header='{"weight_ih_l0":{"dtype":"F32","shape":[1,1],"data_offsets":[0,4]},"weight_hh_l0":{"dtype":"F32","shape":[1,1],"data_offsets":[4,8]},"bias_ih_l0":{"dtype":"F32","shape":[1],"data_offsets":[8,12]},"bias_hh_l0":{"dtype":"F32","shape":[1],"data_offsets":[12,16]}}'
    # shellcheck disable=SC2059
    printf "\\$(printf %o $((${#header} % 256)))\\$(printf %o $((${#header} / 256)))\\0\\0\\0\\0\\0\\0$header$1\\0\\0\\0\\77\\0\\0\\0\\0\\0\\0\\0\\0"
}
weights '\0\0\200\77' >one.safetensors
weights '\0\0\300\177' >nan.safetensors
"$gatescope" new good --weights one.safetensors >said 2>why || fail "new of good weights: $(cat why)"
grep -q 'good.json is a lesson: it plays and passes its check' said || fail "new of good weights said $(cat said)"
grep -v 'a guess: tanh' why && fail "new of good weights is warned of"
"$gatescope" new bad --weights nan.safetensors >said 2>why || fail "new of weights that are none: $(cat why)"
says 'bad.json: cells\[0\]: warning: nan\.safetensors: weight_ih_l0\[0\]\[0\] is NaN'
says 'bad.json:.*: beats\[0\]: warning: the run leaves the numbers at step 0'
check 0 bad.json
says 'bad.json: cells\[0\]: warning: '

# ---- a training that cannot go on ----

"$gatescope" train counting --hidden 4 --epochs 1 -o trained.safetensors >/dev/null 2>why || fail "no training: $(cat why)"
# resumes KEY VALUE : with that note, refused with its place
resumes() {
    value=$(LC_ALL=C sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p" trained.safetensors | head -n 1)
    [ -n "$value" ] || fail "no note $1 in the file"
    new=$(printf '%-*.*s' ${#value} ${#value} "$2")
    LC_ALL=C sed "s/\"$1\":\"$value\"/\"$1\":\"$new\"/" trained.safetensors >tampered.safetensors
    cmp -s trained.safetensors tampered.safetensors && fail "$1: nothing was changed"
    "$gatescope" train counting --resume tampered.safetensors --epochs 2 >said 2>why
    [ $? -eq 3 ] || fail "$1=$2: taken: $(cat said why)"
    grep -q "tampered.safetensors: __metadata__.$1: .*; expected .*, found \"$2" why || fail "$1=$2: $(cat why)"
}
resumes rate nan
resumes batch 00
resumes seed x
resumes epochs 0
resumes steps -
resumes optimizer sgdx
resumes hidden 5
resumes clip -
exit $failed
