/* number.c: see number.h. */
#include "lesson/number.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int special(float value, char *text) {
    const char *name = isnan(value) ? "nan" : value > 0 ? "inf" : "-inf";
    memcpy(text, name, strlen(name) + 1);
    return (int)strlen(name);
}

/* A decimal of up to FLT_DIG digits survives the way into a float and back, so %.6g finds every
 * number that short; FLT_DECIMAL_DIG digits always suffice. */
int number_format(float value, char text[NUMBER_SIZE]) {
    int length = 0;
    if (!isfinite(value))
        return special(value, text);
    for (int digits = FLT_DIG; digits <= FLT_DECIMAL_DIG; digits++) {
        length = snprintf(text, NUMBER_SIZE, "%.*g", digits, (double)value);
        if (strtof(text, NULL) == value)
            break;
    }
    return length;
}

static size_t digits_length(const char *text) {
    size_t length = 0;
    while (text[length] >= '0' && text[length] <= '9')
        length++;
    return length;
}

size_t number_length(const char *text) {
    size_t at = text[0] == '-' ? 1 : 0, more = digits_length(text + at);
    if (!more)
        return 0;
    at += more;
    if (text[at] == '.' && (more = digits_length(text + at + 1)) > 0)
        at += 1 + more;
    if (text[at] == 'e' || text[at] == 'E') {
        size_t sign = text[at + 1] == '+' || text[at + 1] == '-' ? 1 : 0;
        if ((more = digits_length(text + at + 1 + sign)) > 0)
            at += 1 + sign + more;
    }
    return at;
}
