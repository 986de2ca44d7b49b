/* number.c: see number.h. */
#include "scene/words/number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

void format_value(char *text, size_t size, float value, int decimals) {
    float magnitude = fabsf(value);
    if (isnan(value))
        snprintf(text, size, "NaN");
    else if (isinf(value))
        snprintf(text, size, value > 0 ? "inf" : "-inf");
    else if (magnitude >= 100000)
        snprintf(text, size, "%.0e", (double)value);
    else if (magnitude >= 1000)
        snprintf(text, size, "%.0f", (double)value);
    else if (magnitude >= 100 && decimals > 1)
        snprintf(text, size, "%.1f", (double)value);
    else
        snprintf(text, size, "%.*f", decimals, (double)value);
    /* no minus before a nought */
    if (text[0] == '-' && strspn(text + 1, "0.") == strlen(text + 1))
        memmove(text, text + 1, strlen(text));
}
