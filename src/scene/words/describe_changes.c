/* describe_changes.c: what is different from the beat before, the largest first. See describe.h. */
#include <math.h>
#include <string.h>

#include "scene/words/describe_parts.h"

enum { CHANGES_TOLD = 6 };

typedef struct Change {
    int cell, signal, unit;
    float from, to;
    bool pointed_at; /* the beat highlights it */
} Change;

typedef struct Changes {
    Change told[CHANGES_TOLD]; /* in the order in which they are told */
    int count, all;
} Changes;

static bool comes_before(const Change *a, const Change *b) {
    if (a->pointed_at != b->pointed_at)
        return a->pointed_at;
    float here = fabsf(a->to - a->from), there = fabsf(b->to - b->from);
    return here > there || (isnan(here) && !isnan(there));
}

/* Puts it in its place; the last one of too many falls out. */
static void keep(Changes *changes, Change change) {
    int at = changes->count < CHANGES_TOLD ? changes->count++ : CHANGES_TOLD;
    changes->all++;
    for (; at > 0 && comes_before(&change, &changes->told[at - 1]); at--)
        if (at < CHANGES_TOLD)
            changes->told[at] = changes->told[at - 1];
    if (at < CHANGES_TOLD)
        changes->told[at] = change;
}

/* Both are said alike: to the ear nothing changed. */
static bool sound_alike(const Prose *prose, float a, float b) {
    char first[PROSE_NUMBER], second[PROSE_NUMBER];
    return strcmp(prose_number(prose, a, first), prose_number(prose, b, second)) == 0 ||
           fabsf(a - b) < 0.005f;
}

static void compare(Changes *changes, const Prose *prose, const Session *session,
                    const Session *before, int cell, int signal) {
    int hidden = session->run->cells[cell]->spec.hidden;
    for (int unit = 0; unit < hidden; unit++) {
        Change change = {cell, signal, unit, 0, 0, false};
        change.pointed_at = session_highlighted(session, cell, signal, unit);
        if (describe_standing(before, cell, signal, unit, &change.from) >= -1 &&
            describe_standing(session, cell, signal, unit, &change.to) >= -1 &&
            !sound_alike(prose, change.from, change.to))
            keep(changes, change);
    }
}

static void add_change(Prose *prose, const Session *session, const Change *change) {
    char first[PROSE_NUMBER], second[PROSE_NUMBER];
    const char *from = prose_number(prose, change->from, first);
    const char *to = prose_number(prose, change->to, second);
    prose->capital = true;
    prose_signal_of(prose, session, change->cell, change->signal, change->unit);
    if (isnan(change->from) || isnan(change->to))
        prose_add(prose, " goes from %s to %s.\n", from, to);
    else if (change->to > change->from)
        prose_add(prose, " rises from %s to %s.\n", from, to);
    else
        prose_add(prose, " falls from %s to %s.\n", from, to);
}

void describe_changes(Prose *prose, const Session *session, const Session *before) {
    Changes changes = {.count = 0};
    int signal;
    for (int cell = 0; cell < session->lesson->cell_count; cell++)
        if (session_cell_shown(session, cell) && session_cell_shown(before, cell))
            for (int k = 0; (signal = describe_signal(session, cell, k)) >= 0; k++)
                compare(&changes, prose, session, before, cell, signal);
    if (!changes.count) {
        prose_add(prose, "No number on stage has changed since the beat before.\n");
        return;
    }
    prose_add(prose, "Since the beat before:\n");
    for (int k = 0; k < changes.count; k++)
        add_change(prose, session, &changes.told[k]);
    int more = changes.all - changes.count;
    if (more)
        prose_add(prose,
                  more == 1 ? "And %d more number changes.\n" : "And %d more numbers change.\n",
                  more);
}
