/* lesson.h: what a lesson is, as plain data. Read by files/lesson/file.h, played by session/. */
#ifndef GATESCOPE_LESSON_LESSON_H
#define GATESCOPE_LESSON_LESSON_H

#include "lesson/claim.h"
#include "lesson/edit.h"
#include "lesson/text.h"

/* Where a part of a cell's inputs comes from. */
typedef struct CellSource {
    int cell;          /* whose hidden state it is; CELL_READS_INPUTS: the lesson's inputs */
    int column, count; /* which of this cell's inputs it makes; count 0: all */
    int from;          /* the first of its numbers that is read */
} CellSource;

enum { CELL_SOURCES = 8, CELL_READS_INPUTS = -1 };

typedef struct LessonCell {
    char *id;
    Text title;                       /* may be empty: then the kind's title is shown */
    Cell *cell;                       /* as the file gives it; runs work on clones; owned */
    CellSource sources[CELL_SOURCES]; /* one after the other they make its inputs */
    int source_count;                 /* 0: they are the lesson's inputs */
    int entry;                        /* in the file's list: both directions may stand in one */
    char *weights_file;               /* NULL where the weights stand in the lesson */
    Errors weights_warnings; /* of that file, said of the first cell that is taken from it */
} LessonCell;

typedef struct Choice {
    Text text, why;
    bool right;
} Choice;

/* How a question is answered. All but choices have their answer computed from the run. */
typedef enum QuestionForm {
    QUESTION_CHOICES, /* one of some is picked */
    QUESTION_NUMBER,  /* a number is given */
    QUESTION_STEP,    /* a step is picked */
    QUESTION_DRAG,    /* a bar is dragged to where it will be */
    QUESTION_DRAW,    /* the steps of a signal that come are drawn */
    QUESTION_ORDER,   /* runs are put into the order of their number */
    QUESTION_FORMS
} QuestionForm;

enum { QUESTION_STEPS = 64, QUESTION_RUNS = 6 }; /* drawn, put in order: at most */

/* A run that is to be put in order: what is changed in it. */
typedef struct OrderedRun {
    Text text;
    Edit *edits;
    int edit_count;
} OrderedRun;

typedef struct Question {
    QuestionForm form;
    Text question;
    Choice *choices;
    int choice_count;
    Claim because; /* condition NULL where not given */
    /* of the other forms */
    Text why;
    Claim asked;   /* the number; the step's condition; the number that the runs are ordered by */
    Target signal; /* dragged or drawn: TARGET_SIGNAL with a unit */
    long from, to; /* drawn: its steps; dragged: its step, twice */
    float within;  /* how far off is right */
    OrderedRun *runs;
    int run_count;
} Question;

/* An answer that is no choice is one of these. */
enum { ANSWER_WRONG, ANSWER_RIGHT, ANSWERS };

typedef struct Task {
    Text text;
    Target *may; /* what the learner may change; empty: anything */
    int may_count;
    Claim until;
    Edit *solution;
    int solution_count;
} Task;

/* What a lesson rests on: a paper, a book. */
typedef struct LessonSource {
    Text text, where; /* "Cho and others 2014"; "equations 5 to 8": may be empty */
    char *doi;        /* NULL: it has none */
} LessonSource;

typedef struct Highlight {
    Target target; /* TARGET_SIGNAL or TARGET_CELL */
} Highlight;

typedef struct Beat {
    Text say;
    bool has_at;
    long at_t;           /* -1: the initial state */
    Phase at_phase;      /* that has just happened; PHASE_SHOW: the step is complete */
    bool open_gradients; /* "open": how the newest step depends on the earlier ones is shown */
    int *show; /* cell indices on stage; show_count 0: as the beat before (first: all cells) */
    int show_count;
    Highlight *highlights;
    int highlight_count;
    bool has_near;
    Target near; /* what the picture is near: TARGET_SIGNAL or TARGET_CELL */
    Edit *edits; /* "do" */
    int edit_count;
    Claim *claims;
    int claim_count;
    Question *question; /* NULL: none */
    Task *task;         /* NULL: none */
    int line, column;   /* in the file, for messages */
} Beat;

typedef struct Lesson {
    char *path; /* as opened; may be NULL */
    char *id;
    Text title, goal;
    Text misconception; /* the wrong idea that it corrects; may be empty */
    Text next;          /* the closing line, shown at the last beat; may be empty */
    char *track;
    char **requires; /* ids of lessons that come before it */
    int require_count;
    char **teaches; /* terms of the glossary that it explains, in English */
    int teach_count;
    LessonSource *sources;
    int source_count;
    int level;
    float minutes;
    char **input_names; /* inputs of them, in English */
    Text *input_words;  /* the same by language; NULL: they are called so in all */
    int inputs;         /* d */
    Errors inputs_left; /* of a file that they come from: what was left out; warnings */
    long steps;         /* T */
    long capacity;      /* of a recording (run/record.h): steps there is room for; else 0 */
    float *sequence;    /* T x d; of a recording capacity x d */
    LessonCell *cells;
    int cell_count;
    Beat *beats;
    int beat_count;
    const struct RunWatch *watch; /* told while its runs are computed (run/watch.h); NULL: nobody */
} Lesson;

void lesson_free(Lesson *lesson);

/* The one cell that a cell reads, or CELL_READS_INPUTS for the inputs alone; of several sources the
 * first (LessonCell.source_count). */
static inline int lesson_cell_source(const LessonCell *cell) {
    return cell->source_count ? cell->sources[0].cell : CELL_READS_INPUTS;
}
/* Where one of its inputs comes from: of a source's numbers that of `column`; count is 1. */
CellSource lesson_cell_input(const LessonCell *cell, int input);
/* Whether all that it reads, or some of it, are the lesson's inputs. */
bool lesson_cell_reads_only_inputs(const LessonCell *cell);
bool lesson_cell_reads_inputs(const LessonCell *cell);
/* Whether it reads the other one, or something that does, or is it. */
bool lesson_cell_depends(const Lesson *lesson, int cell, int other);
/* Lets it read nothing but one cell's hidden state, or the inputs (CELL_READS_INPUTS). */
void lesson_cell_read(LessonCell *cell, int source);

/* Whether the answer is right: of a choice its index, of another form one of ANSWERS; -1: it is
 * none. How many answers there are. */
bool question_right(const Question *question, int answer);
int question_answers(const Question *question);

/* For lessons that the program makes itself: a copy of the text, the lesson's from then on, and a
 * head in English. False where memory lacks; lesson_free in any case. */
bool lesson_copy(char **to, const char *text);
bool lesson_head(Lesson *lesson, const char *id, const char *track, const char *title,
                 const char *goal);
/* Steps that there is room for: those it has, or its capacity. */
long lesson_room(const Lesson *lesson);
int lesson_cell_find(const Lesson *lesson, const char *id); /* -1 */
/* What the input is called in the language; "x" where it has no name. */
const char *lesson_input_name(const Lesson *lesson, int input, Language language);

#endif
