#!/bin/sh
# Which language is shown: what --lang says, else what the saved state has, else the locale's first
# variable that is set, else English; and render, describe, sandbox take it.
set -u
gatescope=${GATESCOPE:-build/gatescope}
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
failed=0

fail() {
    echo "$*"
    failed=1
}

cat >"$folder/two.json" <<'END'
{"format": 1, "id": "two", "title": {"en": "Two tongues", "zh": "两种语言"}, "track": "tests", "level": 1,
 "minutes": 1, "goal": {"en": "See.", "zh": "看。"}, "inputs": {"names": ["x"], "sequence": [[1]]},
 "cells": [{"id": "rnn", "kind": "rnn", "hidden": 1, "weights": {"W_xh": [[1]]}}],
 "beats": [{"say": {"en": "It is English.", "zh": "这是中文。"}}]}
END
state=$folder/state
keep() {
    mkdir -p "$state/gatescope"
    echo "{\"format\": 1, \"language\": \"$1\", \"lessons\": {}}" >"$state/gatescope/state.json"
}
# expect WORDS VARIABLES... : what describe says in that environment
expect() {
    words=$1
    shift
    env -u LC_ALL -u LC_MESSAGES -u LANG XDG_STATE_HOME="$state" "$@" >"$folder/said" 2>&1 ||
        fail "$*: status $?"
    grep -q "$words" "$folder/said" || fail "$*: expected $words in $(cat "$folder/said")"
}

expect English "$gatescope" describe "$folder/two.json"
expect 中文 LANG=zh_CN.UTF-8 "$gatescope" describe "$folder/two.json"
expect 中文 LC_ALL=zh LANG=en_US.UTF-8 "$gatescope" describe "$folder/two.json"
expect 中文 LC_MESSAGES=zh_TW.UTF-8 LANG=C "$gatescope" describe "$folder/two.json"
expect English LC_ALL=C LANG=zh_CN.UTF-8 "$gatescope" describe "$folder/two.json"
expect English LC_ALL= LANG=de_DE.UTF-8 "$gatescope" describe "$folder/two.json"
expect English LANG=zho "$gatescope" describe "$folder/two.json"
keep zh
expect 中文 LANG=en_US.UTF-8 "$gatescope" describe "$folder/two.json"
expect English LANG=zh_CN.UTF-8 "$gatescope" describe "$folder/two.json" --lang en
keep en
expect English LANG=zh_CN.UTF-8 "$gatescope" describe "$folder/two.json"
expect 中文 LANG=en_US.UTF-8 "$gatescope" describe "$folder/two.json" --lang=zh

for language in en zh; do
    "$gatescope" render "$folder/two.json" --lang $language -o "$folder/$language.png" || fail "render $language"
    "$gatescope" sandbox --steps 3 --lang $language -o "$folder/sandbox-$language.png" || fail "sandbox $language"
    "$gatescope" render "$folder/two.json" --lang $language --size 320x200 --seconds 1 -o "$folder/$language.gif" ||
        fail "film $language"
done
for file in .png .gif; do
    cmp -s "$folder/en$file" "$folder/zh$file" && fail "$file: both languages look alike"
done
cmp -s "$folder/sandbox-en.png" "$folder/sandbox-zh.png" && fail "the sandbox looks alike in both"

# A language that the program has no words for: the lesson's own texts, and English round them.
cat >"$folder/three.json" <<'END'
{"format": 1, "id": "three", "title": {"en": "Three tongues", "pt": "Três línguas"}, "track": "tests", "level": 1,
 "minutes": 1, "goal": {"en": "See.", "pt-BR": "Veja."}, "inputs": {"names": ["x"], "sequence": [[1]]},
 "cells": [{"id": "rnn", "kind": "rnn", "hidden": 1, "weights": {"W_xh": [[1]]}}],
 "beats": [{"say": {"en": "It is English.", "zh": "这是中文。"}}]}
END
rm -rf "$state"
for words in "Três línguas" "The goal. Veja." "It is English"; do
    expect "$words" "$gatescope" describe "$folder/three.json" --lang pt-BR
done
expect "The goal. See." "$gatescope" describe "$folder/three.json" --lang pt
expect "Três línguas" "$gatescope" describe "$folder/three.json" --lang PT-br-x-mine
expect "Three tongues" LANG=pt_BR.UTF-8 "$gatescope" describe "$folder/three.json"
expect "目标：See." "$gatescope" describe "$folder/three.json" --lang zh-Hant-TW
expect "这是中文" "$gatescope" describe "$folder/three.json" --lang zh-Hant-TW
keep pt-BR
expect "The goal. Veja." "$gatescope" describe "$folder/three.json"
keep zh-TW
expect "这是中文" "$gatescope" describe "$folder/three.json"
keep no_tag
expect "Three tongues" "$gatescope" describe "$folder/three.json"

for command in render describe sandbox; do
    "$gatescope" $command "$folder/two.json" --lang french_ -o "$folder/x.png" >"$folder/said" 2>&1
    [ $? -eq 2 ] || fail "$command --lang french_: expected status 2"
done
"$gatescope" "$folder/two.json" --lang f >"$folder/said" 2>&1
[ $? -eq 2 ] || fail "open --lang f: expected status 2"
grep -q "expected a language's tag, such as en, zh or pt-BR, found \"f\"" "$folder/said" || fail "--lang f: $(cat "$folder/said")"
exit $failed
