#!/bin/sh
# walls.sh: which room may include which (see the head of README.md's layout): a wall that is broken fails.
cd "$(dirname "$0")/../.." || exit 1
status=0

# room, then what its files may include besides their own room and the C library
check() {
    room=$1
    allowed=$2
    bad=$(grep -nE '^#include' src/"$room"/*.[ch] |
        grep -vE "#include (<(assert|cblas|ctype|errno|fcntl|float|inttypes|limits|locale|math|pthread|signal|spawn|stdalign|stdarg|stdbool|stddef|stdint|stdio|stdlib|string|strings|time|unistd|sys/[a-z]+)\.h>|\"($room${allowed:+|$allowed})/)")
    if [ -n "$bad" ]; then
        echo "the wall of $room is broken:"
        echo "$bad"
        status=1
    fi
}
# the same, with libraries
check_with() {
    room=$1
    allowed=$2
    libraries=$3
    bad=$(grep -nE '^#include' src/"$room"/*.[ch] |
        grep -vE "#include (<(assert|ctype|dirent|errno|fcntl|float|inttypes|limits|math|poll|signal|spawn|stdarg|stdbool|stddef|stdint|stdio|stdlib|string|strings|time|unistd|sys/[a-z]+)\.h>|<($libraries)>|\"($room|$allowed)/)")
    if [ -n "$bad" ]; then
        echo "the wall of $room is broken:"
        echo "$bad"
        status=1
    fi
}

check base ''
check engine 'base'
check lesson 'base|engine'
check_with files 'base|engine|lesson' 'cJSON\.h|zlib\.h|zip\.h'
check_with session 'base|engine|lesson' 'zlib\.h'
check_with scene 'base|engine|lesson|session' 'md4c\.h'
check_with ui 'base|engine|lesson|session|scene' 'SDL\.h|SDL_ttf\.h|png\.h|gif_lib\.h|emscripten\.h'
check_with commands 'base|engine|lesson|files|session|scene|ui' 'SDL\.h'
exit $status
