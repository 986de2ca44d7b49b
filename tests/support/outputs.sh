#!/bin/sh
# outputs.sh PROGRAM ROOT FOLDER: all that a program gives out without being touched, as files in FOLDER: numbers,
# sentences, pictures, a film, what it keeps, what it says of itself. ROOT is the tree that it was built from: its
# lessons, and the samples in tests/. Nothing in it depends on time, or on where the tree lies. For `make same-as`.
#
#     LANGUAGES   in which there are sentences and pictures (default "en zh")
program=$1
root=$2
mkdir -p "$3" || exit 1
to=$(cd "$3" && pwd)
cd "$root" || exit 1
languages=${LANGUAGES:-en zh}
samples=${SAMPLES:-$root/tests}

export XDG_STATE_HOME="$to/state" SDL_VIDEODRIVER=dummy SDL_AUDIODRIVER=dummy LC_ALL=C.UTF-8
unset LANG LANGUAGE DISPLAY WAYLAND_DISPLAY
mkdir -p "$XDG_STATE_HOME"

# Paths of this machine are left out.
say() {
    sed "s,$root,,g; s,$to,,g"
}
# keep NAME COMMAND...: what it says, and how it ends
keep() {
    into=$1
    shift
    { "$program" "$@" 2>&1 || echo "(ends with $?)"; } | say > "$to/$into"
}
# draw NAME COMMAND...: the file that -o names; what it says only where that is anything
draw() {
    into=$1
    shift
    { "$program" "$@" -o "$to/$into" 2>&1 || echo "(ends with $?)"; } | say > "$to/$into.said"
    [ -s "$to/$into.said" ] || rm "$to/$into.said"
}

lesson() {
    name=$(basename "$1" .json)
    keep "$name.trace.json" trace "$1" --format json --gradients
    keep "$name.trace.csv" trace "$1" --format csv
    keep "$name.trace.end" trace "$1" --format table --beat "$(grep -c '"say"' "$1")"
    keep "$name.check" check "$1" --strict
    for language in $languages; do
        keep "$name.describe.$language" describe "$1" --lang "$language"
        draw "$name.2.$language.png" render "$1" --beat 2 --lang "$language"
    done
    draw "$name.1.png" render "$1" --beat 1 --size 1280x720 --theme contrast
    draw "$name.3.light.png" render "$1" --beat 3 --theme light --t 1 --phase gates
    draw "$name.4.phone.png" render "$1" --beat 4 --size 390x844 --text-scale 1.3
}

screens() {
    for language in $languages; do
        for size in 1600x900 1280x720 390x844 844x390; do
            for theme in dark light contrast; do
                look="--size $size --theme $theme --lang $language"
                at=$language.$size.$theme.png
                draw "home.$at" render --home $look
                draw "digits.$at" digits --digit 2 --t 21 --unit 11 $look
                draw "text.$at" text $look
            done
            draw "home.search.$at" render --home --search "gate" $look
            draw "text.write.$at" text --write 40 $look
        done
        keep "home.describe.$language" describe --home --lang "$language"
        keep "digits.describe.$language" digits --digit 2 --describe --lang "$language"
        keep "text.describe.$language" text --describe --lang "$language"
        # Its pictures say how long it took.
        for task in digits adding recall counting; do
            keep "training.$task.$language" training --task $task --batches 20 --describe --lang "$language"
        done
        draw "sandbox.$language.png" sandbox --units 8 --lang "$language"
    done
    draw digits.drawn.png digits --draw "0.2,0.1 0.8,0.1;0.5,0.9 0.5,0.2"
    draw sandbox.json sandbox --units 3 --start random --steps 30
    draw word.png render "$1" --word gate
    draw film.gif render "$1" --seconds 4 --size 640x360
}

# The state of a sample is read, a lesson is opened on it, and it is written again; moments and durations are left out.
kept() {
    mkdir -p "$XDG_STATE_HOME/gatescope"
    cp "$samples/fuzz/seeds/state/played" "$XDG_STATE_HOME/gatescope/state.json"
    draw home.played.png render --home
    keep progress.csv progress --csv
    keep window.said "$1" --once
    say < "$XDG_STATE_HOME/gatescope/state.json" |
        sed "s/\"\(seconds\|first\|last\)\":[^0-9]*[0-9.]\{5,\}/\"\1\": then/; s/\"seconds\":.*/\"seconds\": some/" > "$to/state.json"
    rm -r "$XDG_STATE_HOME"
    keep shared.csv trace --state "$(cat "$samples/samples/shared-state.txt")"
}

itself() {
    keep list.json list --json
    keep list list
    keep help --help
    keep man --man
    for command in $("$program" --help | sed -n 's/^  gatescope \([a-z][a-z]*\) .*/\1/p'); do
        keep "help.$command" help "$command"
    done
    for shell in bash zsh fish; do
        keep "completion.$shell" --completion $shell
    done
    keep wrong.command trance
    keep wrong.option render --beet 3
}

for file in lessons/[0-9]*.json; do
    lesson "$file"
done
set -- lessons/[0-9]*.json
screens "$1"
kept "$1"
itself
