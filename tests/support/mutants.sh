#!/bin/sh
# mutants.sh: puts mistakes into copies of the source, one at a time, and looks whether a test finds each. `make mutants`.
#     SEED=1 N=200 ROOM= AGAIN= sh tests/support/mutants.sh
# N mutations are drawn (mutate.awk), as many in each room, or all in ROOM; those that do not compile, or compile to the
# same bytes, do not count. Tests run until one fails: first those of the room, then those of the rooms above, then the
# scripts; in each group those that tell by their name or what they include that they are about the file, then the fast
# ones. What none finds is listed, and kept in build/mutants/survived; tests/support/survivors has those that were looked
# at, with the reason; AGAIN=1 tries the former again. Ends with 1 when of the mutations in a room less than 90 % are found.
# Mutants may do anything: as root they run as nobody, so that no device and no other process is at their mercy.
set -u
LONGEST=30 # seconds: slower tests are left out
TAB=$(printf '\t')

make_it() { make -s --no-print-directory BUILD=build OPT='-O1 -g0' WARN=-w harden= link= NOWHERE= "$@"; }
build_for() { case $1 in *.sh) make_it program ;; *) make_it "$1" ;; esac >make.log 2>&1; }

# run SECONDS TEST : in this copy, with a home of its own, with so much of a processor's time (and ten times as much by the
# clock, whatever else the machine does) and 4 GB at most
run() {
    rm -rf home && mkdir -p home/state
    [ -z "$nobody" ] || chown 65534:65534 home home/state
    case $2 in
    *.sh) grep -q Xvfb "$2" && alone="flock $copies/screen" || alone=
        set -- "$1" $alone sh "$2" ;;
    esac
    (
        seconds=$1
        shift
        ulimit -c 0
        ulimit -t "$seconds"
        ulimit -d 4000000
        HOME=$PWD/home XDG_STATE_HOME=$PWD/home/state GATESCOPE=$PWD/build/gatescope LC_ALL=C.UTF-8 GIT_DIR=/nowhere
        export HOME XDG_STATE_HOME GATESCOPE LC_ALL GIT_DIR
        $nobody timeout -k 5 $((10 * seconds)) "$@"
    ) >log 2>&1 </dev/null
}

# ---- the copies ----

# The tree as it is, in a copy for each that works at a time; only what differs is copied, so that little is built.
copy() {
    mkdir -p "$copies/$1/src" "$copies/$1/tests"
    (cd "$copies/$1" && find src tests -type f) | while IFS= read -r name; do
        [ -f "$name" ] || rm "$copies/$1/$name"
    done
    git ls-files --cached --others --exclude-standard | while IFS= read -r name; do
        [ ! -f "$name" ] || cmp -s "$name" "$copies/$1/$name" && continue
        mkdir -p "$copies/$1/$(dirname "$name")"
        cp "$name" "$copies/$1/$name"
    done
    cd "$copies/$1" && make_it test-programs >make.log 2>&1 && chmod a+w build build/tests && return
    tail make.log
    return 1
}

# How long TEST takes when all is right. What fails so (it needs git, or root) or takes long is left out.
time_one() {
    cd "$copies/$SLOT" || exit 255
    begun=$(date +%s.%N)
    if run $LONGEST "$1"; then
        echo "$(date +%s.%N) $begun $1" | awk '{print $3, $1 - $2}' >>"$copies/times"
    else
        echo "left out: $1"
    fi
}

# The tests for a change of FILE in their order, each with the seconds that it may take.
order() {
    file=${1#src/}
    room=${file%%/*}
    above=$(echo base engine lesson files session scene ui commands | sed "s/.*$room//")
    grep -l "\"${file%.c}.h\"" $(find tests -name '*.c') | sed 's/\.c$//' >about
    printf '%s\n' "/$(basename "$file" .c)" "/$(basename "$(dirname "$file")")" >>about
    awk -v room="$room" -v above="$above" 'FILENAME == "about" {about[$1] = 1; next}
        {
            name = $1
            sub(/^build\//, "", name)
            split(name, part, "/")
            end = "/" part[3]
            rank = part[2] == "program" ? 4 : part[2] == room ? 0 : index(above " ", " " part[2] " ") ? 2 : 9
            if (rank < 9)
                print rank + !(name in about || end in about), $2, $1
        }' about "$copies/times" | sort -n -k 1,1 -k 2,2 | awk '{print int(20 + 10 * $2), $3}'
}

# ---- one mutation, as a line of mutate.awk ----

# Whether the file, which was changed, compiles to something else. (Kernels are compiled more than once: taken on trust.)
differs() {
    object=build/obj/${1#src/}
    object=${object%.c}.o
    [ -f "$object" ] || return 0
    old=$(cksum <"$object")
    make_it "$object" >make.log 2>&1 && [ "$(cksum <"$object")" != "$old" ]
}

# Leaves in `by` which test finds the change of FILE, if one does.
find_it() {
    (order "$1") >order
    while read -r seconds test; do
        if ! build_for "$test"; then
            by='the build'
            return
        fi
        run "$seconds" "$test" && continue
        by=$test
        return
    done <order
}

looked_at() { # FILE BEFORE AFTER
    before=$2 after=$3 awk -F '\t' -v file="$1" '$1 == file && $2 == ENVIRON["before"] && $3 == ENVIRON["after"] {known = 1}
        END {exit !known}' "$source/tests/support/survivors"
}

one() {
    cd "$copies/$SLOT" || exit 255
    room=$(printf "%s\n" "$1" | cut -f 1) file=$(printf "%s\n" "$1" | cut -f 2) line=$(printf "%s\n" "$1" | cut -f 3) what=$(printf "%s\n" "$1" | cut -f 4)
    [ "$(cat "$results/$room".* 2>/dev/null | wc -l)" -lt "$each" ] || return 0
    cp "$file" right.c
    after=$(printf '%s\n' "$1" | cut -f 5) awk -v line="$line" \
        'NR == line {print ENVIRON["after"]; next} {print}' right.c >"$file"
    verdict='' by=''
    if differs "$file"; then
        find_it "$file"
        [ -n "$by" ] && verdict=found || verdict=survived
    fi
    before=$(sed -n "${line}s/^ *//p" right.c) after=$(sed -n "${line}s/^ *//p" "$file")
    cp right.c "$file"
    [ $verdict = survived ] && looked_at "$file" "$before" "$after" && verdict=looked-at
    [ -z "$verdict" ] && return 0
    printf '%s\t' "$verdict" "$room" "$file:$line" "$what" "$by" "$before" >"$results/$room.$$"
    printf '%s\n' "$after" >>"$results/$room.$$"
    printf '%-9s %s:%s %s%s\n' "$verdict" "$file" "$line" "$what" "${by:+ ($by)}"
}

case ${1:-} in
--time) time_one "$2"; exit ;;
--one) one "$2"; exit ;;
esac

# ---- all of them ----

cd "$(dirname "$0")/../.." || exit 1
source=$PWD copies=$PWD/${BUILD:-build}/mutants
results=$copies/results each=$((${N:-200} / 8))
[ -z "${ROOM:-}${AGAIN:-}" ] || each=${N:-200}
[ "$(id -u)" = 0 ] && nobody='setpriv --reuid=65534 --regid=65534 --clear-groups' || nobody=
export source copies results each nobody
jobs=${JOBS:-$(getconf _NPROCESSORS_ONLN)}
rm -rf "$results"
mkdir -p "$results"
: >"$copies/screen"
chmod 666 "$copies/screen"

at_a_time() { xargs -d '\n' -n 1 -P "$jobs" --process-slot-var=SLOT sh "$source/tests/support/mutants.sh" "$1"; }

for slot in $(seq 0 $((jobs - 1))); do
    (copy "$slot") || exit 1
done
# What survived the last time, alone; or as many as are wanted of each room, one room after the other.
chosen() {
    if [ -n "${AGAIN:-}" ]; then
        awk -F '\t' '{split($3, place, ":"); print $2 "\t" place[1] "\t" place[2] "\t" $4 "\t" $7}' "$copies/survived"
    else
        awk -v seed="${SEED:-1}" -v count=$((2 * each)) -f tests/support/mutate.awk \
            $(find src/${ROOM:-*}/ -name '*.c' ! -path 'src/web/*' ! -name "*_web.c" ! -name job_worker.c | sed 's#//#/#' | LC_ALL=C sort) |
            awk -F '\t' '{print ++number[$1] "\t" $0}' | sort -n -s -k 1,1 | cut -f 2-
    fi
}
if [ -z "${AGAIN:-}" ] || [ ! -f "$copies/times" ]; then
    rm -f "$copies/times"
    (cd "$copies/0" && printf '%s\n' build/tests/*/* tests/program/*_test.sh) | grep -v '\.[do]$' | at_a_time --time
fi
chosen >"$copies/chosen"
at_a_time --one <"$copies/chosen"

cat "$results"/*.[0-9]* | sort >"$results/all"
grep "^survived$TAB" "$results/all" >"$copies/survived"
awk -F '\t' '{print "\n" $3 ": " $4 "\n- " $6 "\n+ " $7}' "$copies/survived"
awk -F '\t' '
    $1 == "looked-at" {looked++; next}
    {all[$2]++; found[$2] += $1 == "found"; total++; good += $1 == "found"}
    END {
        print ""
        for (room in all) {
            printf "%-8s %3d of %3d found\n", room, found[room], all[room]
            few += found[room] < 0.9 * all[room]
        }
        printf "in all   %3d of %3d found, %d that were looked at before (tests/support/survivors)\n", good, total, looked
        exit few > 0
    }' "$results/all"
