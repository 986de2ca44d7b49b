/* words.h: reading a command line against a command's options, and saying what is wrong. */
#ifndef GATESCOPE_COMMANDS_LINE_WORDS_H
#define GATESCOPE_COMMANDS_LINE_WORDS_H

#include "commands/line/command.h"
#include "engine/cell.h"

enum { VALUES_MOST = 40 };

typedef struct Words {
    const Command *command;
    const char *values[VALUES_MOST]; /* of the command's options, in their order; NULL: not given;
                                        "" : given */
    char **operands;                 /* the other words; point into the command line */
    int operand_count;
} Words;

/* False: the command ends here, with *status (after --help, or wrong usage, which was said). The
 * operands of the command line are moved to its beginning. */
bool words_read(Words *words, const Command *command, int count, char **line, int *status);
const char *words_value(const Words *words, const char *option); /* NULL: not given */
/* A number at *at, decimal and finite, and *at goes behind it; false where none stands there. */
bool number_at(const char **at, float *value);
bool whole_at(const char **at, long *value);
/* Numbers with their bounds; false after saying what is wrong. Not given: *value stays. */
bool words_long(const Words *words, const char *option, long low, long high, long *value);
bool words_float(const Words *words, const char *option, float low, float high, float *value);
/* One of names (ends with NULL); *value becomes its index. */
bool words_name(const Words *words, const char *option, const char *const *names, int *value);
/* Kinds of cells with commas between, none twice, in the order that they are given. */
bool words_kinds(const Words *words, const char *option, CellKind kinds[CELL_KIND_MOST],
                 int *count);

/* --size, WIDTHxHEIGHT of a picture, and --theme, as an index of scene/display/theme.h. */
bool words_size(const Words *words, int *width, int *height);
bool words_theme(const Words *words, int *theme);
bool has_ending(const char *text, const char *ending);

/* Exactly one lesson among the words; NULL after saying so. */
const char *words_lesson(const Words *words);

#endif
