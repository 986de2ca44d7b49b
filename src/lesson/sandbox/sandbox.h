/* sandbox.h: lessons without a script, made in memory: cells to play with, and room for what is
 * recorded (lesson/run/record.h). */
#ifndef GATESCOPE_LESSON_SANDBOX_SANDBOX_H
#define GATESCOPE_LESSON_SANDBOX_SANDBOX_H

#include "lesson/run/run.h"

/* What the cells begin with. */
typedef enum SandboxStart {
    START_TEXTBOOK, /* weights made by hand: a positive input writes, units differ in how long they
                       keep it */
    START_RANDOM,   /* from a seed */
    START_LESSON,   /* the cells of a lesson as they are, with its inputs */
    START_COUNT
} SandboxStart;

enum {
    SANDBOX_UNITS = 64,
    SANDBOX_INPUTS = 4,    /* that come live; a lesson's further inputs stay 0 */
    SANDBOX_STEPS = 16384, /* recorded at most; */
    SANDBOX_DROP = 4096,   /* when they are full, as many of the oldest are dropped */
    SANDBOX_SEEDS = 999,
};

typedef struct SandboxSetup {
    bool kinds[CELL_KIND_MOST]; /* at least one */
    int units, inputs;          /* 1.. the limits above */
    SandboxStart start;
    unsigned seed;
} SandboxSetup;

/* A recording without a step yet. START_LESSON takes cells and inputs from origin, which the other
 * starts do not read. NULL and an error where a number is out of its range or memory lacks. The
 * caller's (lesson_free). */
Lesson *sandbox_lesson(const SandboxSetup *setup, const Lesson *origin, Error *error);

/* What a run does in its steps from..to-1 as a lesson of its own: the cells as they are now, the
 * inputs, the states before the first of these steps, gates that are held. It has one beat, which
 * says so and claims what the cells end with; its run gives the same numbers, bit for bit. from ==
 * to is a lesson whose only step has the inputs 0. NULL and an error where a state is no finite
 * number or memory lacks. The caller's.
 */
Lesson *sandbox_snapshot(const Run *run, long from, long to, const char *id, Error *error);

/* ask.c: lets a snapshot ask for the memory of a cell's unit in its steps from `from` on, 0 < from <
 * steps, to be drawn within so much; what comes before them is shown. False where memory lacks. */
bool sandbox_ask(Lesson *lesson, int cell, int unit, long from, float within);

/* start.c: fills a cell's weights, which are all zero. */
void sandbox_textbook(Cell *cell);
void sandbox_random(Cell *cell, unsigned seed);

#endif
