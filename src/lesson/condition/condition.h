/* condition.h: the language of claims, "because" and "until".
 *
 *     condition  := and { "or" and }
 *     and        := not { "and" not }
 *     not        := [ "not" ] comparison
 *     comparison := sum [ ( < <= > >= == != ) sum ]     == and != within 1e-6 of the larger
 *     sum        := product { (+ -) product }
 *     product    := factor { (* /) factor }
 *     factor     := number | -factor | ( condition ) | name "(" args ")" | signal
 *     signal     := cell "." name "[" unit "]" "@" step          one number
 *                 | cell "." name "[" unit "]" "@" a ".." b      only inside a reduction
 *
 * Functions of one number: abs, exp, log10. Reductions, of a range or of several values: min, max,
 * mean, product, argmax (the index of the largest among them, from 0). parameters(cell): how many
 * weights and biases the cell has as its kind and variants count them. gradient(a, b): the total
 * derivative of one number of a cell by a state or input of the same cell at an earlier (or the
 * same) step; by c with the h that follows from it in its own step, as in engine/backward.h.
 *
 * Inside a reduction a range may be calculated with, number by number:
 * max(abs(lstm.c[0] @ 0..9 - gru.h[0] @ 0..9)) < 0.001. A unit may be left out there (all units),
 * and where the cell has one unit. Nesting is at most 64 deep; a condition is at most 4,000 bytes.
 * A condition that compares a NaN anywhere does not hold, whatever stands round it, "not" too. */
#ifndef GATESCOPE_LESSON_CONDITION_CONDITION_H
#define GATESCOPE_LESSON_CONDITION_CONDITION_H

#include "lesson/run/run.h"

/* NULL and an error whose column is the byte in text (from 1). Names, units and steps are checked.
 * To be freed by condition_free (lesson/claim.h). */
Condition *condition_parse(const char *text, const Lesson *lesson, Error *error);

/* The same of what compares nothing: one number (condition_number); and of what is asked at each
 * step, where a signal without "@" is meant as it is then (condition_holds_at). */
Condition *condition_parse_number(const char *text, const Lesson *lesson, Error *error);
Condition *condition_parse_step(const char *text, const Lesson *lesson, Error *error);
double condition_number(const Condition *condition, const Run *run);
bool condition_holds_at(const Condition *condition, const Run *run, long step);
/* The first step at which it holds, and at how many it does; -1 and 0: at none. */
long condition_step(const Condition *condition, const Run *run, long *count);
/* The first signal that it names; its cell, signal and unit (-1: all). False: it names none. */
bool condition_signal(const Condition *condition, int *cell, int *signal, int *unit);

bool condition_holds(const Condition *condition, const Run *run);

/* How far a learner has come, 0..1 (1 exactly when it holds); *done of *total steps where the
 * condition is about a range of steps, else *total = 0. */
float condition_progress(const Condition *condition, const Run *run, int *done, int *total);

/* The condition with the numbers it found: "lstm.c[0] @ 9 is 0.8731, not > 0.9". */
void condition_explain(const Condition *condition, const Run *run, char *text, size_t size);

/* Where a condition wants a signal's number to lie: of each step first..last, of a unit, -1: all. An
 * end without a bound is infinite. */
typedef struct ConditionBand {
    int cell, signal, unit;
    long first, last;
    float low, high;
} ConditionBand;

/* The bands that all have to be kept: from comparisons of a signal, of the max or the min of a
 * range, with a number, joined by "and". Returns how many, at most `most`. */
int condition_bands(const Condition *condition, ConditionBand *bands, int most);

/* The last step that it reads; -1 where none. And the phase in which the first of what it reads of
 * that step is known. */
long condition_last_step(const Condition *condition);
Phase condition_last_phase(const Condition *condition, const Lesson *lesson);

#endif
