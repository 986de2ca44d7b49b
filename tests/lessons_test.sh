#!/bin/sh
# lessons_test.sh: every lesson of the program is right: format, claims, questions, tasks.
cd "$(dirname "$0")/.." || exit 1
"${GATESCOPE:-build/gatescope}" check lessons/*.json
