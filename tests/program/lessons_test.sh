#!/bin/sh
# lessons_test.sh: every lesson of the program is right: format, claims, questions, tasks, the rules of
# the course, and every beat whole on the screen.
cd "$(dirname "$0")/../.." || exit 1
GATESCOPE_LESSONS=lessons "${GATESCOPE:-build/gatescope}" check --strict
