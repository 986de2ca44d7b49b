/* pickle_parts.h: the machine of pickle.h. Private to this folder. */
#ifndef GATESCOPE_FILES_TENSORS_PICKLE_PARTS_H
#define GATESCOPE_FILES_TENSORS_PICKLE_PARTS_H

#include "files/tensors/pickle.h"

typedef struct Machine {
    Pickle *pickle;
    const unsigned char *bytes;
    size_t length, at; /* at: the next byte */
    size_t opcode_at;
    PickleValue *stack; /* owned */
    size_t depth, stack_capacity;
    PickleValue *memo; /* owned; kind PICKLE_MARK: not set */
    size_t memo_count, memo_capacity;
    size_t spent, budget; /* bytes */
    bool ended;
    Error *error;
} Machine;

/* False, and the byte of the opcode in the message. */
bool machine_fail(const Machine *machine, const char *what);

/* ---- bytes ---- */

bool machine_take(Machine *machine, size_t count, const unsigned char **bytes);
/* Without its line end. */
bool machine_line(Machine *machine, PickleValue *text);
bool machine_number(Machine *machine, size_t size, uint64_t *number);

/* ---- stack, memo and nodes ---- */

bool machine_push(Machine *machine, PickleValue value);
bool machine_pop(Machine *machine, PickleValue *value); /* not a mark */
PickleValue *machine_top(const Machine *machine);       /* NULL: a mark, or nothing */
/* Takes away all above the last mark, and the mark: they stay where they are until the next push. */
bool machine_pop_mark(Machine *machine, PickleValue **items, size_t *count);

bool machine_remember(Machine *machine, size_t index);
bool machine_recall(Machine *machine, size_t index);

PickleNode *machine_node(Machine *machine); /* NULL and an error */
bool machine_append(Machine *machine, PickleNode *node, const PickleValue *items, size_t count);
bool machine_persistent(Machine *machine, PickleValue id);

/* ---- what opcodes make (pickle_make.c) ---- */

bool make_empty(Machine *machine, size_t kind);  /* of a PickleKind */
bool make_marked(Machine *machine, size_t kind); /* of all above the mark */
bool make_tuple(Machine *machine, size_t count); /* of up to 3 from the top */
/* What is put into the node that then is on top: all above the mark, as pairs or not; or from the
 * top an item (1) or a pair (2). */
bool make_put_marked(Machine *machine, size_t pairs);
bool make_put(Machine *machine, size_t count);
bool make_global_lines(Machine *machine, size_t none); /* module and name as lines */
bool make_global(Machine *machine, size_t none);       /* or from the stack */
/* A call of what lies below its arguments, which may have keywords above them; or of what is named by
 * two lines or the first above the mark. Nothing is called. */
bool make_call(Machine *machine, size_t keywords);
bool make_call_marked(Machine *machine, size_t lines);
bool make_state(Machine *machine, size_t none);

/* Whether the function is one that no file of weights has a reason to call; the message names it. */
bool machine_allowed(const Machine *machine, const PickleValue *function);

/* One opcode. */
bool machine_step(Machine *machine);

#endif
