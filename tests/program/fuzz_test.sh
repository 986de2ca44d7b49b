#!/bin/sh
# fuzz_test.sh [TARGET...]: the fuzzing targets (tests/fuzz), two at a time, from their seeds, for FUZZ_SECONDS each (3).
# FUZZ is the folder of their programs (make fuzz-programs). One line a target: how many inputs were tried, and how
# many places of the code (edges) they reached. What is at fault is kept in $FUZZ/faults.
cd "$(dirname "$0")/../.." || exit 1
FUZZ=${FUZZ:-build/clang/fuzz}
FUZZ_SECONDS=${FUZZ_SECONDS:-3}
[ $# -gt 0 ] || set -- $(ls tests/fuzz/*.c | sed 's|.*/||; s|\.c$||')
mkdir -p "$FUZZ/faults" "$FUZZ/logs"
export FUZZ FUZZ_SECONDS

# one target; seeds that the repository has anyway are not kept twice
cat >"$FUZZ/one.sh" <<'END'
target=$1
log=$FUZZ/logs/$target
found=$FUZZ/found/$target
seeds=
mkdir -p "$found"
[ -d "tests/fuzz/seeds/$target" ] && seeds="tests/fuzz/seeds/$target"
[ "$target" = lesson ] && seeds="$seeds tests/samples"
dictionary=
[ -f "tests/fuzz/$target.dict" ] && dictionary=-dict=tests/fuzz/$target.dict
"$FUZZ/$target" -max_total_time="$FUZZ_SECONDS" -timeout=20 -rss_limit_mb=2048 -max_len=20000 -print_final_stats=1 \
    -artifact_prefix="$FUZZ/faults/$target-" $dictionary "$found" $seeds >"$log" 2>&1
status=$?
runs=$(sed -n 's/^stat::number_of_executed_units: //p' "$log")
edges=$(grep -o 'cov: [0-9]*' "$log" | tail -n 1)
echo "$target: ${runs:-0} inputs, $edges"
if [ $status -ne 0 ] || [ "${runs:-0}" -eq 0 ]; then
    tail -n 40 "$log"
    exit 1
fi
END
printf '%s\n' "$@" | xargs -n 1 -P 2 sh "$FUZZ/one.sh"
