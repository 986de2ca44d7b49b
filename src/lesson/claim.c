/* claim.c: see claim.h. */
#include "lesson/claim.h"

#include <stdlib.h>

void condition_free(Condition *condition) {
    if (!condition)
        return;
    free(condition->text);
    free(condition->nodes);
    for (int k = 0; k < condition->tangent_count; k++)
        tangent_free(condition->tangents[k]);
    free(condition->tangents);
    free(condition);
}

void claim_clear(Claim *claim) {
    free(claim->source);
    condition_free(claim->condition);
}
