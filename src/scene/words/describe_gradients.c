/* describe_gradients.c: the gradients that are shown, in sentences. See describe.h. */
#include <stdlib.h>

#include "scene/words/describe_parts.h"

/* "by 0.233 on step 0 (its update gates since then multiply to 0.233)" */
static void add_step(Prose *prose, const Session *session, const Lookback *lookback, long t) {
    CellKind kind = session->run->cells[lookback->cell]->spec.kind;
    char number[PROSE_NUMBER];
    prose_add(prose, "by %s on step %ld",
              prose_setting(prose, lookback->by_step[t - lookback->from], number), t);
    if (lookback->gate < 0)
        return;
    const char *gate = phrase_signal(prose->language, kind, lookback->gate);
    const char *kept = prose_setting(prose, lookback->kept[t - lookback->from], number);
    if (labs(lookback->to - t) > 1)
        prose_add(prose, " (its %ss since then multiply to %s)", gate, kept);
    else
        prose_add(prose, " (its %s kept %s)", gate, kept);
}

/* The step before, one halfway, the first that there is a number of. */
static void add_cell(Prose *prose, const Session *session, const Lookback *lookback) {
    long steps[3], count = 0;
    bool backward = session->run->cells[lookback->cell]->spec.backward;
    long back = backward ? 1 : -1, most = lookback->last - lookback->from, was = 0;
    for (int k = 0; k < 3; k++) {
        long past = k == 0 ? 1 : k == 1 ? (most + 1) / 2 : most;
        if (past > was && past <= most)
            steps[count++] = lookback->to + back * past;
        was = past > was ? past : was;
    }
    if (count == 0)
        return;
    prose->capital = true;
    prose_signal_of(prose, session, lookback->cell, lookback->signal, lookback->unit);
    prose_add(prose, " at step %ld depends ", lookback->to);
    for (int k = 0; k < count; k++) {
        if (k)
            prose_add(prose, "; ");
        add_step(prose, session, lookback, steps[k]);
    }
    prose_add(prose, ".\n");
}

void describe_gradients(Prose *prose, const Session *session) {
    if (!session->view.gradients)
        return;
    prose_add(prose, "Gradients are shown in the timeline's place: how the newest step depends on "
                     "the steps before it.\n");
    for (int cell = 0; cell < session->lesson->cell_count; cell++) {
        const Lookback *lookback = session_lookback(session, cell);
        if (lookback)
            add_cell(prose, session, lookback);
    }
}
