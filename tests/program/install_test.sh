#!/bin/sh
# make install puts everything in its place, and from there it runs and finds its lessons; the desktop's
# own tools accept what they are given; shells complete; the tarball is the same twice; make uninstall
# leaves nothing behind.
set -u
cd "$(dirname "$0")/../.." || exit 1
built=$(dirname "${GATESCOPE:-build/gatescope}")
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
root=$folder/root usr=$folder/root/usr/local id=org.gatescope.Gatescope
failed=0

fail() {
    echo "$*"
    failed=1
}
quietly() {
    "$@" >"$folder/said" 2>&1 || fail "$*: status $?: $(tail -n 20 "$folder/said")"
}
# same WHAT EXPECTED FOUND
same() {
    [ "$2" = "$3" ] || fail "$1: expected \"$2\", found \"$3\""
}

umask 077 # one who keeps what is his to himself installs for all
quietly make BUILD="$built" PREFIX=/usr/local DESTDIR="$root" install
umask 022
[ $failed -eq 0 ] || exit 1

# ---- it runs from there ----
unset GATESCOPE_LESSONS
there=$usr/bin/gatescope
for lesson in $(cd lessons && find . -type f ! -name README.md); do
    cmp -s "lessons/$lesson" "$usr/share/gatescope/lessons/$lesson" || fail "$lesson is not installed"
done
same "the lessons" "$(GATESCOPE_LESSONS=lessons "$built/gatescope" list | sed 's,.*/,,')" \
    "$(cd / && "$there" list | sed 's,.*/,,')"
(cd / && env -u DISPLAY -u WAYLAND_DISPLAY "$there" render --home -o "$folder/home.png") || fail "no home screen"
(cd / && "$there" list) | grep -q . || fail "it lists nothing"
same "--version" "gatescope $(sed -n '1s/.*(\(.*\)).*/\1/p' assets/packaging/debian/changelog)" "$("$there" --version)"
same "the module for Python" "__version__ = \"$("$there" --version | sed 's/.* //')\"" \
    "$(grep '^__version__' "$usr/share/gatescope/python/gatescope.py")"
head -n 1 "$usr/share/man/man1/gatescope.1" | grep -q '^\.TH GATESCOPE 1' || fail "the manual is none"
for size in 16 22 24 32 48 64 128 256 512; do
    same "the icon" "${size}x$size" \
        "$(identify -format '%wx%h' "$usr/share/icons/hicolor/${size}x$size/apps/$id.png" 2>&1)"
done
for file in $(find "$root" -type f); do
    case $file in */bin/*) mode=755 ;; *) mode=644 ;; esac
    same "$file" $mode "$(stat -c %a "$file")"
done
for below in $(find "$usr" -mindepth 1 -type d); do
    same "$below" 755 "$(stat -c %a "$below")"
done

# ---- what there is to read leads from one to another ----
cd "$usr/share/doc/gatescope" || exit 1
for file in $(find . -name '*.md'); do
    for to in $(grep -o '](\([^)#]*\)' "$file" | sed 's/^](//' | grep -v '^https\{0,1\}:'); do
        [ -e "$(dirname "$file")/$to" ] || fail "$file is installed and leads to $to, which is not"
    done
done
[ -e docs/using.md ] || fail "there is nothing to read"
cd - >/dev/null || exit 1

# ---- the desktop takes it ----
quietly desktop-file-validate "$usr/share/applications/$id.desktop"
grep -q . "$folder/said" && fail "$(cat "$folder/said")"
quietly appstreamcli validate --no-net --strict "$usr/share/metainfo/$id.metainfo.xml"
mkdir "$folder/mime" && cp -r "$usr/share/mime/packages" "$folder/mime"
quietly env XDG_DATA_DIRS="$folder" update-mime-database "$folder/mime"
same "the lessons' type" "60:application/x-gatescope-lesson+json:*.gatescope.json" \
    "$(grep gatescope "$folder/mime/globs2")" # and no other name: plain .json stays JSON
grep -q '^MimeType=application/x-gatescope-lesson+json;$' "$usr/share/applications/$id.desktop" ||
    fail "the entry does not open lessons"
grep -rl '@[A-Z]*@' "$usr/share/applications" "$usr/share/metainfo" "$usr/share/mime/packages" &&
    fail "a name was not filled in"

# ---- shells complete ----
complete_bash() { # LINE... : what bash offers for its last word
    bash -c 'compopt() { :; }; . "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _gatescope; printf "%s\n" "${COMPREPLY[@]}"' \
        "$usr/share/bash-completion/completions/gatescope" "$@" | LC_ALL=C sort | tr '\n' ' '
}
touch "$folder/a.json" "$folder/b.png"
same "bash: a command" "render " "$(complete_bash gatescope ren)"
same "bash: options" "--theme " "$(complete_bash gatescope render --th)"
same "bash: choices" "contrast dark light " "$(complete_bash gatescope render --theme '')"
same "bash: lessons" "$folder/a.json " "$(complete_bash gatescope check "$folder/a")"
same "bash: no other file" " " "$(complete_bash gatescope check "$folder/b")"
same "bash: files" "$folder/b.png " "$(complete_bash gatescope render -o "$folder/b")"
same "bash: a free value" " " "$(complete_bash gatescope render --beat '')"
complete_fish() {
    HOME=$folder fish -c 'source $argv[1]; complete -C $argv[2]' "$usr/share/fish/vendor_completions.d/gatescope.fish" "$1" |
        cut -f 1 | LC_ALL=C sort | tr '\n' ' '
}
same "fish: a command" "render " "$(complete_fish 'gatescope rend')"
same "fish: options" "--theme " "$(complete_fish 'gatescope render --th')"
same "fish: choices" "contrast dark light " "$(complete_fish 'gatescope render --theme ')"
quietly zsh -n "$usr/share/zsh/site-functions/_gatescope"
cat >"$folder/zsh" <<'END'
# What _gatescope hands to zsh's own functions, with stand-ins for those.
words=("${@[2,-1]}") CURRENT=$(($# - 1)) script=$1
_arguments() { print -l -- "$@"; }
_describe() { print -l -- "${(P@)2}"; }
source $script
END
zsh -f "$folder/zsh" "$usr/share/zsh/site-functions/_gatescope" gatescope render '' >"$folder/said" 2>&1
grep -q '^--theme\[.*\]:value:(dark light contrast)$' "$folder/said" || fail "zsh: $(cat "$folder/said")"
zsh -f "$folder/zsh" "$usr/share/zsh/site-functions/_gatescope" gatescope ren >"$folder/said" 2>&1
grep -q '^render:' "$folder/said" || fail "zsh: $(cat "$folder/said")"
"$there" --completion csh >/dev/null 2>"$folder/said"
same "--completion csh" 2 $?
"$there" --icon 7 "$folder/x.png" >/dev/null 2>&1
same "--icon 7" 2 $?

# ---- and goes ----
quietly make BUILD="$built" PREFIX=/usr/local DESTDIR="$root" uninstall
same "left behind" "" "$(find "$root" -type f)"

# ---- the tarball ----
if git rev-parse HEAD >/dev/null 2>&1; then
    quietly make BUILD="$folder/one" dist
    sleep 1 # a time of making would differ
    quietly make BUILD="$folder/two" dist
    cmp "$folder"/one/*.tar.gz "$folder"/two/*.tar.gz || fail "two tarballs of one commit differ"
    tar -tzf "$folder"/one/*.tar.gz | grep -q '/lessons/tracks.json$' || fail "the tarball lacks lessons"
fi
exit $failed
