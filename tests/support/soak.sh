#!/bin/sh
# soak.sh TEST... : runs them as run.sh does, RUNS times, beside LOADS busy loops. Ends with 1 when one failed once.
set -u
busy= failed=0
trap 'kill $busy; wait' EXIT 2>/dev/null
for _ in $(seq "${LOADS:-3}"); do
    sh -c 'while :; do :; done' &
    busy="$busy $!"
done
for run in $(seq "${RUNS:-10}"); do
    sh "$(dirname "$0")/run.sh" "$@" >"${TMPDIR:-/tmp}/soak.$$" || failed=1
    grep -v '^ok ' "${TMPDIR:-/tmp}/soak.$$" | sed "s/^/run $run: /"
done
rm -f "${TMPDIR:-/tmp}/soak.$$"
exit $failed
