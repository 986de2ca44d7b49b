/* line_break.h: where a line of Chinese may end, which has no spaces to end at. */
#ifndef GATESCOPE_SCENE_PAINT_LINE_BREAK_H
#define GATESCOPE_SCENE_PAINT_LINE_BREAK_H

#include <stdbool.h>
#include <stdint.h>

/* Whether a line may end between two characters that follow each other and are no spaces: beside a
 * wide one (utf8_wide), unless that would begin a line with a sign that closes or end one with a
 * sign that opens. Latin words and numbers stay whole. 0 before: the line begins. */
bool line_may_break(uint32_t before, uint32_t after);

#endif
