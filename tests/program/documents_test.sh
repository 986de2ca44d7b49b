#!/bin/sh
# documents_test.sh: what the documents say is so. Every link leads somewhere, every path and every target of make that
# they name is there, every command line in them is understood, and those that need no window are run. The README is
# short, the top level is tidy, docs/house.md has every folder of src, and the licence is one.
#
# In CONTRIBUTING.md, capitals in a path stand for a name to choose (src/engine/kinds/KIND.c): something like it must be
# there already.
set -u
gatescope=$(realpath "${GATESCOPE:-build/gatescope}")
cd "$(dirname "$0")/../.." || exit 1
root=$(pwd)
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
DOCUMENTS="README.md CONTRIBUTING.md CHANGELOG.md lessons/README.md assets/mnist/README.md $(echo docs/*.md)"
failed=0

fail() {
    echo "$*"
    failed=1
}

# ---- what stands in code ----

# code FILE: a line each, "span TEXT" for what stands between backticks, "line TEXT" for a line of a block.
code() {
    awk '
        function spans(text,    count, part, k) {
            count = split(text, part, "`")
            for (k = 2; k < count; k += 2) print "span " part[k]
        }
        /^ *```/ { spans(text); text = ""; fenced = !fenced; next }
        fenced { print "line " $0; next }
        /^    / && (blank || block) { print "line " substr($0, 5); block = 1; next }
        /^$/ { spans(text); text = ""; blank = 1; next }
        { blank = block = 0; text = (/^\|/ || text ~ /\|$/) ? text " ` ` " $0 : text " " $0 }
        /^\|/ { spans(text); text = "" }
        END { spans(text) }' "$1"
}

# slugs FILE: what its headings are called in links.
slugs() {
    awk '/^```/ { fenced = !fenced } !fenced && /^#+ / { sub(/^#+ /, ""); print tolower($0) }' "$1" |
        sed 's/[^a-z0-9 _-]//g; s/ /-/g'
}

# ---- links ----

links() { # FILE: the targets of its links
    awk '/^```/ { fenced = !fenced } !fenced' "$1" | grep -o '](\([^)]*\))' | sed 's/^](//; s/)$//'
}
check_link() { # FILE TARGET
    case $2 in http://* | https://*) return ;; esac
    to=${2%%#*} anchor=
    case $2 in *'#'*) anchor=${2#*#} ;; esac
    to=${to:+$(dirname "$1")/$to}
    to=${to:-$1}
    [ -e "$to" ] || { fail "$1: the link $2 leads nowhere"; return; }
    [ -z "$anchor" ] || slugs "$to" | grep -qx -e "$anchor" || fail "$1: $2: there is no such heading"
}

# ---- paths and targets ----

check_path() { # FILE PATH
    pattern=$(printf '%s' "$2" | sed 's/[A-Z][A-Z_]*/*/g')
    case $2 in *README* | *LICENSE* | *CHANGELOG* | *CONTRIBUTING*) pattern=$2 ;; esac
    # shellcheck disable=SC2086 # it is a pattern
    ls -d $pattern >/dev/null 2>&1 || fail "$1: there is no $2"
}
check_name() { # FILE NAME : a file of the sources, without its folder
    [ -n "$(find src tests assets -name "$2" -print -quit)" ] || fail "$1: no file is called $2"
}
make -qp 2>/dev/null | sed -n 's/^\([a-z][a-z-]*\):.*/\1/p' | sort -u >"$folder/targets"
check_targets() { # FILE WORDS... : of a command line that begins with make
    where=$1
    shift 2
    for word; do
        case $word in
        '#' | '>' | '&&' | '|') return ;;
        *=* | -*) ;;
        build/tests/*) [ -e "${word#build/}.c" ] || fail "$where: make $word: there is no ${word#build/}.c" ;;
        test-* | room-*) [ -d "src/${word#*-}" ] || grep -qx -e "$word" "$folder/targets" ||
            fail "$where: make $word: there is no such room" ;;
        *) grep -qx -e "$word" "$folder/targets" || fail "$where: make has no target $word" ;;
        esac
    done
}

# ---- commands ----

# Every option is one of its command's, and has its value: with --help behind them nothing else is looked at.
check_command() { # FILE LINE
    line=$(printf '%s' "$2" | sed 's/ [>#].*//; s/[][]//g; s/\.\.\.//g')
    # shellcheck disable=SC2086 # words of a command line
    set -- "$1" $line
    where=$1
    shift 2
    case "${1:-}" in '' | help) return ;; esac
    (cd "$folder/run" && set -f && "$gatescope" "$@" --help >/dev/null 2>"$folder/said") ||
        fail "$where: gatescope $*: $(head -n 1 "$folder/said")"
}
{
    "$gatescope" --help
    for name in $("$gatescope" --help | sed -n 's/^  gatescope \([a-gi-z][a-z]*\) .*/\1/p'); do "$gatescope" "$name" --help; done
    echo " --help --cells"
} | grep -o -e '--[a-z-]*' | sort -u >"$folder/options"
check_option() { # FILE OPTION
    grep -qx -e "$2" "$folder/options" || fail "$1: no command has the option $2"
}

# What lies in the folder where the examples are run.
mkdir -p "$folder/run/results"
cp -r lessons "$folder/run"
cp lessons/13-forget-gate.json "$folder/run/forget-gate.json"
cp lessons/digits-lstm.safetensors "$folder/run/net.safetensors"
cp tests/reference/keras.npz "$folder/run/net.npz"
cp assets/text/sbcl.txt "$folder/run/novel.txt"
cp tests/models/torch/lstm-6-16-2-both.pt "$folder/run/model.pt"
cp tests/models/torch/lstm-6-16-2-both.pt "$folder/run/model.onnx" # a file is told by its first bytes
awk 'BEGIN { print "speaker,energy,pitch,a,b,c,d"; for (t = 0; t < 20; t++) print t % 2 ",1,2,3,4,5," t }' \
    | sed 's/^0/ada/; s/^1/bob/' >"$folder/run/data.csv"
mkdir -p "$folder/state/gatescope"
cat >"$folder/state/gatescope/state.json" <<'END'
{ "format": 1, "lessons": { "my-latch": { "version": "0123456789abcdef", "seconds": 60, "last": 1795100000,
  "beats": [{ "visited": true }] } } }
END
(cd "$folder/run" && "$gatescope" new my-latch.json >/dev/null) || fail "no lesson to try with"

# Runs a line of a block, shortened where it trains or films; what opens a window is left out.
run_line() { # FILE LINE
    line=$(printf '%s' "$2" | sed 's/  .*//; s/ #.*//')
    case $line in
    "gatescope new "*) rm -f "$folder/run/$(echo "$line" | cut -d' ' -f3)" ;;
    "gatescope train "*--resume*) return ;; # of a training that was stopped
    "gatescope train "*) line=$(echo "$line" | sed 's/ --epochs [0-9]*/ --epochs 1/') ;;
    "gatescope render "*.gif) line="$line --seconds 1 --size 320x200" ;;
    "gatescope progress --export "*) line="$line && cp ada.json results" ;;
    *" -o "* | *" --describe"* | "gatescope check "* | "gatescope trace "* | "gatescope describe "* | \
        "gatescope progress "* | "gatescope list"*) ;;
    *) return ;;
    esac
    (cd "$folder/run" && export DISPLAY='' WAYLAND_DISPLAY='' XDG_STATE_HOME="$folder/state" GATESCOPE_LESSONS="$root/lessons" &&
        gatescope() { "$gatescope" "$@"; } && eval "$line") >"$folder/said" 2>&1 ||
        fail "$1: $line: $(tail -n 3 "$folder/said")"
}

# ---- each document ----

for file in $DOCUMENTS; do
    [ -e "$file" ] || { fail "there is no $file"; continue; }
    links "$file" >"$folder/links"
    while read -r target; do check_link "$file" "$target"; done <"$folder/links"
    code "$file" >"$folder/code"
    while read -r kind text; do
        first=${text%% *}
        # shellcheck disable=SC2086 # words of a command line
        case $text in
        make | "make "*) set -f && check_targets "$file" $text && set +f ;;
        gatescope | "gatescope "*)
            check_command "$file" "$text"
            [ "$kind" = span ] || run_line "$file" "$text" ;;
        --[a-z]*) check_option "$file" "${first%%=*}" ;;
        *' '* | */* | *'*'*) ;;
        *.c | *.h | *.mk | *.sh | *.awk | *.po) check_name "$file" "$text" ;;
        esac
        set -f
        for word in $text; do
            case $word in
            src/* | tests/* | assets/* | docs/* | lessons/*.*)
                set +f
                check_path "$file" "$word"
                set -f ;;
            esac
        done
        set +f
    done <"$folder/code"
done

# Examples in Python are Python; with PyTorch here, its state goes there and back.
if command -v python3 >/dev/null; then
    python3 - docs/models.md <<'END' || fail "docs/models.md: an example is no Python"
import ast, re, sys
blocks = re.findall(r"```python\n(.*?)```", open(sys.argv[1]).read(), re.S)
assert len(blocks) >= 3
for block in blocks:
    ast.parse(block)
END
fi

# ---- the whole ----

[ "$(wc -l <README.md)" -le 100 ] || fail "README.md has more than 100 lines"
for name in $("$gatescope" --help | sed -n 's/^  gatescope \([a-z]*\) .*/\1/p'); do
    [ "$name" = help ] ||
        grep -q "^| \`gatescope $name" README.md || fail "README.md does not list gatescope $name"
done
count=$(find lessons -name '[0-9]*.json' | wc -l)
grep -q " $count short lessons" README.md || fail "README.md does not say that there are $count lessons"
for lesson in lessons/[0-9]*.json; do
    name=$(basename "$lesson" .json)
    [ "$(grep -c "^| \`$name\` " docs/lessons.md)" = 1 ] || fail "docs/lessons.md does not list $name"
done
find src -mindepth 1 -type d | sed 's,^src/,,' | while read -r room; do
    grep -q -e "\`$room/\`" -e "\`src/$room/\`" docs/house.md || echo "$room"
done >"$folder/rooms"
[ -s "$folder/rooms" ] && fail "docs/house.md does not have these rooms: $(tr '\n' ' ' <"$folder/rooms")"

# What docs/house.md says each room may use is what the walls let it use.
sed -n 's/^subroom *\([a-z/.]*\) *\(.*\)/\1 \2/p' tests/program/walls_test.sh >"$folder/plan"
while read -r room uses; do
    [ -d "src/${room%/.}" ] || continue # to come
    case $room in */.) room=src/${room%.} ;; *) room=$room/ ;; esac
    uses=$(echo "$uses" | sed "s/ *$//; s/  */, /g; s/^\*$/everything in it/; s/^\.\(,\|$\)/the room's own\1/")
    grep -q "^| \`$room\` |.* | *$uses |$" docs/house.md || fail "docs/house.md: $room may use: $uses"
done <"$folder/plan"

# The top level, as agreed: these, and names that begin with a dot.
if git rev-parse HEAD >/dev/null 2>&1; then git ls-files; else ls; fi | cut -d/ -f1 | sort -u |
    grep -vx -e '\..*' -e src -e assets -e lessons -e tests -e docs -e Makefile -e README.md -e LICENSE -e CHANGELOG.md \
        -e CONTRIBUTING.md -e build >"$folder/top"
[ -s "$folder/top" ] && fail "the top level has more than was agreed: $(tr '\n' ' ' <"$folder/top")"

# One licence, word for word.
sed 1,4d LICENSE >"$folder/license"
sed -n '/^License: Expat$/,/^$/p' assets/packaging/debian/copyright | sed -n '/^ Permission/,$p' |
    sed 's/^ //; s/^\.$//; ${/^$/d}' >"$folder/copyright"
cmp -s "$folder/license" "$folder/copyright" || fail "debian/copyright and LICENSE differ"
grep -q '<project_license>MIT<' assets/packaging/desktop/metainfo.xml.in || fail "the desktop is told of another licence"
grep -q 'the Gatescope authors' LICENSE || fail "LICENSE does not say whose it is"
exit $failed
