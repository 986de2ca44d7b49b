/* describe_text.c: see describe_text.h. */
#include "scene/words/describe_text.h"

#include <math.h>

#include "scene/words/prose.h"
#include "session/kinds/text.h"

enum { UNITS_TOLD = 5, CHANCES_TOLD = 4, BEFORE = 40 };

static void add_which(Prose *prose, const Session *session) {
    const TextReading *reading = session_text(session);
    long length = session->lesson->steps, written = length - reading->written;
    float bits = session_text_bits(session);
    if (reading->passage == TEXT_OWN)
        prose_add(prose, "Your own text, %ld characters.", length);
    else
        prose_add(prose, "The text \u201c%s\u201d, %ld characters.",
                  text_in(&reading->set->items[reading->passage].title, prose->language), length);
    if (written > 0)
        prose_add(prose, " The model wrote the last %ld.", written);
    if (!isnan(bits))
        prose_add(prose, " The model needs %.2f bits for each.", (double)bits);
    if (reading->model == TEXT_ENGLISH)
        prose_add(prose, " It has read novels by Jane Austen.");
    if (reading->model == TEXT_TRAINED)
        prose_add(prose, " You have just trained it: %s.",
                  cell_kind(session->lesson->cells[CHARACTERS_CELL].cell->spec.kind)->title);
    if (reading->model == TEXT_LISP)
        prose_add(prose, " It has read a program, in Lisp.");
    prose_span(prose, "\n", 1);
}

static void add_character(Prose *prose, unsigned char c) {
    char name[2] = {(char)c, '\0'};
    if (c == ' ')
        prose_add(prose, "space");
    else if (c == '\n')
        prose_add(prose, "line end");
    else
        prose_add(prose, "\u201c%s\u201d", name);
}

/* The last characters that were read. */
static void add_place(Prose *prose, const Session *session, long t) {
    long from = t >= BEFORE ? t - BEFORE + 1 : 0;
    prose_add(prose, "Character t = %ld, after: ", t);
    for (long k = from; k <= t; k++) {
        char c = (char)session_text(session)->text[k];
        prose_span(prose, c == '\n' ? " " : &c, 1);
    }
    prose_span(prose, "\n", 1);
}

static void add_unit(Prose *prose, const Session *session, long t) {
    const Correlation *correlation = &session_text(session)->correlation;
    bool any = false;
    prose_add(prose, "Unit %d remembers %.2f.", session->unit + 1,
              (double)session_text_value(session, t));
    for (int k = 0; k < FEATURE_COUNT; k++) {
        float r = correlation_of(correlation, session->unit, (Feature)k);
        if (isnan(r))
            continue;
        prose_add(prose, any ? ", " : " Its correlation with each property: ");
        prose_add(prose, "%s %.2f", prose_phrase(prose, feature_name((Feature)k)), (double)r);
        any = true;
    }
    prose_add(prose, any ? ".\n" : "\n");
}

static void add_best(Prose *prose, const Session *session) {
    const TextReading *reading = session_text(session);
    int units = reading->correlation.units;
    prose_add(prose, "Units that follow \u201c%s\u201d most closely: ",
              prose_phrase(prose, feature_name(reading->feature)));
    for (int k = 0; k < units && k < UNITS_TOLD; k++) {
        int unit = reading->order[k];
        float r = correlation_of(&reading->correlation, unit, reading->feature);
        prose_add(prose, k ? ", " : "");
        prose_add(prose, "unit %d %.2f", unit + 1, isnan(r) ? 0.0 : (double)r);
    }
    prose_add(prose, ".\n");
}

static void add_next(Prose *prose, const Session *session, long t) {
    const Alphabet *alphabet = &session_text(session)->alphabet;
    float chances[ALPHABET_MOST];
    session_text_chances(session, t, chances);
    prose_add(prose,
              "What comes next, at temperature %.2f: ", (double)session_text(session)->temperature);
    for (int told = 0; told < CHANCES_TOLD && told < alphabet->count; told++) {
        int best = 0;
        for (int k = 1; k < alphabet->count; k++)
            if (chances[k] > chances[best])
                best = k;
        prose_add(prose, told ? ", " : "");
        add_character(prose, alphabet->character_of[best]);
        prose_add(prose, " %.0f %%", 100 * (double)chances[best]);
        chances[best] = -1;
    }
    prose_add(prose, ".\n");
}

size_t describe_text(const Session *session, char *text, size_t size) {
    Prose prose = prose_new(text, size, session->view.language);
    long t = session_moment(session).t;
    add_which(&prose, session);
    if (t < 0) {
        prose_add(&prose, "No character is read yet.\n");
        return prose.length;
    }
    add_place(&prose, session, t);
    add_unit(&prose, session, t);
    add_best(&prose, session);
    add_next(&prose, session, t);
    return prose.length;
}
