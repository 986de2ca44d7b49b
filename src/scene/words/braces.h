/* braces.h: the one place that knows how signals are written in a lesson's text: {c} for a symbol,
 * {c:words} for words in its colour, {{ and }} for braces. What is set and what is spoken both read
 * it from here. */
#ifndef GATESCOPE_SCENE_WORDS_BRACES_H
#define GATESCOPE_SCENE_WORDS_BRACES_H

#include <stddef.h>

#include "engine/cell.h"

typedef struct Braces {
    CellKind kind; /* the LSTM's signal, or the GRU's where only it has it */
    int signal;
    const char *letter, *words; /* in the text; words NULL: the symbol alone */
    size_t letter_length, words_length;
    size_t length; /* of all, with both braces */
} Braces;

/* What takes the parts of a text. */
typedef struct BracesReader {
    void *context;
    void (*plain)(void *context, const char *text, size_t length);
    /* A signal; `rest` is the text behind it, of which it may take some: how many bytes. */
    size_t (*signal)(void *context, const Braces *braces, const char *rest, size_t rest_length);
} BracesReader;

/* Takes a text apart, in its order; braces that name no signal are plain text. */
void braces_read(const BracesReader *reader, const char *text, size_t length);

#endif
