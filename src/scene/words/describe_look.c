/* describe_look.c: see describe_look.h. */
#include "scene/words/describe_look.h"

#include <math.h>
#include <string.h>

#include "lesson/number.h"
#include "scene/words/prose.h"
#include "session/kinds/look.h"

enum { UNITS_TOLD = 8 };

static const CellKindInfo *kind_of(const Session *session, int cell) {
    return cell_kind(session->lesson->cells[cell].cell->spec.kind);
}

static const char *signal_name(const Prose *prose, const Session *session, int cell, int signal) {
    return phrase_signal(prose->language, session->lesson->cells[cell].cell->spec.kind, signal);
}

/* ---- the file ---- */

static void tell_file(Prose *prose, const Session *session, const Look *look) {
    const Lesson *lesson = session->lesson;
    if (look->format) {
        prose_span(prose, look->format, strlen(look->format));
        prose_span(prose, ": ", 2);
    }
    prose_add(prose, "%s: ", phrase_text(prose->language, &lesson->title));
    prose_add(prose, "%d layers over %ld steps of %d inputs.\n", lesson->cell_count, look->steps,
              lesson->inputs);
    if (look->example)
        prose_add(prose,
                  "This is an example. A network of your own is opened by dropping its file on "
                  "the window, with data that it reads.\n");
    if (look->pulse)
        prose_add(prose, "There is no data: the network reads a pulse.\n");
    if (look->beside)
        prose_add(prose, "Beside it: %s.\n", look->beside);
    if (look->left)
        prose_add(prose, "Not shown: %s, %d tensors.\n", look->left, look->left_count);
}

/* ---- the layers ---- */

static void tell_lost(Prose *prose, const Session *session, int cell, const Lost *lost) {
    const CellKindInfo *kind = kind_of(session, cell);
    switch (lost->by) {
    case LOST_NOT:
        return;
    case LOST_INPUT:
        prose_add(prose, "From step %ld on it has no numbers, since input %d has none there. ",
                  lost->t, lost->unit + 1);
        return;
    case LOST_CELL:
        prose_add(prose,
                  "From step %ld on it has no numbers, since the layer below has none there. ",
                  lost->t);
        return;
    case LOST_WEIGHT:
        prose_add(prose, "From step %ld on it has no numbers, since the weight %s[%d,%d] is none. ",
                  lost->t, kind->weights[lost->weight].name, lost->row, lost->column);
        return;
    default:
        prose_add(prose,
                  "From step %ld on it has no numbers: %s of unit %d grew too large for one. ",
                  lost->t, kind->signals[lost->signal].name, lost->unit + 1);
    }
}

static void tell_trust(Prose *prose, const Horizon *horizon) {
    if (!horizon->known)
        prose_add(prose, "How far it can be trusted is not known, since the run is too large to be "
                         "computed twice");
    else if (horizon->from < 0)
        prose_add(prose, "It can be trusted to the end");
    else if (isnan(horizon->growth))
        prose_add(prose, "From step %ld on rounding decides", horizon->from);
    else
        prose_add(
            prose,
            "From step %ld on rounding decides: a difference grows by a factor of %.2f a step",
            horizon->from, (double)horizon->growth);
    prose_add(prose, ".\n");
}

/* Beside another export. */
static void tell_beside(Prose *prose, const Session *session, int cell, const LookBeside *beside) {
    const Parting *parting = &beside->parting;
    char one[NUMBER_SIZE], other[NUMBER_SIZE];
    if (!beside->there) {
        prose_add(prose, "The other has no such layer. ");
    } else if (parting->there) {
        number_format(parting->one, one);
        number_format(parting->other, other);
        prose_add(prose, "From step %ld on the other differs: %s of unit %d is %s, there %s; ",
                  parting->t, signal_name(prose, session, cell, parting->signal), parting->unit + 1,
                  one, other);
        prose_add(prose, "%.2g apart at most. ", (double)parting->most);
    } else {
        prose_add(prose, "The other is the same; %.2g apart at most. ", (double)parting->most);
    }
}

static void tell_layer(Prose *prose, const Session *session, const Look *look, int cell) {
    char low[PROSE_NUMBER], high[PROSE_NUMBER];
    const LookCell *about = &look->cells[cell];
    const CellFigures *figures = &about->figures;
    const CellKindInfo *kind = kind_of(session, cell);
    bool backward = session->lesson->cells[cell].cell->spec.backward;
    prose_add(prose,
              backward && !about->readout ? "Layer %d, %s, backwards, %d units"
                                          : "Layer %d, %s, %d units",
              cell + 1, about->readout ? prose_phrase(prose, "readout") : kind->title,
              figures->unit_count);
    prose_add(prose, ", %d of them dead, %d saturated. ", figures->dead, figures->saturated);
    for (int k = 0; k < figures->gate_count; k++)
        prose_add(prose, "The %s is shut in %.0f %% and open in %.0f %%. ",
                  signal_name(prose, session, cell, figures->gates[k]),
                  100 * (double)figures->shut[k], 100 * (double)figures->open[k]);
    prose_add(prose, "The %s goes from %s to %s. ", signal_name(prose, session, cell, kind->memory),
              prose_number(prose, figures->low, low), prose_number(prose, figures->high, high));
    tell_lost(prose, session, cell, &about->lost);
    if (look->beside)
        tell_beside(prose, session, cell, &about->beside);
    tell_trust(prose, &about->horizon);
}

/* ---- the map and the unit ---- */

static void tell_map(Prose *prose, const Session *session, const Look *look) {
    static const char *const ORDERS[LOOK_ORDERS] = {
        [LOOK_BY_MEMORY] = "how long they keep a value, in steps",
        [LOOK_BY_SATURATION] = "the share of steps at an end",
        [LOOK_BY_INPUT] = "the correlation with the chosen input",
        [LOOK_BY_NUMBER] = "unit number",
    };
    const LookMap *map = look_map(look);
    LookOrder order = look_order(session);
    prose_add(prose, "Map of layer %d: %s. Units by %s: ", session->cell + 1,
              signal_name(prose, session, session->cell, map->signal),
              prose_phrase(prose, ORDERS[order]));
    int told = map->rows < UNITS_TOLD ? map->rows : UNITS_TOLD;
    for (int k = 0; k < told; k++) {
        char number[PROSE_NUMBER];
        prose_add(prose, k ? ", %d" : "%d", look->rows[k] + 1);
        if (order != LOOK_BY_NUMBER)
            prose_add(prose, " (%s)", prose_number(prose, look->keys[look->rows[k]], number));
    }
    if (map->rows > told)
        prose_add(prose, " and %d more", map->rows - told);
    prose_add(prose, ".\n");
}

static void tell_unit(Prose *prose, const Session *session, const Look *look) {
    char number[PROSE_NUMBER];
    const UnitFigures *unit = &look->cells[session->cell].figures.units[session->unit];
    long t = look_step(session);
    prose_add(prose, "Unit %d at step %ld", session->unit + 1, t);
    for (int k = 0; k < look->map_count; k++) {
        const LookMap *map = &look->maps[k];
        if (session->unit >= map->rows)
            continue;
        prose_add(prose, k ? ", %s %s" : ": %s %s",
                  signal_name(prose, session, session->cell, map->signal),
                  prose_number(prose, look_value(session, map->signal, session->unit), number));
    }
    prose_add(prose, ". ");
    if (!isnan(unit->keeps))
        prose_add(prose, "It keeps a value for %s steps. ",
                  prose_number(prose, unit->keeps, number));
    if (session->unit < look_map(look)->rows && !isnan(look->r[session->unit]))
        prose_add(prose, "Its correlation with input %d is %s. ", look->input + 1,
                  prose_number(prose, look->r[session->unit], number));
    prose_add(prose, "\n");
}

size_t describe_look(const Session *session, char *text, size_t size) {
    const Look *look = session_look_into(session);
    Prose prose = prose_new(text, size, session->view.language);
    tell_file(&prose, session, look);
    if (!look->made) {
        prose_add(&prose, "Computing: %.0f %%.\n", floor(100 * look_share(session)));
        return prose.length;
    }
    for (int k = 0; k < session->lesson->cell_count; k++)
        tell_layer(&prose, session, look, k);
    tell_map(&prose, session, look);
    tell_unit(&prose, session, look);
    return prose.length;
}
