/* keys.h: which keys the objects of a lesson file may and must have.
 *
 * The schema (lessons/lesson.schema.json) says the same under the same names; a test holds the two
 * together. The names of weights and activations are the cell kinds' own (engine/cell.h). */
#ifndef GATESCOPE_FILES_LESSON_KEYS_H
#define GATESCOPE_FILES_LESSON_KEYS_H

#include "engine/cell.h"
#include "files/json/reader.h"

typedef enum LessonObject {
    OBJECT_LESSON,
    OBJECT_SOURCE,
    OBJECT_INPUTS,
    OBJECT_ACTIVATION, /* with its numbers */
    OBJECT_BEAT,
    OBJECT_AT,
    OBJECT_ASK, /* choices */
    OBJECT_ASK_NUMBER,
    OBJECT_ASK_STEP,
    OBJECT_ASK_DRAG,
    OBJECT_ASK_DRAW,
    OBJECT_ASK_ORDER,
    OBJECT_ORDERED,
    OBJECT_CHOICE,
    OBJECT_TASK,
    OBJECT_EDIT_INPUT,
    OBJECT_EDIT_HOLD,
    OBJECT_EDIT_FREE,
    OBJECT_EDIT_SET,
    OBJECT_EDIT_ACTIVATION,
    OBJECT_COUNT
} LessonObject;

/* What the schema calls it: the name in $defs; the whole schema for OBJECT_LESSON. */
const char *lesson_object_name(LessonObject object);
const JsonKeys *lesson_keys(LessonObject object);

/* Keys that a kind's table says, where they are made. */
enum { KEYS_MOST = 24 };
typedef struct KeyRoom {
    JsonKeys keys;
    JsonKey list[KEYS_MOST];
    char what[48], initial[16];
} KeyRoom;

/* Of a cell of the kind; the schema calls it after the kind. */
const JsonKeys *lesson_cell_keys(CellKind kind, KeyRoom *room);
/* Of what a cell that reads in both directions has for the other; file: its weights are a file's. */
const JsonKeys *lesson_backward_keys(CellKind kind, bool file, KeyRoom *room);
/* Of an edit of the variant; in the schema: edit_ and its key. */
const JsonKeys *lesson_variant_keys(const VariantInfo *variant, KeyRoom *room);
/* Of the weights that the cell has; apart: of those that stand under this variant's own key, as
 * peepholes do, else NULL. */
const JsonKeys *lesson_weight_keys(const CellSpec *spec, const VariantInfo *apart, KeyRoom *room);
/* The variant under whose key the weight stands; NULL: it is among the weights. */
const VariantInfo *weight_apart(CellKind kind, int weight);

/* Limits that the schema states as well. */
enum {
    LESSON_FORMAT = 1,
    LESSON_BYTES = 64 << 20, /* a file larger than this is not read */
    LESSON_DEPTH = 32,       /* of brackets */
    LESSON_INPUTS = 1024,
    LESSON_HIDDEN = 1024,
    LESSON_STEPS = 1000000,
    LESSON_CELLS = 8,
    LESSON_BEATS = 200,
    LESSON_LEVELS = 5,
    LESSON_LAYERS = 64,
    LESSON_REQUIRES = 32,
    LESSON_TEACHES = 64,
    LESSON_SOURCES = 32,
    BEAT_CLAIMS = 64,
    BEAT_EDITS = 256,
    BEAT_HIGHLIGHTS = 64,
    ASK_CHOICES = 16,
    TASK_MAY = 64,
};

/* Not in the schema: how many single changes a list of edits can mean, where it sets whole
 * matrices. */
enum { EDITS_MOST = 65536 };

#endif
