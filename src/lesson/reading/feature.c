/* feature.c: see feature.h. */
#include "lesson/reading/feature.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *feature_name(Feature feature) {
    assert(feature < FEATURE_COUNT);
    static const char *const NAMES[FEATURE_COUNT] = {
        "inside quotes",  "bracket depth", "inside a comment",
        "place in line",  "indented line", "place in paragraph",
        "place in word",  "space",         "end of line",
        "capital letter", "vowel",         "punctuation"};
    return NAMES[feature];
}

/* ---- properties ---- */

static bool is_letter(unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_one_of(unsigned char c, const char *set) {
    return c && strchr(set, c);
}

static void end_line(FeatureState *state) {
    if (state->column == 0) /* an empty line */
        *state = (FeatureState){.comment = state->comment};
    state->column = state->word = 0;
    state->indented = false;
    state->paragraph += state->paragraph > 0;
}

static void go_on(FeatureState *state, unsigned char c) {
    if (c == '\n') {
        end_line(state);
        return;
    }
    if (state->column == 0)
        state->indented = c == ' ';
    state->column++;
    state->paragraph++;
    state->word = is_letter(c) ? state->word + 1 : 0;
    if (c == '"')
        state->quoted = !state->quoted;
    if (is_one_of(c, "([{"))
        state->brackets++;
    else if (is_one_of(c, ")]}") && state->brackets > 0)
        state->brackets--;
}

/* C's comments: a slash and a star, to a star and a slash. */
static void follow_comment(FeatureState *state, unsigned char last, unsigned char c) {
    state->last = c;
    if (!state->comment && last == '/' && c == '*') {
        state->comment = true;
        state->last = 0; /* its star closes nothing */
    } else if (state->comment && last == '*' && c == '/') {
        state->comment = false;
        state->last = 0;
    }
}

/* Lisp's: a semicolon, to the end of the line. In C and in English it follows a word. */
static void follow_remark(FeatureState *state, unsigned char last, unsigned char c) {
    if (c == '\n')
        state->remark = false;
    else if (c == ';' && !state->quoted && (state->column == 1 || last == ' '))
        state->remark = true;
}

void feature_next(FeatureState *state, unsigned char c, float values[FEATURE_COUNT]) {
    unsigned char last = state->last;
    go_on(state, c);
    follow_comment(state, last, c);
    follow_remark(state, last, c);
    values[FEATURE_QUOTED] = state->quoted;
    values[FEATURE_BRACKETS] = (float)state->brackets;
    values[FEATURE_COMMENT] = state->comment || state->remark;
    values[FEATURE_COLUMN] = (float)state->column;
    values[FEATURE_INDENTED] = state->indented;
    values[FEATURE_PARAGRAPH] = (float)state->paragraph;
    values[FEATURE_WORD] = (float)state->word;
    values[FEATURE_SPACE] = c == ' ';
    values[FEATURE_LINE_END] = c == '\n';
    values[FEATURE_CAPITAL] = c >= 'A' && c <= 'Z';
    values[FEATURE_VOWEL] = is_one_of(c, "aeiouAEIOU");
    values[FEATURE_PUNCTUATION] = c != ' ' && c != '\n' && !is_letter(c) && !(c >= '0' && c <= '9');
}

/* ---- correlations ---- */

bool correlation_init(Correlation *correlation, int units, Error *error) {
    assert(units > 0);
    size_t count = (size_t)units;
    *correlation = (Correlation){.units = units,
                                 .unit = calloc(count, sizeof(double)),
                                 .unit2 = calloc(count, sizeof(double)),
                                 .both = calloc(count * FEATURE_COUNT, sizeof(double))};
    return (correlation->unit && correlation->unit2 && correlation->both) ||
           error_memory(error, count * (FEATURE_COUNT + 2) * sizeof(double), "correlations");
}

void correlation_free(Correlation *correlation) {
    free(correlation->unit);
    free(correlation->unit2);
    free(correlation->both);
    *correlation = (Correlation){0};
}

void correlation_clear(Correlation *correlation) {
    size_t bytes = (size_t)correlation->units * sizeof(double);
    memset(correlation->unit, 0, bytes);
    memset(correlation->unit2, 0, bytes);
    memset(correlation->both, 0, bytes * FEATURE_COUNT);
    memset(correlation->feature, 0, sizeof correlation->feature);
    memset(correlation->feature2, 0, sizeof correlation->feature2);
    correlation->count = 0;
    correlation->state = (FeatureState){0};
}

static void add_feature(Correlation *correlation, Feature k, double feature, const float *values) {
    double *both = correlation->both + (size_t)k * (size_t)correlation->units;
    correlation->feature[k] += feature;
    correlation->feature2[k] += feature * feature;
    for (int unit = 0; feature != 0 && unit < correlation->units; unit++)
        both[unit] += feature * (double)values[unit];
}

void correlation_add(Correlation *correlation, unsigned char character, const float *values) {
    float features[FEATURE_COUNT];
    feature_next(&correlation->state, character, features);
    correlation->count++;
    for (int unit = 0; unit < correlation->units; unit++) {
        correlation->unit[unit] += (double)values[unit];
        correlation->unit2[unit] += (double)values[unit] * (double)values[unit];
    }
    for (int k = 0; k < FEATURE_COUNT; k++)
        add_feature(correlation, (Feature)k, (double)features[k], values);
}

float correlation_of(const Correlation *correlation, int unit, Feature feature) {
    assert(unit >= 0 && unit < correlation->units);
    double n = (double)correlation->count, a = correlation->unit[unit],
           b = correlation->feature[feature];
    double both = correlation->both[(size_t)feature * (size_t)correlation->units + (size_t)unit];
    double one = n * correlation->unit2[unit] - a * a;
    double other = n * correlation->feature2[feature] - b * b;
    /* what is left of rounding where a value never changes counts as nothing */
    if (!(one > 1e-9 * n * correlation->unit2[unit]) ||
        !(other > 1e-9 * n * correlation->feature2[feature]))
        return NAN;
    double r = (n * both - a * b) / sqrt(one * other);
    return (float)fmax(-1, fmin(1, r));
}
