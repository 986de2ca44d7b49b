#!/bin/sh
# format_test.sh: the sources are laid out as .clang-format says (by version 14; others differ in small things).
cd "$(dirname "$0")/../.." || exit 1
clang-format --version | grep -q 'version 14' || { echo "not clang-format 14: not checked"; exit 0; }
find src tests -name '*.[ch]' -exec clang-format --dry-run -Werror {} +
