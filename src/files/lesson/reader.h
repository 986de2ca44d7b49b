/* reader.h: the parts of the lesson reader, for each other: file.c (the whole), course.c,
 * cells.c, cell_variants.c, cell_numbers.c, weights_file.c, inputs_file.c, beats.c, ask.c, edits.c. Private to this folder. */
#ifndef GATESCOPE_FILES_LESSON_READER_H
#define GATESCOPE_FILES_LESSON_READER_H

#include "files/json/reader.h"
#include "files/lesson/keys.h"
#include "files/lesson/text.h"
#include "files/network/network.h"
#include "lesson/lesson.h"

/* A file of weights that one cell or several are taken from. */
typedef struct OpenWeights {
    Network *network;          /* owned */
    const char *path, *module; /* the cell's and the document's; "": no module is named */
    NetworkChoice reset;
} OpenWeights;

typedef struct LessonReader {
    JsonReader json;
    Lesson *lesson;
    /* False where cells, steps or inputs could not be read: then nothing can be said about the
     * names and steps that beats use, and no error is made up about them. */
    bool names_known;
    bool ids_known; /* false where a cell's own id is at fault: then a name that is unknown may be
                       its */
    bool variants_known; /* false after an edit at fault: no weight is then said to be missing */
    OpenWeights open[LESSON_CELLS]; /* while cells are read: weights_files_close */
    int open_count;
    bool both[LESSON_CELLS]; /* the cell's layer reads in both directions: the next is its other */
    CellSpec now[LESSON_CELLS]; /* variants as the script has set them so far */
} LessonReader;

/* What it builds on, what it explains, what it rests on: requires, teaches, sources. */
void read_course(LessonReader *reader, const Node *root);
void read_cells(LessonReader *reader, const Node *cells);
/* The cell of a node whose weights are the name of a file: cell->cell, weights_file and warnings. The
 * spec is what the lesson says of it. False after saying what is wrong. */
bool read_weights_file(LessonReader *reader, const Node *node, const CellSpec *spec,
                       LessonCell *cell);
/* What a cell is besides its kind and sizes; of both directions the forward one. */
void read_cell_variants(LessonReader *reader, const Node *node, CellSpec *spec);
/* The numbers of a cell that its object has; those that this variant of it lacks are unknown keys.
 * apart: of those under this variant's key, else NULL. */
void read_cell_weights(LessonReader *reader, const Node *weights, Cell *cell,
                       const VariantInfo *apart);
void read_cell_weights_apart(LessonReader *reader, const Node *node, Cell *cell);
/* "h0", "c0": of each state that the kind has. */
void read_cell_initial(LessonReader *reader, const Node *node, Cell *cell);
/* The inputs of a node that names a file: their numbers, and their names where the lesson has none.
 * False after saying what is wrong. */
bool read_inputs_file(LessonReader *reader, const Node *inputs);
void weights_files_close(LessonReader *reader);
/* What a cell reads ("input"): one other cell, or a list of such and "inputs", whose numbers follow
 * each other; columns and counts are not filled in yet. Whether all of it is known. */
bool read_cell_sources(LessonReader *reader, const Node *node, LessonCell *cell);
/* Whether one comes back to the cell by what it reads: its state would feed itself within a step. */
bool cell_feeds_itself(const Lesson *lesson, int cell);
void read_beats(LessonReader *reader, const Node *beats);
void read_ask(LessonReader *reader, const Node *node, Beat *beat);
/* A condition: its text is kept, and it is parsed where its names can be judged. */
void read_claim(LessonReader *reader, const Node *node, Claim *claim);

/* A place such as "lstm.f[0]"; `what` says what it is for in errors. */
bool read_target(LessonReader *reader, const Node *node, const char *what, Target *target);
/* Whether the names in a text can be judged: not where it names a cell that could not be read. */
bool can_be_judged(const LessonReader *reader, const char *text);
/* Adds the error of a target or condition; not "unknown cell" where that cannot be known. */
bool names_fault(LessonReader *reader, const Node *node, const Error *error);

typedef struct EditArray {
    Edit *items;
    int count, capacity;
} EditArray;

/* A list of edits ("do", "solution"). `now` follows the variants that they set. `may`, where given,
 * is what they are allowed to change. */
void read_edits(LessonReader *reader, const Node *list, CellSpec now[LESSON_CELLS], const Task *may,
                EditArray *edits);

#endif
