/* describe_digits.c: see describe_digits.h. */
#include "scene/words/describe_digits.h"

#include "scene/words/prose.h"
#include "session/kinds/digits.h"

static void add_which(Prose *prose, const Session *session) {
    const DigitReading *digits = session_digits(session);
    int label = session_digit_label(session);
    if (session_digit_blank(session))
        prose_add(prose, "Nothing is drawn yet.\n");
    else if (label < 0)
        prose_add(prose, "A digit drawn by hand, of %d points.\n", digits->ink_count);
    else
        prose_add(prose, "Test digit %d of %ld, a written %d.\n", digits->index + 1,
                  digits->set->count, label);
}

/* Where a row has ink, as the inputs are now. */
static void add_ink(Prose *prose, const Session *session, long t) {
    const float *row = session->run->sequence + t * DIGIT_SIDE;
    bool any = false;
    for (int k = 0; k < DIGIT_SIDE; k++) {
        int end = k;
        while (end < DIGIT_SIDE && row[end] > 0.5f)
            end++;
        if (end > k) {
            prose_add(prose, any ? ", %d" : " ink at %d", k + 1);
            if (end > k + 1)
                prose_add(prose, " to %d", end);
            any = true;
            k = end;
        }
    }
    if (!any)
        prose_add(prose, session_row_erased(session, t) ? " rubbed out" : " no ink");
}

static void add_guesses(Prose *prose, const Session *session, long t) {
    int cells[CELL_KIND_COUNT], count = session_shown_cells(session, cells, CELL_KIND_COUNT);
    for (int k = 0; k < count; k++) {
        float chances[DIGIT_CLASSES];
        session_digit_chances(session, cells[k], t, chances);
        int guess = digit_guess(chances);
        prose_add(prose, k ? "; %s %d, %.0f %%" : ". %s %d, %.0f %%",
                  cell_kind((CellKind)cells[k])->title, guess, 100 * (double)chances[guess]);
    }
}

static void add_rows(Prose *prose, const Session *session, long last) {
    for (long t = 0; t <= last; t++) {
        prose_add(prose, "Row t = %ld:", t);
        add_ink(prose, session, t);
        add_guesses(prose, session, t);
        prose_add(prose, ".\n");
    }
}

static void add_unit(Prose *prose, const Session *session, long t) {
    const Trace *trace = session->run->traces[session->cell];
    const CellKindInfo *kind = cell_kind(trace->spec.kind);
    prose_add(prose, "Unit %d of the %s at row t = %ld: ", session->unit + 1, kind->title, t);
    bool any = false;
    for (int k = 0; k < kind->signal_count; k++) {
        const SignalInfo *info = &kind->signals[k];
        char number[PROSE_NUMBER];
        if (!signal_present(&trace->spec, k) ||
            (info->class != SIGNAL_GATE && info->class != SIGNAL_VALUE))
            continue;
        prose_add(prose, "%s%s %s", any ? prose_phrase(prose, ", ") : "",
                  phrase_signal(prose->language, trace->spec.kind, k),
                  prose_number(prose, trace_at(trace, k, t, 0)[session->unit], number));
        any = true;
    }
    prose_add(prose, ".\n");
}

static void add_networks(Prose *prose, const Session *session) {
    for (int k = 0; k < CELL_KIND_COUNT; k++)
        if (session_digits(session)->trained[k])
            prose_add(prose, "The %s was just trained.\n", cell_kind((CellKind)k)->title);
}

static void add_scores(Prose *prose, const Session *session) {
    const DigitReading *digits = session_digits(session);
    if (digits->scored < digits->set->count)
        return;
    for (int k = 0; k < CELL_KIND_COUNT; k++)
        prose_add(prose, "%s reads %d of %ld test digits wrong.\n", cell_kind((CellKind)k)->title,
                  digits->wrong[k], digits->set->count);
}

size_t describe_digits(const Session *session, char *text, size_t size) {
    Prose prose = prose_new(text, size, session->view.language);
    long t = session_moment(session).t;
    add_which(&prose, session);
    if (session_digit_blank(session))
        t = -1;
    else if (t < 0)
        prose_add(&prose, "No row is read yet.\n");
    else
        add_rows(&prose, session, t);
    if (t >= 0)
        add_unit(&prose, session, t);
    add_networks(&prose, session);
    add_scores(&prose, session);
    return prose.length;
}
