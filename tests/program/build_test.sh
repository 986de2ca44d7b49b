#!/bin/sh
# What make builds is hardened as far as the compiler can, tells nothing of the folder that it was built in, and what is
# missing for the tests of one room is named. (make reproducible compares two builds.)
set -u
gatescope=${GATESCOPE:-build/gatescope}
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
failed=0

fail() {
    printf '%s\n' "$*"
    failed=1
}
# has WHAT PATTERN COMMAND... : the command's output has a line of the pattern
has() {
    what=$1 pattern=$2
    shift 2
    "$@" 2>&1 | grep -Eq "$pattern" || fail "$gatescope: $what"
}

command -v readelf >/dev/null && command -v objdump >/dev/null || { echo "binutils are missing"; exit 1; }
has "no position-independent program" 'Type: *DYN' readelf -hW "$gatescope"
has "its tables can be written (RELRO)" 'GNU_RELRO' readelf -lW "$gatescope"
has "names are looked up late" 'FLAGS_1.*NOW' readelf -dW "$gatescope"
has "no stack protector" '__stack_chk_fail' readelf -sW --dyn-syms "$gatescope"
has "no checked functions (FORTIFY)" '__[a-z]+_chk' readelf -sW --dyn-syms "$gatescope"
has "the stack can be run" 'GNU_STACK.* RW ' readelf -lW "$gatescope"
readelf -dW "$gatescope" | grep -Eq 'RPATH|RUNPATH|TEXTREL' && fail "$gatescope looks for libraries by a path, or has text that is written"
case $(uname -m) in
x86_64) has "jumps may go anywhere (CET)" endbr64 objdump -d --no-show-raw-insn "$gatescope" ;;
esac
grep -aFq "$PWD" "$gatescope" && fail "$gatescope tells that it was built in $PWD"

# without cmocka: what is to be installed is said, with and without apt
mkdir "$folder/bin"
for tool in sh make cc gcc uname sed find date git printf mkdir cmp cat test expr env sudo id; do
    path=$(command -v $tool) && [ -x "$path" ] && ln -sf "$path" "$folder/bin/$tool"
done
printf '#!/bin/sh\nexit 1\n' >"$folder/bin/pkg-config"
chmod +x "$folder/bin/pkg-config"
PATH=$folder/bin make BUILD="$folder/build" test-engine >"$folder/said" 2>&1 && fail "make test-engine without cmocka is no failure"
grep -q 'libcmocka-dev' "$folder/said" && grep -q 'no apt-get here' "$folder/said" || fail "without apt: $(tail -n 3 "$folder/said")"
printf '#!/bin/sh\necho "apt-get $*"\nexit 1\n' >"$folder/bin/apt-get"
chmod +x "$folder/bin/apt-get"
printf '#!/bin/sh\n"$@"\n' >"$folder/bin/sudo.sh"
ln -sf "$folder/bin/sudo.sh" "$folder/bin/sudo"
chmod +x "$folder/bin/sudo.sh"
sed -i 's/^exit 1/[ "$1" = update ]/' "$folder/bin/apt-get"
PATH=$folder/bin make BUILD="$folder/build" test-engine >"$folder/said" 2>&1
grep -q 'apt-get install .*libcmocka-dev' "$folder/said" || fail "with apt: $(tail -n 3 "$folder/said")"
exit $failed
