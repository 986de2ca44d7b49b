/* answer.h: the answers of questions that are not written down but computed: in the run of the lesson
 * at the question's beat, as its script has it. And of a drawing: where it was farthest off, and
 * which gate made the gap. */
#ifndef GATESCOPE_LESSON_CHECK_ANSWER_H
#define GATESCOPE_LESSON_CHECK_ANSWER_H

#include "lesson/guess.h"
#include "lesson/run/run.h"

/* A gate that was held, in the step of the gap, at what it was one step before; and the gap then. */
typedef struct GapCause {
    int signal;
    float was, held, gap; /* was: in the run itself */
} GapCause;

/* A drawing beside the run. */
typedef struct Gap {
    long step; /* of the largest difference: the first that is as good as largest */
    float drawn, really, gap;
    float mean; /* of all steps' differences */
    GapCause causes[MOST_GATES];
    int cause_count; /* gates that can reach the signal in a step; 0: there is none, or no step before */
    int made_by; /* which of them closes most of it, at least half; -1: none alone */
} Gap;

typedef struct Outcome {
    bool known;                    /* computed; all else is 0 before */
    Guess truth;                   /* the right answer */
    double numbers[QUESTION_RUNS]; /* of each run that is to be ordered */
    bool right;                    /* the guess is */
    Gap gap;                       /* where it was drawn or dragged */
} Outcome;

/* What is right at that beat, which asks, and what comes of the guess; one that is not complete is
 * not right and has no gap. False where memory lacks. */
bool answer_compute(const Lesson *lesson, int beat, const Guess *guess, Outcome *outcome,
                    Error *error);
/* A moment of a run: the phase of the step that has just happened. */
typedef struct AnswerMoment {
    long step;
    Phase phase; /* PHASE_SHOW: the step is complete */
} AnswerMoment;
/* The last moment that may be seen before the question is answered, from a beat that is told at
 * `told`: the end of the step before the one that answers, or `told` itself inside that step, where
 * what is asked for is not known yet. */
AnswerMoment answer_hidden_behind(const Lesson *lesson, const Question *question,
                                  AnswerMoment told);
/* What a learner's numbers may range over: of what is drawn or dragged where its axis ends, else
 * round the number that is asked for; nice numbers that tell little of it. */
void answer_range(const Lesson *lesson, const Question *question, const Run *run, float *low,
                  float *high);

#endif
