/* pickle.h: what a Python pickle describes, with nothing of it executed.
 *
 * A pickle is a program for a machine with a stack, and in Python it may call whatever it names. Here
 * a call makes a node that says what would have been called with what, and no more; who reads it
 * (torch_tensor.c) knows the few calls that make tensors. Opcodes of the protocols 0 to 5 are known,
 * but for those that need what lies outside the bytes (extension codes, buffers). Calls of functions
 * that do harm (os.system, eval and their like) are refused by name.
 *
 * Memory is bounded: a pickle that describes more than `budget` bytes of nodes is refused. Nodes may
 * hold each other in circles, and one may stand in many: who walks them must bound its walk. */
#ifndef GATESCOPE_FILES_TENSORS_PICKLE_H
#define GATESCOPE_FILES_TENSORS_PICKLE_H

#include <stdint.h>

#include "base/error.h"

typedef enum PickleKind {
    PICKLE_NONE,
    PICKLE_BOOL,  /* integer */
    PICKLE_INT,   /* integer */
    PICKLE_FLOAT, /* real */
    PICKLE_TEXT,  /* text, length: of the pickle's own bytes, without a NUL; also bytes */
    PICKLE_OTHER, /* a number of more than 64 bits */
    PICKLE_MARK,  /* only inside the machine */
    PICKLE_LIST,  /* node: items; from here on all have one */
    PICKLE_TUPLE,
    PICKLE_SET,
    PICKLE_DICT,       /* node: items are key, value, key, value ... */
    PICKLE_GLOBAL,     /* node: of is the module, name its name in it */
    PICKLE_CALL,       /* node: of was called with the tuple in args, then given state and items */
    PICKLE_PERSISTENT, /* node: of is the id of what lies outside the pickle */
} PickleKind;

typedef struct PickleNode PickleNode;

typedef struct PickleValue {
    PickleKind kind;
    uint32_t length;
    union {
        int64_t integer;
        double real;
        const char *text;
        PickleNode *node;
    };
} PickleValue;

struct PickleNode {
    PickleValue *items; /* a call's are pairs as a dict's; what is appended has its index as key */
    size_t count, capacity;
    PickleValue of, name, args, state;
    PickleNode *next; /* of all */
    bool entered;     /* for who walks: is inside; has found nothing there */
    bool barren;
};

typedef struct Pickle {
    PickleValue root;
    size_t length;        /* bytes that were read */
    PickleNode *nodes;    /* all; owned */
    PickleValue *outside; /* each persistent id's node, in order; owned */
    size_t outside_count, outside_capacity;
} Pickle;

/* Reads the pickle that the bytes begin with; they must stay until pickle_free, which is to be called
 * in any case. False and an error without a file's name, with the byte in `what`. */
bool pickle_read(Pickle *pickle, const unsigned char *bytes, size_t length, size_t budget,
                 Error *error);
void pickle_free(Pickle *pickle);

bool pickle_is_text(const PickleValue *value, const char *text);
bool pickle_is_global(const PickleValue *value, const char *module, const char *name);
/* Whether it is a call of module.name. */
bool pickle_is_call(const PickleValue *value, const char *module, const char *name);
/* The item of a list, tuple or set, or a call's argument; NULL: there is none. */
const PickleValue *pickle_item(const PickleValue *value, size_t index);
const PickleValue *pickle_argument(const PickleValue *call, size_t index);
/* What stands under a text in a dict or the items of a call; NULL: nothing. */
const PickleValue *pickle_member(const PickleValue *value, const char *key);
/* False where it is no whole number from 0 on. */
bool pickle_size(const PickleValue *value, size_t *size);

#endif
