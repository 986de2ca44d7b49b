/* notation.c: see notation.h. */
#include "session/words/notation.h"

#include <stdio.h>
#include <string.h>

/* The letter that PyTorch's documentation gives to the candidate; NULL: another signal. */
static const char *candidate_letter(CellKind kind, int signal) {
    if (kind == CELL_LSTM && (signal == LSTM_G || signal == LSTM_G_PRE))
        return "g";
    if (kind == CELL_GRU && (signal == GRU_N || signal == GRU_N_PRE))
        return "n";
    return NULL;
}

const char *notation_symbol(int notation, CellKind kind, int signal) {
    const char *letter = notation == NOTATION_TORCH ? candidate_letter(kind, signal) : NULL;
    return letter ? letter : cell_kind(kind)->signals[signal].symbol;
}

void notation_weight(int notation, CellKind kind, int weight, char name[NOTATION_NAME]) {
    const WeightInfo *info = &cell_kind(kind)->weights[weight];
    const char *letter = candidate_letter(kind, info->signal);
    snprintf(name, NOTATION_NAME, "%s", info->name);
    size_t length = strlen(name);
    if (notation == NOTATION_TORCH && letter && length) /* the last letter is where it leads to */
        name[length - 1] = letter[0];
}
