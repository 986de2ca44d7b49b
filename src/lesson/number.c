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

/* value = mantissa * 10^(exponent - digits + 1), the mantissa having so many digits */
typedef struct Decimal {
    long mantissa;
    int digits, exponent;
} Decimal;

/* Powers of ten that a double holds exactly, so that one product or quotient with them is off by no
 * more than half its last bit. */
static const double POWERS[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
enum { MOST_POWER = 22 };

static double scale(double value, int power) {
    return power >= 0 ? value * POWERS[power] : value / POWERS[-power]; /* NOLINT: within 22 */
}

/* Whether a decimal lies between the middles to the neighbouring floats, and not so close to one of
 * them that rounding in this computation could have moved it across. */
static bool reads_back(const Decimal *decimal, float value) {
    const double SURE = 1e-14;
    double below = ((double)nextafterf(value, 0) + (double)value) / 2;
    double above = ((double)nextafterf(value, INFINITY) + (double)value) / 2;
    double read = scale((double)decimal->mantissa, decimal->exponent - decimal->digits + 1);
    return read > below * (1 + SURE) && read < above * (1 - SURE);
}

static Decimal round_to(double value, int digits, int exponent) {
    Decimal decimal = {lrint(scale(value, digits - 1 - exponent)), digits, exponent};
    if ((double)decimal.mantissa >= POWERS[digits]) { /* 9.99...: one more digit before the point */
        decimal.mantissa /= 10;
        decimal.exponent++;
    }
    return decimal;
}

/* The shortest decimal of a positive float whose powers of ten are in the table. FLT_DECIMAL_DIG
 * digits always suffice. */
static Decimal shortest(float value) {
    Decimal decimal = {0};
    int exponent = (int)floor(log10((double)value));
    for (int digits = FLT_DIG; digits <= FLT_DECIMAL_DIG; digits++) {
        decimal = round_to((double)value, digits, exponent);
        if (reads_back(&decimal, value))
            break;
    }
    return decimal;
}

/* Writes the decimal as printf's %g does: without zeros at the end, with an exponent where it is
 * large. */
static int write_decimal(Decimal decimal, bool negative, char *text) {
    char digits[16], *at = text;
    int precision = decimal.digits, point = decimal.exponent;
    bool scientific = point < -4 || point >= precision;
    for (int k = precision - 1; k >= 0; k--, decimal.mantissa /= 10)
        digits[k] = (char)('0' + decimal.mantissa % 10);
    while (precision > 1 && digits[precision - 1] == '0')
        precision--;
    if (negative)
        *at++ = '-';
    int before =
        scientific ? 0 : point; /* the digit with this index is the last before the point */
    if (before < 0)
        at += sprintf(at, "0.%.*s", -before - 1, "000");
    for (int k = 0; k < precision || k <= before; k++) {
        *at++ = k < precision ? digits[k] : '0';
        if (k == before && k + 1 < precision)
            *at++ = '.';
    }
    *at = '\0';
    if (scientific)
        at += sprintf(at, "e%+03d", point);
    return (int)(at - text);
}

static int format_extreme(float value, char *text) {
    int length = 0;
    for (int digits = 1; digits <= FLT_DECIMAL_DIG; digits++) {
        length = snprintf(text, NUMBER_SIZE, "%.*g", digits, (double)value);
        if (strtof(text, NULL) == value)
            break;
    }
    return length;
}

/* Long traces are millions of numbers, so all but the extreme ones take the way through the table:
 * it is six times as fast as asking the C library for more and more digits. */
int number_format(float value, char text[NUMBER_SIZE]) {
    const float SMALL = 1e-13f, LARGE = 1e20f;
    if (!isfinite(value))
        return special(value, text);
    if (value == 0 || fabsf(value) < SMALL || fabsf(value) > LARGE)
        return format_extreme(value, text);
    return write_decimal(shortest(fabsf(value)), signbit(value), text);
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
