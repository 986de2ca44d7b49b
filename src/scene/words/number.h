/* number.h: a number as the stage shows it. */
#ifndef GATESCOPE_SCENE_WORDS_NUMBER_H
#define GATESCOPE_SCENE_WORDS_NUMBER_H

#include <stddef.h>

/* "-0.93", "12.4", "1e+05", "inf", "NaN": fewer digits behind the point than `decimals` where there
 * are many before it, and no minus before a nought. Cut to size, always terminated. */
void format_value(char *text, size_t size, float value, int decimals);

#endif
