#!/bin/sh
# From the windows of the tools as from a lesson's: Escape leads to all lessons, and from there into one. Where there are
# no lessons, the tool opens all the same.
set -u
gatescope=$(realpath "${GATESCOPE:-build/gatescope}")
cd "$(dirname "$0")/../.." || exit 1
for tool in Xvfb xdotool; do
    command -v $tool > /dev/null || { echo "$tool is missing"; exit 1; }
done
folder=$(mktemp -d) || exit 1
export SDL_VIDEODRIVER=x11 SDL_AUDIODRIVER=dummy
failed=0 program='' screen=''
trap '[ -n "$program" ] && kill $program; [ -n "$screen" ] && kill $screen; wait; rm -rf "$folder"' EXIT 2> /dev/null

fail() {
    echo "$*"
    failed=1
}

# Until the command succeeds; false after five minutes, when something hangs.
until_true() {
    for _ in $(seq 600); do
        "$@" > /dev/null 2>&1 && return 0
        sleep 0.5
    done
    return 1
}

Xvfb -displayfd 3 -noreset -screen 0 1280x720x24 -nolisten tcp 3> "$folder/display" > /dev/null 2>&1 &
screen=$!
until_true test -s "$folder/display"
DISPLAY=":$(cat "$folder/display")"
export DISPLAY

has_window() { xdotool search --onlyvisible --pid $program; }
start() {
    "$gatescope" "$@" --lang en 2> "$folder/said" &
    program=$!
    until_true has_window || fail "$1: no window came"
}
# However slow the window is: the same keys again lead to the same place.
goes_home() {
    xdotool windowfocus "$(has_window | head -1)" key --delay 60 Escape slash
    xdotool type --delay 60 input-gate
    xdotool key --delay 60 Return Page_Down
    sleep 1
    grep -q 'last_lesson.*12-input-gate' "$XDG_STATE_HOME/gatescope/state.json"
}
stop() {
    kill $program
    wait $program || fail "$1: it ended with status $?"
    program=''
    [ -s "$folder/said" ] && fail "$1: it said: $(cat "$folder/said")"
}

for tool in sandbox digits text training; do
    export XDG_STATE_HOME="$folder/$tool"
    start $tool
    until_true goes_home || fail "$tool: Escape did not lead to all lessons"
    stop $tool
done

export XDG_STATE_HOME="$folder/alone" GATESCOPE_LESSONS=/nowhere
for tool in sandbox text training; do
    start $tool
    stop $tool
done
exit $failed
