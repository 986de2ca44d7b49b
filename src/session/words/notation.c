/* notation.c: see notation.h. */
#include "session/words/notation.h"

#include <stdio.h>
#include <string.h>

const char *notation_symbol(int notation, CellKind kind, int signal) {
    const char *letter = notation == NOTATION_TORCH ? cell_kind(kind)->signals[signal].torch : NULL;
    return letter ? letter : cell_kind(kind)->signals[signal].symbol;
}

void notation_weight(int notation, CellKind kind, int weight, char name[NOTATION_NAME]) {
    const WeightInfo *info = &cell_kind(kind)->weights[weight];
    const char *letter = cell_kind(kind)->signals[info->signal].torch;
    snprintf(name, NOTATION_NAME, "%s", info->name);
    size_t length = strlen(name);
    if (notation == NOTATION_TORCH && letter && length) /* the last letter is where it leads to */
        name[length - 1] = letter[0];
}
