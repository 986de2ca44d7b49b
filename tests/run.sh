#!/bin/sh
# run.sh PROGRAM... : runs test programs (cmocka) and scripts (*.sh) and sums up what passed.
#
# A cmocka program ends with "[  PASSED  ] N test(s)." and, where some failed, "[  FAILED  ] N test(s), ...".
# A script is one test: it passes when it ends with 0. The last line is "N passed, N failed".
passed=0
failed=0
log=$(mktemp)
state=$(mktemp -d)
trap 'rm -rf "$log" "$state"' EXIT
export LC_ALL=C.UTF-8 XDG_STATE_HOME="$state" # English, whatever is spoken and kept here
for program in "$@"; do
    case $program in
    *.sh) sh "$program" >"$log" 2>&1 </dev/null; status=$? ;;
    *) "$program" >"$log" 2>&1 </dev/null; status=$? ;;
    esac
    good=$(sed -n 's/^\[  PASSED  \] \([0-9]*\) test.*/\1/p' "$log" | awk '{n += $1} END {print n + 0}')
    bad=$(sed -n 's/^\[  FAILED  \] \([0-9]*\) test.*/\1/p' "$log" | awk '{n += $1} END {print n + 0}')
    case $program in
    *.sh) if [ $status -eq 0 ]; then good=1; else good=0; bad=1; fi ;;
    esac
    # one that crashed, or ran nothing, has failed whatever it counted
    if { [ $status -ne 0 ] && [ "$bad" -eq 0 ]; } || { [ "$good" -eq 0 ] && [ "$bad" -eq 0 ]; }; then bad=1; fi
    if [ "$bad" -gt 0 ]; then
        echo "FAILED $program (status $status)"
        tail -n 60 "$log"
    else
        echo "ok     $program ($good)"
    fi
    passed=$((passed + good))
    failed=$((failed + bad))
done
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
