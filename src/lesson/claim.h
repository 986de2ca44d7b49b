/* claim.h: a claim as a lesson keeps it: as it is written, and as a tree of what it compares. It is
 * parsed, and computed in a run, in condition/; nobody else looks inside a Condition. */
#ifndef GATESCOPE_LESSON_CLAIM_H
#define GATESCOPE_LESSON_CLAIM_H

#include "engine/tangent.h"

typedef struct Condition {
    char *text;
    struct ConditionNode *nodes; /* one array, owned */
    int node_count, root;
    Tangent **tangents; /* room for derivatives, a cell each, so that computing them needs no more
                           memory; NULL: none is asked for; owned */
    int tangent_count;
} Condition;

typedef struct Claim {
    char *source;         /* as written; owned */
    int line, column;     /* where it stands in the file, for messages; 0: nowhere */
    Condition *condition; /* owned; NULL: none */
} Claim;

void condition_free(Condition *condition); /* NULL is allowed */
void claim_clear(Claim *claim);            /* frees what is in it */

#endif
