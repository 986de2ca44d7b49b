#!/bin/sh
# run.sh PROGRAM... : runs test programs (cmocka) and scripts (*.sh), as many at a time as there are processors, and
# sums up what passed.
#
# A cmocka program ends with "[  PASSED  ] N test(s)." and, where some failed, "[  FAILED  ] N test(s), ...".
# A script is one test: it passes when it ends with 0. The last line is "N passed, N failed". What hangs is ended after
# LIMIT seconds, many times what the longest takes, and has failed: the others are told, and so is what it said.
if [ "$1" != --one ]; then
    RESULTS=$(mktemp -d)
    trap 'rm -rf "$RESULTS"' EXIT
    export RESULTS LC_ALL=C.UTF-8 # English, whatever is spoken here
    printf '%s\n' "$@" | xargs -n 1 -P "$(getconf _NPROCESSORS_ONLN)" sh "$0" --one
    # a line a program: how many passed, how many failed; one without a line has failed
    cat "$RESULTS"/*.sum 2>/dev/null | awk -v programs=$# '{passed += $1; failed += $2}
        END {failed += programs - NR; print passed + 0 " passed, " failed + 0 " failed"; exit failed > 0}'
    exit
fi

# ---- one program ----

program=$2
own=$(mktemp -d "$RESULTS/XXXXXX")
mkdir "$own/state"
export XDG_STATE_HOME="$own/state" # nothing of what is kept here, nor of what another test keeps
case $program in
*.sh) shell=sh ;;
*) shell= ;;
esac
timeout --kill-after=20 "${LIMIT:-1200}" $shell "$program" >"$own/log" 2>&1 </dev/null
status=$?
[ $status -ne 124 ] || echo "It hung, and was ended." >>"$own/log"
good=$(sed -n 's/^\[  PASSED  \] \([0-9]*\) test.*/\1/p' "$own/log" | awk '{n += $1} END {print n + 0}')
bad=$(sed -n 's/^\[  FAILED  \] \([0-9]*\) test.*/\1/p' "$own/log" | awk '{n += $1} END {print n + 0}')
case $program in
*.sh) if [ $status -eq 0 ]; then good=1; else good=0; bad=1; fi ;;
esac
# one that crashed, or ran nothing, has failed whatever it counted
if { [ $status -ne 0 ] && [ "$bad" -eq 0 ]; } || { [ "$good" -eq 0 ] && [ "$bad" -eq 0 ]; }; then bad=1; fi
if [ "$bad" -gt 0 ]; then # in one piece, since another may be telling too
    printf '%s\n' "FAILED $program (status $status)
$(tail -n 60 "$own/log")"
else
    echo "ok     $program ($good)"
fi
echo "$good $bad" >"$own.sum"
