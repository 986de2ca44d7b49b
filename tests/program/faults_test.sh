#!/bin/sh
# What the world does to the program: outputs that take nothing, a disk without room, a window that is tiny and one
# of 8K, another scale, the lesson deleted while it is open, two programs at once, 10,000 events at random, and the
# display lost. Each time there is a message or nothing to say, the exit status is right, and what was done is kept.
set -u
gatescope=$(realpath "${GATESCOPE:-build/gatescope}")
cd "$(dirname "$0")/../.." || exit 1
. tests/support/window.sh
export XDG_STATE_HOME="$folder/state"
state="$folder/state/gatescope/state.json"
lesson="$folder/lesson.json"
mounted=''

finish() {
    [ -n "$mounted" ] && umount "$mounted"
    clean_up
}
trap finish EXIT 2> /dev/null

alive() { kill -0 $program 2> /dev/null || fail "it ended: $*"; }
saved() { grep -q "$1" "$state"; }
cp lessons/21-add-or-replace.json "$lesson"

# outputs that take nothing
for command in list 'trace lessons/21-add-or-replace.json' 'describe lessons/21-add-or-replace.json' --help; do
    "$gatescope" $command > /dev/full 2> "$folder/said"
    [ $? -eq 3 ] || fail "$command to a full device: no status 3"
    grep -q 'No space left' "$folder/said" || fail "$command to a full device: it said $(cat "$folder/said")"
done
for command in trace describe; do
    "$gatescope" $command "$lesson" -o /dev/full > /dev/null 2> "$folder/said" && fail "$command -o /dev/full is no failure"
    grep -q 'No space left' "$folder/said" || fail "$command -o /dev/full: it said $(cat "$folder/said")"
done

# a disk without room: it is said, what was there stays, and nothing lies beside it
make_all() {
    folder_of=$1
    for ending in png gif mp4 csv json txt; do
        out="$folder_of/out.$ending"
        echo old > "$out" 2> /dev/null
        case $ending in
        png | gif) set -- render "$lesson" ;;
        mp4) set -- render "$lesson" --seconds 4 --size 320x200 ;;
        csv) set -- trace "$lesson" ;;
        json) set -- trace "$lesson" --format json ;;
        txt) set -- describe "$lesson" ;;
        esac
        "$gatescope" "$@" -o "$out" > /dev/null 2> "$folder/said"
        [ $? -eq 3 ] || fail "a $ending on a full disk: no status 3"
        [ -s "$folder/said" ] || fail "a $ending on a full disk: nothing was said"
        [ "$(cat "$out")" = old ] || fail "a $ending on a full disk took what was there"
    done
    [ "$(find "$folder_of" -type f | grep -c '\.new$')" -eq 0 ] || fail "half a file is left: $(ls "$folder_of")"
}
mkdir "$folder/disk" "$folder/little"
(
    trap '' XFSZ
    ulimit -f 2 # blocks of 512 bytes
    make_all "$folder/little"
    exit $failed
) || failed=1
if mount -t tmpfs -o size=64k none "$folder/disk" 2> /dev/null; then
    mounted="$folder/disk"
    for ending in png gif mp4 csv json txt; do echo old > "$folder/disk/out.$ending"; done
    cat /dev/zero > "$folder/disk/filler" 2> /dev/null
    make_all "$folder/disk"
fi

# a device, a pipe and a folder are not replaced; a link stays, and permissions
ln -s /dev/null "$folder/null.csv"
ln -s target.csv "$folder/link.csv"
echo old > "$folder/target.csv"
chmod 604 "$folder/target.csv"
mkfifo "$folder/pipe.csv"
mkdir "$folder/folder.csv"
"$gatescope" trace "$lesson" -o "$folder/null.csv" || fail "a device cannot be written to"
[ -c /dev/null ] && [ -L "$folder/null.csv" ] || fail "a device was replaced"
"$gatescope" trace "$lesson" -o "$folder/link.csv" || fail "a link cannot be written to"
[ -L "$folder/link.csv" ] && grep -q '^0,' "$folder/target.csv" || fail "a link was replaced"
[ "$(stat -c %a "$folder/target.csv")" = 604 ] || fail "permissions were not kept"
cat "$folder/pipe.csv" > "$folder/piped" &
"$gatescope" trace "$lesson" -o "$folder/pipe.csv" || fail "a pipe cannot be written to"
wait $!
cmp -s "$folder/piped" "$folder/target.csv" && [ -p "$folder/pipe.csv" ] || fail "a pipe was not written through"
"$gatescope" trace "$lesson" -o /dev/stdout | cmp -s - "$folder/target.csv" || fail "/dev/stdout is not standard output"
"$gatescope" trace "$lesson" -o "$folder/folder.csv" 2> "$folder/said" && fail "a folder was written"
grep -q 'this is a folder' "$folder/said" || fail "of a folder it said $(cat "$folder/said")"
ln -s /dev/null "$folder/null.mp4"
"$gatescope" render "$lesson" -o "$folder/null.mp4" 2> "$folder/said" && fail "a film went into a device"
grep -q 'pipe or a device' "$folder/said" || fail "of a film into a device it said $(cat "$folder/said")"

theme_is() { saved "\"theme\":[[:space:]]*$1"; }

start_screen 7680x4320

# a window of 8K, and a tiny one, at several scales
for scale in 1 3; do
    export GATESCOPE_SCALE=$scale
    start "$lesson"
    theme=0
    for size in '7680 4320' '200 100' '1 1' '1280 720'; do
        xdotool windowsize "$(window_of $program)" $size
        press Right Page_Down F5
        press Escape g t
        theme=$(((theme + 1) % 3))
        until_true theme_is $theme || fail "a window of $size at scale $scale: its keys do nothing"
        alive "a window of $size at scale $scale"
    done
    stop
    rm "$state"
done
unset GATESCOPE_SCALE
stop_screen
start_screen 1280x720

# the lesson is deleted while it is open, and what is done goes on and is kept
start "$lesson"
xdotool key Page_Down
until_true saved '"beat":[[:space:]]*1' || fail "the second beat was not reached"
whole=$(shows)
rm "$lesson"
until_true shows_not "$whole" || fail "that the lesson is gone is not told"
xdotool key 2 Page_Down
alive "its lesson was deleted"
stop
saved '"beat":[[:space:]]*[12]' || fail "of a deleted lesson nothing was kept"
cp lessons/21-add-or-replace.json "$lesson"

# two programs at once: what the first has kept the second, which began before that, does not lose
cp lessons/22-reset-gate.json "$folder/other.json"
start "$lesson"
first=$program
"$gatescope" "$folder/other.json" &
program=$!
second=$program
until_true has_window $second || fail "no second window came"
focus $first
xdotool key Page_Down
until_true saved '"add-or-replace"' || fail "nothing was kept of the first window"
stop
program=$first
stop
saved '"add-or-replace"' && saved '"reset-gate"' || fail "one of two programs lost what the other had kept"

# what a newer program writes while the window is open gets another name; the terminal's end is no loss
rm -f "$state"*
start "$lesson"
xdotool key Page_Down
until_true saved '"beat":[[:space:]]*1' || fail "nothing was kept of a window at rest"
echo '{"format": 99}' > "$state"
xdotool key t
until_true saved '"theme":[[:space:]]*1' || fail "nothing was kept over what is not understood"
grep -q '"format": 99' "$state.unreadable" || fail "what is not understood was not set aside"
grep -q 'another format' "$folder/said" || fail "of another format it said $(cat "$folder/said")"
before=$(shows)
xdotool key t
until_true shows_not "$before"
kill -HUP $program
is_over || fail "it goes on without its terminal"
wait $program || fail "without its terminal it ended with status $?"
program=''
saved '"theme":[[:space:]]*2' || fail "what was done before the terminal went away is lost"
[ "$(find "$folder/state" -name '*.new' | wc -l)" -eq 0 ] || fail "half a state is left"

# a disk that takes no state: the window goes on, and says so
rm -rf "$folder/state/gatescope"
mkdir -p "$state"
start "$lesson"
xdotool key Page_Down
until_true grep -q 'no file' "$folder/said" || fail "of a state that cannot be read it said $(cat "$folder/said")"
stop
[ -d "$state" ] || fail "what could not be read was replaced"
rm -rf "$folder/state/gatescope"

# 10,000 events at random, in a window of this screen
monkey=$(dirname "$gatescope")/tests/ui/monkey
if [ -x "$monkey" ]; then
    "$monkey" > "$folder/said" 2>&1 || fail "$(tail -n 5 "$folder/said")"
fi

# the display is lost: the place that was reached just before is kept, and it is said
rm -f "$state"
start "$lesson"
before=$(shows)
xdotool key Page_Down t
until_true shows_not "$before"
kill -9 "$screen"
screen=''
is_over || fail "it goes on without a display"
wait $program
status=$?
program=''
[ $status -eq 3 ] || fail "a lost display gave status $status"
grep -q 'the display was lost' "$folder/said" || fail "it said of a lost display: $(cat "$folder/said")"
saved '"theme":[[:space:]]*1' || fail "with the display what was done was lost"
exit $failed
