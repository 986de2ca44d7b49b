#!/bin/sh
# From the windows of the tools as from a lesson's: Escape leads to all lessons, and from there into one. Where there are
# no lessons, the tool opens all the same.
set -u
gatescope=$(realpath "${GATESCOPE:-build/gatescope}")
cd "$(dirname "$0")/../.." || exit 1
. tests/support/window.sh
start_screen 1280x720

saved() { grep -q "$1" "$XDG_STATE_HOME/gatescope/state.json"; }
# By a signal, which closes it as well as Q does.
end() {
    kill $program
    is_over || fail "$1: it did not close"
    wait $program || fail "$1: it ended with status $?"
    program=''
    [ -s "$folder/said" ] && fail "$1: it said: $(cat "$folder/said")"
}

for tool in sandbox digits text training; do
    export XDG_STATE_HOME="$folder/$tool"
    mkdir -p "$folder/$tool/gatescope"
    echo '{"format": 1, "reduced_motion": true}' > "$folder/$tool/gatescope/state.json" # home too is quiet
    start $tool --lang en
    keys_seen Escape
    keys_seen slash # from then on there are letters
    xdotool type --delay 60 input-gate
    xdotool key --delay 60 Return Page_Down
    until_true saved 'last_lesson.*12-input-gate' || fail "$tool: Escape did not lead to all lessons"
    end $tool
done

export XDG_STATE_HOME="$folder/alone" GATESCOPE_LESSONS=/nowhere
for tool in sandbox text training; do
    start $tool --lang en
    end $tool
done
exit $failed
