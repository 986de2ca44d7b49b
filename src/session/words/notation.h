/* notation.h: the letters of signals and weights, in the notation that the reader has chosen. Every
 * letter on screen and in every message comes from here, so that all of them follow at once.
 *
 *                  candidate   its weights (LSTM)    candidate   its weights (GRU)
 *     textbook     c tilde     W_xc  W_hc  b_c       h tilde     W_xh  W_hh  b_h  b_hh
 *     PyTorch      g           W_xg  W_hg  b_g       n           W_xn  W_hn  b_n  b_hn
 *
 * Lesson files and exported traces keep the names of the engine's tables: they are not on screen.
 */
#ifndef GATESCOPE_SESSION_WORDS_NOTATION_H
#define GATESCOPE_SESSION_WORDS_NOTATION_H

#include "engine/cell.h"

typedef enum Notation { NOTATION_TEXTBOOK, NOTATION_TORCH, NOTATION_COUNT } Notation;

/* The letter of a signal, without subscript. */
const char *notation_symbol(int notation, CellKind kind, int signal);

/* The name of a weight, "W_xg"; its subscript is what follows the underscore. */
enum { NOTATION_NAME = 16 }; /* enough for any */
void notation_weight(int notation, CellKind kind, int weight, char name[NOTATION_NAME]);

#endif
