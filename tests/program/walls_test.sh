#!/bin/sh
# walls_test.sh: the plan of the house (docs/house.md), held: which room and which sub-room may include which, that
# private headers stay private, that no files go in a circle across rooms or in a large one, and some numbers that
# may only fall. `walls_test.sh FOLDER` looks at another tree (walls_bite_test.sh breaks one on purpose).
here=$(cd "$(dirname "$0")/../.." && pwd)
cd "${1:-$here}" || exit 1
status=0
plan=$(mktemp) || exit 1
trap 'rm -f "$plan"' EXIT

cat > "$plan" <<'PLAN'
# room FOLDER, the rooms that it may include besides its own | libraries besides C's and POSIX
room base      | stdatomic.h
room engine    base | cblas.h
room lesson    base engine
room files     base engine lesson | cJSON.h zlib.h zip.h
room session   base engine lesson | zlib.h
room scene     base engine lesson session | md4c.h fribidi.h
room ui        base engine lesson session scene | SDL.h SDL_ttf.h png.h gif_lib.h emscripten.h
room commands  base engine lesson files session scene ui | SDL.h

# subroom FOLDER, what it may include of its room: sub-rooms, single headers, "." (what lies in the room's own
# folder), "*" (all). A room's own folder holds what all its sub-rooms use, or the entry that uses all of them.

subroom engine/kernels
subroom engine/.           kernels
subroom engine/kinds       . kernels
subroom engine/training    . kernels

subroom lesson/.
subroom lesson/reading     .
subroom lesson/run         .
subroom lesson/condition   . run
subroom lesson/check       . run condition
subroom lesson/sandbox     . run condition
subroom lesson/practise    . run condition

subroom files/json
subroom files/tensors      json
subroom files/network      json tensors
subroom files/weights      json tensors network
subroom files/lesson       json weights tensors network inputs
subroom files/state        json
subroom files/export
subroom files/data         export
subroom files/inputs
subroom files/language

subroom session/.          words
subroom session/kinds      . words
subroom session/words

subroom scene/.            *
subroom scene/home         paint words display stage/portrait opening/puzzle
subroom scene/opening      paint words display
subroom scene/digits       paint words display timeline/transport
subroom scene/text         paint words display timeline/transport
subroom scene/training     paint words display
subroom scene/practise     paint words display
subroom scene/look         paint words display
subroom scene/sandbox      paint words display
subroom scene/lesson       paint words display
subroom scene/guided       paint words display flow strip
subroom scene/strip        paint words display flow
subroom scene/stage        paint words display
subroom scene/timeline     paint words display flow
subroom scene/flow         paint words display
subroom scene/tweaks       paint words display
subroom scene/inspect      paint words display
subroom scene/paint        words display
subroom scene/words
subroom scene/display

subroom ui/draw
subroom ui/film            draw
subroom ui/input
subroom ui/window          draw input

subroom commands/.         *
subroom commands/line
subroom commands/library   line
subroom commands/state     line library
subroom commands/models    line library
subroom commands/picture   line library state
subroom commands/train     line library
subroom commands/progress  line library state
subroom commands/lesson    line library state picture models
subroom commands/tools     line library state picture train models
subroom commands/bench     line library picture train
subroom commands/window    line library state tools bench/measure

circle 5        # files that may include each other in a circle
share scene 15  # percent of its lines that one sub-room may have, less than
PLAN

awk -v plan="$plan" -f "$here/tests/support/walls.awk" "$plan" $(find src -name '*.[ch]' -path 'src/*/*' ! -path 'src/web/*' | sort) || status=1

# ratchet WHAT LIMIT PATTERN OWN: the lines with the pattern outside of the files whose paths begin with OWN are so many,
# or fewer; where there are fewer, the limit is to be lowered here.
ratchet() {
    lines=$(grep -rnE "$3" src --include='*.[ch]' | grep -vE "^src/($4)")
    number=$(printf '%s\n' "$lines" | grep -c .)
    echo "$1: $number, and $2 at most"
    if [ "$number" -gt "$2" ]; then
        echo "$lines"
        echo "more than $2: $1"
        status=1
    fi
}

# Kinds of cells by name. They stand in engine/kinds, in their lanes, and in the questions that are asked about them.
ratchet 'kinds of cells by name outside their own files' 4 \
    'CELL_(LSTM|GRU|RNN)|\b(LSTM|GRU|RNN)_[A-Z]|"(lstm|gru|rnn)"' \
    'engine/kinds/|scene/stage/lane_(lstm|gru|rnn)\.c|scene/strip/strip_(lstm|gru|gru_reset|rnn)\.c|lesson/practise/(lstm|lstm_sums|lstm_tasks|gru|rnn)\.c'

# Which screen it is. A screen's own files know, and the tables that have a row a screen: of screens, of layers that
# take the keys, of tools; all others ask one of those.
screens='SESSION_(LESSON|SANDBOX|DIGITS|TEXT|TRAINING|OPENING|PRACTISE|LOOK)\b'
ratchet 'questions which screen it is outside of its own files' 0 \
    "session->(sandbox|digits|text|training|opening|practise)\b|\bsession_(sandbox|digits|text|training|opening|practise|look_into)\(|home\.open\b|([!=]=|case) *$screens" \
    'session/kinds/|scene/(home|sandbox|digits|text|training|opening|practise|look)/|scene/words/describe_(digits|text|training|opening|practise|look)|scene/screens\.c|ui/input/layer\.c|commands/(tools|train)/|commands/bench/race\.c'

# A session is told; nobody else writes to it.
ratchet 'writes to a session outside of src/session' 0 \
    '\bsession(->|\.)[A-Za-z_0-9.>-]*(\[[^]]*\][A-Za-z_0-9.>-]*)* *([-+*/|&]?=[^=]|\+\+|--)' \
    'session/'
# Drawing asks and never tells: scene reads a session's state, and its door is not even in sight.
ratchet 'parts of scene that could change a session' 0 '"session/(session|life)\.h"' '(base|engine|lesson|files|session|ui|commands)/|main\.c'

# What base has is not made again elsewhere: arrays that grow, and characters out of bytes. Masks and first bytes of
# UTF-8 are looked for; is_letter in lesson/check/rules.c compares characters, not bytes.
ratchet 'arrays that grow by themselves' 0 '\brealloc(array)?\(' 'base/array\.c'
ratchet 'bytes of UTF-8 looked at by hand' 0 '& *0x(c0|e0|f0|f8|3f|1f|80)\b|0x(c0|c2|e0|f0)\b.*\bunsigned char\b|\bunsigned char\b.*0x(c0|c2|e0|f0)\b' \
    'base/utf8\.c'

# One meaning a word (docs/house.md, "Words of the house"): a Place is one number of a run, and what counts or points at
# anything else has a name that says so; rest is what is left over, and no flag.
ratchet 'variables called place that are no Place' 0 \
    '\b(bool|char|unsigned|int|long|size_t|u?int[0-9]+_t|float|double|Edit|[A-Za-z]*Pick) \*?(place|places)\b' '-'
ratchet 'flags called rest' 0 '\bbool (.*, )?rest\b|[a-z]_rests\b' '-'

# One place writes files (base/new_file.h): whole or not at all.
ratchet 'files opened for writing outside of the one writer' 0 \
    '\bf(re)?open\([^;]*"[rb]*[wa+]|\bfopen\([^"]*\)|\bO_(CREAT|TRUNC|APPEND|RDWR|TMPFILE)\b|\bcreat\(|\bmk(os)?temp|\btmpfile\(|\brename(at)?\(|\btruncate\(|SDL_RWFromFile|SDL_SaveBMP|IMG_Save|png_image_write_to_file|EGifOpenFile|gzopen\([^;]*"[wa]|ZIP_(CREATE|TRUNCATE)' \
    'base/new_file\.c'

exit $status
