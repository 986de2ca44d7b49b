#!/bin/sh
# reproducible.sh: builds the tree as it is in two folders whose names differ in length, in two languages, time zones,
# umasks and years, and compares what came out: program, manual and every file that is installed. `make reproducible`.
set -u
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT

copy() { # FOLDER : the files that git knows, as they are here
    mkdir -p "$1" && git ls-files -z | tar -c --null -T - | tar -x -C "$1"
}
build() { # FOLDER : into its root, for an installation
    make -C "$1" --no-print-directory -j2 program >"$1.log" 2>&1 &&
        make -C "$1" --no-print-directory PREFIX=/usr DESTDIR="$1/root" install >>"$1.log" 2>&1 || {
        tail -n 20 "$1.log"
        exit 1
    }
}

one=$folder/one two=$folder/another/one/that/is/longer
export CCACHE_DISABLE=1
copy "$one"
copy "$two"
(umask 022 && LC_ALL=C TZ=UTC build "$one") || exit 1
find "$two" -exec touch -d 2001-02-03 {} +
(umask 077 && LC_ALL=C.UTF-8 TZ=Asia/Shanghai build "$two") || exit 1
status=0
for file in gatescope gatescope.1; do
    cmp "$one/build/$file" "$two/build/$file" || status=1
done
diff -r "$one/root" "$two/root" || status=1
[ $status -eq 0 ] && echo "the same bytes: $(find "$one/root" -type f | wc -l) files"
exit $status
