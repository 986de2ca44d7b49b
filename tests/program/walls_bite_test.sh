#!/bin/sh
# walls_bite_test.sh: walls_test.sh finds what it is there for. A small house that keeps to the plan is left in peace;
# then it is broken in one way after another, and each has to be found.
cd "$(dirname "$0")/../.." || exit 1
walls=tests/program/walls_test.sh
house=$(mktemp -d) || exit 1
trap 'rm -rf "$house"' EXIT
status=0

# put FILE: a file of the house, with what stands on standard input
put() {
    mkdir -p "$house/src/$(dirname "$1")"
    cat > "$house/src/$1"
}
# lines FILE NUMBER: so many lines more, which say nothing
lines() {
    awk -v n="$2" 'BEGIN { for (k = 0; k < n; k++) print "/* */" }' >> "$house/src/$1"
}

build() {
    rm -rf "$house/src"
    put base/error.h <<'C'
/* error.h */
#include <stdio.h>
int error_set(int error);
C
    put base/error.c <<'C'
#include "base/error.h"
int error_set(int error) {
C
    put lesson/lesson.h <<'C'
#include "base/error.h"
C
    put lesson/run/run.h <<'C'
#include "lesson/lesson.h"
C
    put lesson/condition/tree.h <<'C'
/* tree.h: nodes. Private to this
 * folder. */
#include "lesson/run/run.h"
C
    put lesson/condition/condition.c <<'C'
#include "lesson/condition/tree.h"
C
    put scene/scene.h <<'C'
#include "scene/home/home.h"
C
    put scene/home/home.h <<'C'
#include "scene/stage/portrait.h"
C
    put scene/home/page.h <<'C'
#include "scene/paint/paint.h"
C
    put scene/home/home.c <<'C'
#include "scene/home/home.h"
#include "scene/home/page.h"
C
    put scene/stage/portrait.h <<'C'
C
    put scene/stage/lane_lstm.c <<'C'
static int kind = CELL_LSTM;
C
    put scene/stage/stage.h <<'C'
C
    put scene/paint/paint.h <<'C'
C
    put files/data/trace.c <<'C'
#include <cJSON.h>
#include "lesson/lesson.h"
C
    put session/session.c <<'C'
static void advance(Session *session) {
    session->version++;
C
    lines scene/scene.h 200
}

# found WHAT: the house as it is now is refused, with these words
found() {
    tried=$((tried + 1))
    said=$(sh $walls "$house") && echo "not refused: $1" && status=1
    case $said in
    *"$1"*) ;;
    *)
        echo "not said: $1, but:"
        echo "$said"
        status=1
        ;;
    esac
    build
}

tried=0
build
if ! said=$(sh $walls "$house"); then
    echo "a house that keeps to the plan is refused:"
    echo "$said"
    exit 1
fi

# ---- rooms and libraries ----
echo '#include "session/session.h"' | put files/data/trace.c
found 'src/files/data/trace.c:1: the wall of files is broken: "session/session.h"'
echo '#include "scene/scene.h"' | put session/words/phrase.c
found 'the wall of session is broken'
echo '#include <SDL.h>' | put scene/paint/paint.c
found 'src/scene/paint/paint.c:1: scene knows nothing of <SDL.h>'

# ---- rooms within rooms ----
echo '#include "scene/stage/stage.h"' | put scene/home/card.c
found 'scene/home may not include "scene/stage/stage.h"'
echo '#include "lesson/run/run.h"' | put lesson/reading/digits.c
found 'lesson/reading may not include "lesson/run/run.h"'
echo '#include "commands/table.h"' | put commands/line/words.c
found 'commands/line may not include "commands/table.h"'
echo '' | put scene/attic/attic.c
found 'src/scene/attic: this sub-room is not in the plan'
echo '' | put scene/home/cellar/cellar.c
found 'src/scene/home/cellar: rooms within rooms are two deep'

# ---- private headers ----
echo '#include "scene/home/page.h"' | put scene/layout.c
found 'src/scene/layout.c:1: "scene/home/page.h" is private to src/scene/home'
echo '#include "lesson/condition/tree.h"' | put lesson/check/check.c
found '"lesson/condition/tree.h" is private to src/lesson/condition'
printf '/* clock.h: Private to src/session. */\n' | put session/clock.h
echo '#include "session/clock.h"' | put session/kinds/digits.c
sh $walls "$house" >/dev/null || { echo "what is private to a room is refused in it"; status=1; }
echo '#include "session/clock.h"' | put scene/layout.c
found '"session/clock.h" is private to src/session'

# ---- headers that speak for another room ----
printf '/* run.h */\nint run_new(int steps);\nint error_set(int error);\n' | put lesson/run/run.h
found 'src/lesson/run/run.h: declares error_set(), which is in another room: src/base/error.c'

# ---- circles ----
for k in 1 2 3 4 5 6; do
    echo "#include \"base/ring$((k % 6 + 1)).h\"" | put base/ring$k.h
done
found 'a circle of 6 files, 5 at most:'
for k in 1 2 3 4 5; do
    echo "#include \"base/ring$((k % 5 + 1)).h\"" | put base/ring$k.h
done
sh $walls "$house" >/dev/null || { echo "a circle of 5 is refused"; status=1; }
build
# A file is both of its halves: a.h -> b.h, and b.c -> a.h.
echo '#include "commands/bench/measure.h"' | put commands/window/pace.c
echo '#include "commands/window/pace.h"' | put commands/bench/measure.c
echo '' | put commands/bench/measure.h
found 'a circle that leaves its folder:'
# A header that speaks for all files of its folder hides no circle of what they call.
for k in 1 2 3 4 5 6; do
    echo "void ring$k(void);" >> "$house/src/base/error.h"
    printf '#include "base/error.h"\nvoid ring%d(void) {\n    ring%d();\n}\n' $k $((k % 6 + 1)) | put base/round$k.c
done
found 'a circle of 6 files, 5 at most: base/round'
echo '#include "lesson/run/run.h"' | put lesson/edit.c
found 'src/lesson and src/lesson/run include each other'

# ---- the largest sub-room ----
lines scene/stage/stage.h 60
found 'of scene'"'"'s lines, less than 15 % is the rule'

# ---- ratchets ----
awk 'BEGIN { for (k = 0; k < 400; k++) print "int kind = CELL_GRU;" }' | put files/kinds.c
found ': kinds of cells by name'
awk 'BEGIN { for (k = 0; k < 100; k++) print "if (session_kind(session) == SESSION_TEXT)" }' | put ui/keys.c
found ': questions which screen it is'
echo '    stand->session->view.theme = 1;' | put ui/window/window.c
found ': writes to a session'
echo '    session->version++;' | put ui/window/window.c
found ': writes to a session'
# each in a way of its own
for line in 'FILE *out = fopen(path, "wb");' 'FILE *out = fopen(path, mode);' 'FILE *out = fopen(path, "r+");' \
    'int out = open(path, O_WRONLY | O_CREAT, 0666);' 'rename(from, path);' 'SDL_RWFromFile(path, "w");'; do
    echo "$line" | put ui/window/window.c
    found ': files opened for writing'
done

echo '#include "session/session.h"' | put scene/paint/paint.h
found ': parts of scene that could change'

# ---- what base has ----
echo '    char *more = realloc(text, size);' | put lesson/edit.c
found ': arrays that grow by themselves'
echo '    if (((unsigned char)text[at] & 0xc0) == 0x80)' | put lesson/edit.c
found ': bytes of UTF-8'

# ---- words ----
echo '    const int place = 3;' | put lesson/edit.c
found ': variables called place'
echo '    bool last, rest;' | put lesson/edit.c
found ': flags called rest'

echo "broken in $tried ways"
exit $status
