# window.sh: for scripts that drive the program in a window of a screen of its own; they source it from the project's
# folder, with $gatescope set, and have a folder of their own ($folder) that goes away with what still runs. Nothing here
# waits for a time: for what is to happen, however long that takes on a machine that is busy.
for tool in Xvfb xdotool; do
    command -v $tool > /dev/null || { echo "$tool is missing"; exit 1; }
done
folder=$(mktemp -d) || exit 1
failed=0 program='' screen=''
export SDL_VIDEODRIVER=x11 SDL_AUDIODRIVER=dummy

clean_up() {
    for process in $program $screen; do kill "$process"; done
    wait
    rm -rf "$folder"
}
trap clean_up EXIT 2> /dev/null

fail() {
    echo "$*"
    failed=1
}

# until_true WORDS... : waits until the command succeeds; false after five minutes, when something hangs, which is told,
# and then nothing else is waited for so long
patience=300
until_true() {
    until_end=$(($(date +%s) + patience))
    until "$@" > /dev/null 2>&1; do
        if [ "$(date +%s)" -ge $until_end ]; then
            echo "waited $patience s for: $*"
            patience=10
            return 1
        fi
        sleep 0.1
    done
}

# start_screen WxH : under a number that the server finds free
start_screen() {
    Xvfb -displayfd 3 -noreset -screen 0 "$1x24" -nolisten tcp 3> "$folder/display" > /dev/null 2>&1 &
    screen=$!
    until_true test -s "$folder/display"
    DISPLAY=":$(cat "$folder/display")"
    export DISPLAY
    until_true xdotool getdisplaygeometry || fail "no screen of $1"
}

stop_screen() {
    kill "$screen"
    wait "$screen" 2> /dev/null
    screen=''
}

window_of() { xdotool search --onlyvisible --pid "$1" | head -n 1; }
has_window() { [ -n "$(window_of "$1")" ]; }
has_focus() { [ "$(xdotool getwindowfocus)" = "$1" ]; }
ended() { ! kill -0 "$1" 2> /dev/null; }

# focus PROCESS : keys go to its window from now on
focus() {
    until_true has_window "$1" || fail "no window came"
    window=$(window_of "$1")
    until_true xdotool windowfocus "$window"
    until_true has_focus "$window" || fail "the window cannot have the keys"
}

# start WORDS... : the program, until keys go to its window; what it says is in $folder/said
start() {
    env --default-signal=HUP "$gatescope" "$@" 2> "$folder/said" &
    program=$!
    focus $program
}

# press KEYS... : to its window, wherever the keys went until now: who has left a full screen may have lost them
press() {
    focus "$program"
    xdotool key --delay 60 "$@"
}

# Whether it ends by itself; it has ended then, either way.
is_over() {
    until_true ended "$program" || { kill -9 "$program" && return 1; }
}

# Closes its window.
takes_q() {
    xdotool windowfocus "$(window_of "$program")" key q
    sleep 0.2
    ended "$program"
}
stop() {
    until_true takes_q
    is_over || fail "it did not close"
    wait $program || fail "it ended with status $?"
    program=''
}

# shows : a number for what the window shows; shows_not NUMBER : whether it shows something else by now
shows() { import -silent -window "$(window_of $program)" rgba:- | cksum; }
shows_not() { [ "$(shows)" != "$1" ]; }
shows_again() { [ "$(shows)" = "$1" ]; }

# keys_seen KEYS... : and until the window, which shows nothing that moves, shows something else
keys_seen() {
    until_true is_quiet
    seen=$(shows)
    press "$@"
    until_true shows_not "$seen" || fail "$* changes nothing"
}

# Time of the processor that the program has taken, in hundredths of a second.
ticks() { awk '{print $14 + $15}' "/proc/$program/stat"; }
# Whether it takes hardly any over two seconds.
is_quiet() {
    quiet_before=$(ticks)
    sleep 2
    [ "$(($(ticks) - quiet_before))" -le 4 ]
}
