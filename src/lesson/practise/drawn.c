/* drawn.c: items whose last steps are drawn. See item.h. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lesson/guess.h"
#include "lesson/practise/parts.h"

_Static_assert((int)ITEM_STEPS <= (int)DRAWN_STEPS, "all steps can be kept");
_Static_assert((int)ITEM_STEPS <= (int)QUESTION_STEPS, "all steps can be drawn");
_Static_assert((int)WHY_MOST == (int)REASON_MOST, "a reason is kept whole");

enum { DRAWN_LEAST = 3, LEVELS_A_STEP = 2 };

bool item_can_be_drawn(const Item *item) {
    return item->generator->drawing && item->form == ITEM_CURVE && item->signal != NO_SIGNAL;
}

int item_drawn_from(const Item *item) {
    int from = item->facts.steps - DRAWN_LEAST - item->level / LEVELS_A_STEP;
    return from > 1 ? from : 1;
}

bool item_draw(Item *item) {
    assert(item_can_be_drawn(item) && !item->drawn);
    Question *question = calloc(1, sizeof *question);
    if (!question)
        return false;
    question->form = QUESTION_DRAW;
    question->signal = (Target){TARGET_SIGNAL, 0, item->signal, 0, 0};
    question->from = item_drawn_from(item);
    question->to = item->facts.steps - 1;
    question->within = item->tolerance;
    if (!text_set(&question->question, "en", "Draw how it goes on.")) {
        free(question);
        return false;
    }
    Beat *beat = &item->lesson->beats[0];
    beat->question = question;
    beat->has_at = beat->has_near = true;
    beat->at_t = question->from - 1;
    beat->at_phase = PHASE_SHOW;
    beat->near = question->signal;
    item->question = item->generator->drawing;
    item->drawn = true;
    return true;
}

void item_answer_id(const Item *item, char id[ITEM_NAME]) {
    snprintf(id, ITEM_NAME, "%s%s", item->generator->id, item->drawn ? DRAWN_NAME : "");
}

/* ---- whose drawing it is ---- */

/* What is told of the steps from `from` on, as if the item began there. */
static Facts facts_from(const Item *item, int from) {
    Facts facts = item->facts;
    facts.steps -= from;
    for (int k = 0; k < ITEM_ROWS; k++)
        memmove(facts.row[k], facts.row[k] + from, (size_t)facts.steps * sizeof *facts.row[k]);
    facts.start = item->path[from - 1];
    return facts;
}

/* The largest gap to what somebody draws who holds the belief; INFINITY: they would not draw. */
static float gap_to(const Item *item, Belief belief, const float *values) {
    Facts facts = facts_from(item, item_drawn_from(item));
    float path[ITEM_STEPS] = {0}, most = 0;
    if (!item->generator->solve(&facts, belief, path))
        return INFINITY;
    for (int t = 0; t < facts.steps; t++)
        most = fmaxf(most, fabsf(values[t] - path[t]));
    return most;
}

/* As lessons judge what is drawn (lesson/check/answer.c). */
static bool is_right(const Item *item, const float *values) {
    int from = item_drawn_from(item);
    for (int t = from; t < item->facts.steps; t++)
        if (!(fabsf(values[t - from] - item->path[t]) <= item->tolerance * 1.00001f))
            return false;
    return true;
}

int item_drawn_chosen(const Item *item, const float *values) {
    const Belief *beliefs = item->generator->beliefs;
    int chosen = CHOSEN_OTHER;
    float least = item->tolerance;
    if (is_right(item, values))
        return CHOSEN_RIGHT;
    for (int k = 0; k < ITEM_BELIEFS && beliefs[k] != BELIEF_NONE; k++) {
        float gap = gap_to(item, beliefs[k], values);
        if (gap > least)
            continue;
        least = gap;
        chosen = k + 1;
    }
    return chosen;
}
