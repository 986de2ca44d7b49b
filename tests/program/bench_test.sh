#!/bin/sh
# gatescope bench: each part measures and tells something that can be true; another library is asked and its
# answers stand beside; one that is not there is told and does no harm.
set -u
gatescope=${GATESCOPE:-build/gatescope}
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
failed=0

fail() {
    echo "$*"
    failed=1
}
# the numbers of a key, one a line
numbers() { grep -o "\"$1\": [-0-9.]*" "$folder/said" | sed 's/.*: //'; }
# all PART KEY COUNT LOW HIGH: so many numbers, all within the bounds
all() {
    numbers "$2" | awk -v want="$3" -v low="$4" -v high="$5" \
        '{ n++; if ($1 < low || $1 > high) bad++ } END { exit !(n == want && !bad) }' ||
        fail "$1: $2: expected $3 numbers within $4 and $5, found $(numbers "$2" | tr '\n' ' ')"
}

cat >"$folder/peer" <<'END'
#!/bin/sh
echo "Somebody 1.0"
while read -r what rest; do
    case $what in step) echo 42 ;; *) echo 0 ;; esac
done
END
chmod +x "$folder/peer"
"$gatescope" bench --only steps --rounds 1 --json --peer "$folder/peer" >"$folder/said" || fail "steps: status $?"
grep -q '"peer": "Somebody 1.0"' "$folder/said" || fail "the peer's name: $(head -c 100 "$folder/said")"
all steps own 12 1 1e9
all steps roof 12 1 1e9
grep -o '"peer": 42.0' "$folder/said" | wc -l | grep -qx ' *12' || fail "the peer's answers"
awk -F'[:,}]' '/"lstm"/ { if ($8 + 0 <= last) bad = 1; last = $8 + 0 } END { exit bad }' "$folder/said" ||
    fail "a larger cell took no longer: $(cat "$folder/said")"

printf '#!/bin/sh\nexit 1\n' >"$folder/none"
chmod +x "$folder/none"
for none in "$folder/none" "$folder/not-there"; do
    "$gatescope" bench --only program --rounds 1 --json --peer "$none" >"$folder/said" 2>"$folder/errors" ||
        fail "$none: status $?"
    grep -q "does not answer" "$folder/errors" || fail "$none: $(cat "$folder/errors")"
done
all program start_ms 1 1 1e5
all program idle_percent 1 0 50
all program own_mib 1 1 500
[ "$(numbers floor_ms | cut -d. -f1)" -lt "$(numbers start_ms | cut -d. -f1)" ] || fail "a start takes no time"

# frames while three cells learn: two dozen at least of each sort, all cells learn, frames keep coming
"$gatescope" bench --only race --rounds 1 --json >"$folder/said" || fail "race: status $?"
all race count 4 24 1000
all race lstm 1 1 1e9
all race rnn 1 1 1e9
pace=$(grep -o '"pace": {"count": [0-9]*, "median": [0-9]*' "$folder/said" | sed 's/.* //')
[ "${pace:-1000}" -le 40 ] || fail "a frame came only every $pace ms while it learnt"
"$gatescope" bench --only cakes >/dev/null 2>&1
[ $? -eq 2 ] || fail "--only cakes: expected status 2"
exit $failed
