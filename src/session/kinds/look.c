/* look.c: see look.h. */
#include "session/kinds/look.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/clamp.h"
#include "session/beats.h"
#include "session/clock.h"
#include "session/kinds/look_fit.h"
#include "session/life.h"

static const SessionKind MAPS, ON_STAGE;

/* NULL: it is of another kind. */
static Look *look_of(const Session *session) {
    return session->kind == &MAPS || session->kind == &ON_STAGE ? session->own : NULL;
}

const Look *session_look_into(const Session *session) {
    return session->kind == &MAPS ? session->own : NULL;
}

long look_step(const Session *session) {
    return clamp_long(session_moment(session).t, 0, session->lesson->steps - 1);
}

const LookMap *look_map(const Look *look) {
    return &look->maps[look->map];
}

int look_rank(const Session *session) {
    const Look *look = look_of(session);
    for (int k = 0; k < look_map(look)->rows; k++)
        if (look->rows[k] == session->unit)
            return k;
    return 0;
}

LookOrder look_order(const Session *session) {
    const Look *look = look_of(session);
    const CellFigures *figures = &look->cells[session->cell].figures;
    bool no_memory = isnan(figures->units[0].keeps) || look_map(look)->rows != figures->unit_count;
    return look->order == LOOK_BY_MEMORY && no_memory ? LOOK_BY_NUMBER : look->order;
}

/* ---- what is kept of the run ---- */

static void free_maps(Look *look) {
    for (int k = 0; k < LOOK_MAPS; k++)
        look_map_free(&look->maps[k]);
    look->map_count = 0;
}

static bool is_shown(const CellSpec *spec, int signal) {
    const SignalInfo *info = &cell_kind(spec->kind)->signals[signal];
    return (info->class == SIGNAL_GATE || info->class == SIGNAL_VALUE) && !info->inner &&
           !info->repeats && signal_present(spec, signal);
}

/* In the order of the table, the hidden state last. */
static bool make_maps(Session *session, Look *look, Error *error) {
    const Trace *trace = session->run->traces[session->cell];
    const CellKindInfo *kind = cell_kind(trace->spec.kind);
    free_maps(look);
    for (int k = 1; k <= kind->signal_count; k++) {
        int signal = k < kind->signal_count ? k : SIGNAL_H;
        if ((k == SIGNAL_H) || !is_shown(&trace->spec, signal) || look->map_count == LOOK_MAPS)
            continue;
        if (!look_map_make(&look->maps[look->map_count++], trace, signal, error))
            return false;
    }
    look->map = clamp_int(look->map, 0, look->map_count - 1);
    return true;
}

static bool make_figures(const Session *session, Look *look, Error *error) {
    int count = session->lesson->cell_count;
    Horizon *horizons = calloc((size_t)count, sizeof *horizons);
    bool good = horizons && trust_horizons(session->run, horizons, error);
    for (int k = 0; good && k < count; k++) {
        LookCell *cell = &look->cells[k];
        figures_free(&cell->figures);
        good = figures_of(&cell->figures, session->run->traces[k], error);
        cell->readout = cell_reads_out(session->run->cells[k]);
        cell->lost = trust_lost(session->run, k);
        cell->horizon = horizons[k];
    }
    free(horizons);
    return good;
}

/* ---- the order ---- */

static float key_of(const Session *session, const Look *look, const float *shares, int unit) {
    switch (look_order(session)) {
    case LOOK_BY_MEMORY:
        return look->cells[session->cell].figures.units[unit].keeps;
    case LOOK_BY_SATURATION:
        return shares[unit];
    case LOOK_BY_INPUT:
        return look->r[unit];
    default:
        return (float)-unit;
    }
}

/* Units whose key is no number stand last; equal ones by number. Inserted one by one, which for some
 * hundred units is soon done. */
static void sort_rows(Look *look, int count) {
    for (int k = 0; k < count; k++) {
        float key = look->keys[k];
        int at = k;
        while (at > 0 && (look->keys[look->rows[at - 1]] < key ||
                          (isnan(look->keys[look->rows[at - 1]]) && !isnan(key)))) {
            look->rows[at] = look->rows[at - 1];
            at--;
        }
        look->rows[at] = k;
    }
}

static void put_in_order(Session *session, Look *look) {
    const Trace *trace = session->run->traces[session->cell];
    const LookMap *map = look_map(look);
    int inputs = session->lesson->inputs;
    figures_correlation(trace, map->signal, session->run->sequence + look->input, (size_t)inputs,
                        look->r);
    figures_saturation(trace, map->signal, look->keys);
    for (int unit = 0; unit < map->rows; unit++)
        look->keys[unit] = key_of(session, look, look->keys, unit);
    sort_rows(look, map->rows);
    session->unit = clamp_int(session->unit, 0, map->rows - 1);
}

/* All of it anew, where the run or the selected cell is another one. */
static bool refresh(Session *session, Look *look, Error *error) {
    bool stale = look->version != session->run->version;
    if (!stale && look->cell == session->cell)
        return true;
    if (stale && !make_figures(session, look, error))
        return false;
    if (!make_maps(session, look, error))
        return false;
    look->version = session->run->version;
    look->cell = session->cell;
    put_in_order(session, look);
    return true;
}

/* ---- what is done ---- */

static bool jump(Session *session, long t) {
    long tick = session->tick;
    clock_jump(session, tick_of(clamp_long(t, 0, session->lesson->steps - 1), PHASE_SHOW));
    session->seen = session->lesson->steps - 1;
    return session->tick != tick;
}

static bool select_unit(Session *session, int cell, int unit) {
    int cell_before = session->cell, unit_before = session->unit;
    session->cell = clamp_int(cell, 0, session->lesson->cell_count - 1);
    int units = session->lesson->cells[session->cell].cell->spec.hidden;
    session->unit = clamp_int(unit, 0, units - 1);
    return session->cell != cell_before || session->unit != unit_before;
}

static bool turn_cell(Session *session, int by) {
    int count = session->lesson->cell_count;
    return select_unit(session, ((session->cell + by) % count + count) % count, session->unit);
}

static bool turn_unit(Session *session, int by) {
    const Look *look = look_of(session);
    int rank = clamp_int(look_rank(session) + by, 0, look_map(look)->rows - 1);
    return select_unit(session, session->cell, look->rows[rank]);
}

/* A number out of 0..count-1, or so many on in a circle. Whether it is another one. */
static bool choose(int *number, const Action *action, int count) {
    int before = *number, wish = action->unit;
    if (action->flag)
        wish = ((before + wish) % count + count) % count;
    if (wish < 0 || wish >= count)
        return false;
    *number = wish;
    return wish != before;
}

static bool choose_point(Session *session, const Action *action) {
    const Look *look = look_of(session);
    int rows = look_map(look)->rows;
    long steps = session->lesson->steps;
    int rank = clamp_int((int)((1 - action->value_y) * (float)rows), 0, rows - 1);
    bool unit = select_unit(session, session->cell, look->rows[rank]);
    return jump(session, (long)(action->value * (float)steps)) || unit;
}

/* The beats of a lesson that was made of a file show a cell each. */
static void enter_beat(Session *session) {
    long t = look_step(session);
    int cell = session->cell, unit = session->unit;
    if (session->lesson->beat_count == session->lesson->cell_count && session->beat != cell) {
        beats_enter(session, cell);
        session->cell = cell;
        session->unit = unit;
    }
    jump(session, t);
}

static bool bring(Session *session, bool stage) {
    bool staged = session->kind == &ON_STAGE;
    if (stage == staged)
        return false;
    session->kind = stage ? &ON_STAGE : &MAPS;
    session->playing = false;
    session->view.explore = true;
    session->view.focus = session->view.hover = 0;
    if (stage)
        enter_beat(session);
    else
        jump(session, look_step(session));
    return true;
}

static bool act(Session *session, const Action *action) {
    Look *look = look_of(session);
    int order = (int)look->order, telling = look->telling;
    bool changed = false;
    switch (action->number) {
    case LOOK_SIGNAL:
        changed = choose(&look->map, action, look->map_count);
        break;
    case LOOK_ORDER:
        changed = choose(&order, action, LOOK_ORDERS);
        look->order = (LookOrder)order;
        break;
    case LOOK_INPUT:
        changed = choose(&look->input, action, session->lesson->inputs);
        break;
    case LOOK_POINT:
        return choose_point(session, action);
    case LOOK_ON_STAGE:
        return bring(session, action->unit > 0);
    case LOOK_WHY:
        changed = look->why && choose(&telling, action, 2);
        look->telling = telling;
        return changed;
    default:
        return false;
    }
    if (changed)
        put_in_order(session, look);
    return changed;
}

/* ---- the hooks ---- */

/* What any session can do, and makes sense here. */
static bool is_of_the_view(ActionKind kind) {
    return kind == ACTION_THEME || kind == ACTION_TEXT_SIZE || kind == ACTION_PANEL ||
           kind == ACTION_SCROLL || kind == ACTION_HELP || kind == ACTION_LANGUAGE ||
           kind == ACTION_NOTATION || kind == ACTION_MOTION || kind == ACTION_FOCUS ||
           kind == ACTION_HOVER || kind >= ACTION_HOME;
}

static bool take_maps(Session *session, const Action *action, bool *changed) {
    *changed = false;
    switch (action->kind) {
    case ACTION_LOOK:
        *changed = act(session, action);
        return true;
    case ACTION_STEP:
    case ACTION_PHASE:
        *changed = jump(session, look_step(session) + action->number);
        return true;
    case ACTION_GO:
        *changed = jump(session, action->step);
        return true;
    case ACTION_SELECT:
        *changed = select_unit(session, action->cell, action->unit);
        return true;
    case ACTION_UNIT:
        *changed = turn_unit(session, action->number);
        return true;
    case ACTION_CELL:
        *changed = turn_cell(session, action->number);
        return true;
    default:
        return !is_of_the_view(action->kind);
    }
}

static bool take_on_stage(Session *session, const Action *action, bool *changed) {
    if (action->kind != ACTION_LEAD_BACK)
        return false;
    *changed = bring(session, false);
    return true;
}

/* Without memory the maps stay those of before, and the notice says why. */
static void keep(Session *session, bool changed) {
    Look *look = look_of(session);
    if (!changed || session->kind != &MAPS)
        return;
    if (!refresh(session, look, &session->notice))
        session->cell = look->cell;
}

static void look_end(Look *look) {
    if (!look)
        return;
    for (int k = 0; look->cells && k < look->lesson->cell_count; k++)
        figures_free(&look->cells[k].figures);
    free_maps(look);
    lesson_free(look->lesson);
    free(look->format);
    free(look->left);
    free(look->why);
    free(look->cells);
    free(look->rows);
    free(look->keys);
    free(look->r);
    free(look);
}

static void end(Session *session) {
    look_end(look_of(session));
}

static const SessionKind MAPS = {
    .id = SESSION_LOOK,
    .take = take_maps,
    .advance = clock_advance,
    .moving = NULL,
    .keep = keep,
    .grow = NULL,
    .can_undo = NULL,
    .tempo = NULL,
    .window = NULL,
    .free = end,
};

static const SessionKind ON_STAGE = {
    .id = SESSION_LESSON,
    .guided = true,
    .leads_back = "To the maps",
    .take = take_on_stage,
    .advance = clock_advance,
    .moving = NULL,
    .keep = NULL,
    .grow = NULL,
    .can_undo = NULL,
    .tempo = NULL,
    .window = NULL,
    .free = end,
};

/* ---- making it ---- */

static bool copy(char **to, const char *text) {
    return !text || (*to = strdup(text)) != NULL;
}

static int most_units(const Lesson *lesson) {
    int most = 1;
    for (int k = 0; k < lesson->cell_count; k++)
        if (lesson->cells[k].cell->spec.hidden > most)
            most = lesson->cells[k].cell->spec.hidden;
    return most;
}

/* NULL and an error where memory lacks; the lesson is gone then. */
static Look *look_new(Lesson *lesson, const LookFile *file, Error *error) {
    Look *look = calloc(1, sizeof *look);
    size_t units = (size_t)most_units(lesson), cells = (size_t)lesson->cell_count;
    if (!look) {
        lesson_free(lesson);
        error_memory(error, sizeof *look, "the maps of a run");
        return NULL;
    }
    *look = (Look){.lesson = lesson,
                   .left_count = file->left_count,
                   .guesses = file->guesses,
                   .pulse = file->pulse,
                   .cell = -1,
                   .cells = calloc(cells, sizeof *look->cells),
                   .rows = calloc(units, sizeof *look->rows),
                   .keys = calloc(units, sizeof *look->keys),
                   .r = calloc(units, sizeof *look->r)};
    if (look->cells && look->rows && look->keys && look->r && copy(&look->format, file->format) &&
        copy(&look->left, file->left) && copy(&look->why, file->why))
        return look;
    look_end(look);
    error_memory(error, units * sizeof *look->r, "the maps of a run");
    return NULL;
}

/* The gate that keeps is the large map at first, and the middle of the run is under the cursor. */
static bool begin(Session *session, Look *look, Error *error) {
    session->kind = &MAPS;
    session->own = look;
    session->view.explore = true;
    look->version = session->run->version - 1;
    session->cell = session->unit = 0;
    if (!refresh(session, look, error))
        return false;
    int keeps = cell_kind(session->run->cells[session->cell]->spec.kind)->keeps;
    for (int k = 0; k < look->map_count; k++)
        if (look->maps[k].signal == keeps)
            look->map = k;
    put_in_order(session, look);
    jump(session, session->lesson->steps / 2);
    return true;
}

Session *session_new_look(Lesson *lesson, const LookFile *file, Error *error) {
    if (lesson->cell_count < 1 || lesson->steps < 1 || lesson->inputs < 1) {
        error_set(error, "there is nothing to look into: %d cells, %ld steps, %d inputs",
                  lesson->cell_count, lesson->steps, lesson->inputs);
        lesson_free(lesson);
        return NULL;
    }
    if (!look_fits(lesson, error)) {
        lesson_free(lesson);
        return NULL;
    }
    Look *look = look_new(lesson, file, error);
    Session *session = look ? session_new(lesson, error) : NULL;
    if (session && begin(session, look, error))
        return session;
    if (session)
        session_free(session); /* with the look */
    else
        look_end(look);
    return NULL;
}
