#!/bin/sh
# What a language lacks is counted and named, its files are such as translators' tools open, and a folder of
# them is taken at the start.
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

# The languages of the program: whole, and as gettext wants them.
for file in src/session/words/*.po; do
    msgfmt --check -o /dev/null "$file" 2>"$folder/said" || fail "$file: $(cat "$folder/said")"
    grep -q . "$folder/said" && fail "$file: $(cat "$folder/said")"
    tag=$(basename "$file" .po)
    status 0 "$gatescope" check --language "$tag" --all
    says "^$tag: all is there, 0 no longer said$"
    says "^glossary *98 of *98$"
done
status 0 "$gatescope" check --language en
says "^en: all is there"

# One that is made while it runs, a phrase of it being wrong: it is refused; then right.
head='msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Language: pt-BR\n"
"X-Language-Name: PT\n"
'
printf '%s\nmsgid "Beat %%d of %%d"\nmsgstr "Passo %%s"\n' "$head" >"$folder/pt-BR.po"
export GATESCOPE_LANGUAGES="$folder"
status 1 "$gatescope" check --language pt-BR lessons/11-no-gates.json
says "pt-BR.po:7:1: the translation does not take the same values"
says "^phrases *0 of"
cat >"$folder/pt-BR.po" <<END
$head
msgid "Beat %d of %d.\n"
msgstr "Passo %d de %d.\n"

msgid "nobody says this"
msgstr "ninguém diz isto"

msgctxt "glossary"
msgid "batch"
msgstr "lote"

msgctxt "track"
msgid "One cell, one unit"
msgstr "Uma célula"
END
status 1 "$gatescope" check --language pt-BR lessons/11-no-gates.json
says "^phrases *1 of"
says "^glossary *1 of *98$"
says "^tracks *1 of"
says "^lessons *0 of"
says "^pt-BR: [0-9]* missing, 1 no longer said$"
grep -q "missing: " "$folder/said" && fail "what is missing was named without being asked for"
status 1 "$gatescope" check --language pt-BR --all lessons/11-no-gates.json
says "^missing: phrase: \"Undo\"$"
says "^missing: glossary: \"bias\"$"
says "^missing: lessons/11-no-gates.json:[0-9]*: \""
says "^no longer said: \"nobody says this\"$"
status 0 "$gatescope" describe lessons/11-no-gates.json --beat 1 --lang pt-BR
says "Passo 1 de"
status 0 "$gatescope" describe lessons/11-no-gates.json --beat 1 --lang pt-BR-x-mine
says "Passo 1 de"
LC_ALL=pt_BR.UTF-8 "$gatescope" describe lessons/11-no-gates.json --beat 1 >"$folder/said"
says "Passo 1 de"
status 0 "$gatescope" describe --home --lang pt-BR
says "Uma célula"
status 2 "$gatescope" check --language p_t
says "expected a language's tag"
GATESCOPE_LANGUAGES=$folder/none "$gatescope" describe lessons/11-no-gates.json --beat 1 --lang zh >"$folder/said" 2>&1
says "names no folder that can be read"
says "第 1 节"
exit $failed
