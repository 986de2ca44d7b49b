#!/bin/sh
# same_as.sh REVISION BUILD NAMES...: builds that revision in a tree of its own, BUILD/same/tree, lets it and
# BUILD/gatescope give out all that they can (outputs.sh), and tells what differs. What NAMES name shall differ (as shell
# patterns: "help*"); it is told too, and is no fault. Both folders stay, BUILD/same/then and BUILD/same/now.
[ -n "$1" ] || { echo "which revision? make same-as REV=main"; exit 2; }
set -f
revision=$(git rev-parse --verify --quiet "$1^{commit}") || { echo "no revision $1"; exit 2; }
build=$(cd "$2" && pwd)
root=$(pwd)
shift 2
same=$build/same
git worktree remove --force "$same/tree" 2>/dev/null
rm -rf "$same"
mkdir -p "$same"
git worktree add --force --detach --quiet "$same/tree" "$revision" || exit 1
trap 'git worktree remove --force "$same/tree"' EXIT
${MAKE:-make} -C "$same/tree" --no-print-directory program BUILD=build > "$same/log" 2>&1 || {
    tail "$same/log"
    exit 1
}

here=$(dirname "$0")
SAMPLES=$root/tests sh "$here/outputs.sh" "$same/tree/build/gatescope" "$same/tree" "$same/then" &
sh "$here/outputs.sh" "$build/gatescope" "$root" "$same/now"
wait

meant() {
    for pattern in $patterns; do
        case $1 in
        $pattern) return 0 ;;
        esac
    done
    return 1
}
patterns=$*
status=0
count=0
for name in $(ls "$same/then" "$same/now" | grep -v ':$' | sort -u); do
    count=$((count + 1))
    cmp -s "$same/then/$name" "$same/now/$name" && continue
    if meant "$name"; then
        echo "differs, as was said: $name"
        continue
    fi
    echo "differs: $name"
    status=1
    case $name in
    *.png | *.gif) ;; # to be looked at
    *) diff "$same/then/$name" "$same/now/$name" | head -n 6 ;;
    esac
done
[ $status = 0 ] && echo "$count outputs are the same as those of $(git rev-parse --short "$revision")"
exit $status
