/* edit.h: one change of a run, as a small value that can be written down as text and read back.
 *
 * A lesson's script ("do", "solution"), a learner's tweaks, undo, replay and the saved state are
 * lists of edits. The text form, one line each, is stable:
 *
 *     input 3 0 0.9                  step 3, input 0
 *     line 0 3 0.5 9 0.8             input 0, straight from 0.5 at step 3 to 0.8 at step 9
 *     line 0 3 0.5 9 0.8 @ 3..6      what is left of it: steps 3 to 6
 *     wave 0 sine 0.8 12             input 0, all steps: 0.8 high, 12 steps a period
 *     wave 0 noise 1 7 @ 3..         the noise of seed 7, from step 3 on
 *     wave 0 pulse 1 12 -4           as if it had begun 4 steps before the first
 *     hold lstm.f 1                  all units, all steps
 *     hold lstm.f[0] 0.25 @ 2..5     one unit, in steps 2 to 5
 *     free lstm.f                    free lstm.f[0]
 *     set lstm.b_f[0] 6              set lstm.W_xi[1][0] -2         set lstm.h0[0] 0.5
 *     activation lstm.gate relu
 *     coupled lstm true              reset gru after
 */
#ifndef GATESCOPE_LESSON_EDIT_H
#define GATESCOPE_LESSON_EDIT_H

#include "engine/cell.h"

typedef enum EditKind {
    EDIT_INPUT,      /* step, column (the input), value */
    EDIT_HOLD,       /* cell, index (signal), row (unit or -1), from, to, value */
    EDIT_FREE,       /* cell, index (signal), row (unit or -1) */
    EDIT_WEIGHT,     /* cell, index (weight), row, column, value; vectors have row 0 */
    EDIT_INITIAL,    /* cell, index (a state: its initial value), row (unit), value */
    EDIT_ACTIVATION, /* cell, index (ActivationSlot), activation */
    EDIT_VARIANT,    /* cell, index (a row of its kind's variants), flag */
    EDIT_LINE,       /* column, step and value, step_to and value_to: its ends; from, to */
    EDIT_WAVE,       /* column, index (a Wave), value (how high), row (period in steps, or the seed
                        of noise), step (of its beginning, at most 0); from, to */
} EditKind;

const char *activation_slot_name(ActivationSlot slot); /* "gate" */
/* Whether a kind has the slot, be it as another name of SLOT_CANDIDATE, which is the one that
 * counts then (the RNN's one activation is its output too). */
bool activation_slot_present(CellKind kind, ActivationSlot slot);

typedef struct Edit {
    EditKind kind;
    int cell;  /* index into lesson->cells */
    int index; /* signal, weight or slot */
    int row, column;
    long step, step_to;
    long from, to; /* the steps in which it counts; to LONG_MAX: to the end */
    float value, value_to;
    Activation activation;
    bool flag;
} Edit;

/* Whether both change the same thing (so that the later replaces the earlier): a hold and a free of
 * the same gate do. All lines on one input are one thing, what was painted there. */
bool edit_same_target(const Edit *a, const Edit *b);
/* Whether it sets inputs, in one step or in many (curve.h). */
bool edit_of_input(const Edit *edit);

struct Lesson;
/* Text form, shortest digits that read back as the same float. Returns the length as snprintf does.
 */
int edit_format(const Edit *edit, const struct Lesson *lesson, char *text, size_t size);
/* Reads the text form; names and indices are checked against the lesson. */
bool edit_parse(Edit *edit, const struct Lesson *lesson, const char *text, Error *error);

/* A place that an edit can have, as a lesson file writes it: "lstm.f", "lstm.b_f[0]",
 * "lstm.W_xi[1][0]", "lstm.gate" (activation slot), "lstm.h0[0]". kind, cell, index, row (-1: all)
 * and column are set. */
typedef enum TargetKind {
    TARGET_CELL,
    TARGET_SIGNAL,
    TARGET_WEIGHT,
    TARGET_INITIAL,
    TARGET_SLOT
} TargetKind;
typedef struct Target {
    TargetKind kind;
    int cell, index, row, column;
} Target;
bool target_parse(Target *target, const struct Lesson *lesson, const char *text, Error *error);
/* Whether the edit changes something inside the target: a whole cell covers all that belongs to it,
 * a signal its holds. Inputs belong to no cell. */
bool target_covers(const Target *target, const Edit *edit);

#endif
