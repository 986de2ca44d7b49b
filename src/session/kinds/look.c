/* look.c: see look.h. */
#include "session/kinds/look.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/clamp.h"
#include "lesson/run/watch.h"
#include "session/beats.h"
#include "session/clock.h"
#include "session/edits.h"
#include "session/kinds/look_fit.h"
#include "session/kinds/look_parts.h"
#include "session/kinds/look_window.h"
#include "session/kinds/look_work.h"
#include "session/life.h"
#include "session/rebuild.h"
#include "session/words/phrase.h"

static const SessionKind MAPS, ON_STAGE;

Look *look_of(const Session *session) {
    return session->kind == &MAPS || session->kind == &ON_STAGE ? session->own : NULL;
}

const Look *session_look_into(const Session *session) {
    return session->kind == &MAPS ? session->own : NULL;
}

/* ---- what is done ---- */

static bool jump(Session *session, long t) {
    Look *look = look_of(session);
    long before = look->t;
    look->t = clamp_long(t, 0, look->steps - 1);
    if (look->made)
        look_follow(session, look, 0, &session->notice);
    return look->t != before;
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
    if (!look->made)
        return false;
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
    if (!look->made)
        return false;
    int rank = clamp_int((int)((1 - action->value_y) * (float)rows), 0, rows - 1);
    bool unit = select_unit(session, session->cell, look->rows[rank]);
    return jump(session, (long)((double)action->value * (double)look->steps)) || unit;
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

static bool to_stage(Session *session, Look *look) {
    if (!look->made || !look_follow(session, look, WINDOW_MARGIN, &session->notice))
        return false;
    session->kind = &ON_STAGE;
    look_title(look, true);
    enter_beat(session);
    return true;
}

/* What was changed on the stage of a window stays there: the maps are of the run without it. */
static bool to_maps(Session *session, Look *look) {
    bool changed = false;
    look->t =
        clamp_long(session_moment(session).t, 0, session->lesson->steps - 1) + look_first(look);
    session->kind = &MAPS;
    for (int k = 0; look->window && k < session->lesson->beat_count; k++)
        if (session->beats[k].edits.count > 0)
            changed = edits_drop(session, k) || changed;
    look_title(look, false);
    if (changed && rebuild_run(session, &session->notice))
        error_set(&session->notice, "%s",
                  phrase_in(session->view.language,
                            "The maps are of the run without what was changed on the stage"));
    jump(session, look->t);
    return true;
}

static bool bring(Session *session, bool stage) {
    Look *look = look_of(session);
    if (stage == (session->kind == &ON_STAGE))
        return false;
    if (stage ? !to_stage(session, look) : !to_maps(session, look))
        return false;
    session->playing = false;
    session->view.explore = true;
    session->view.focus = session->view.hover = 0;
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
        changed = (look->why || look->example) && choose(&telling, action, 2);
        look->telling = telling;
        return changed;
    default:
        return false;
    }
    if (changed && look->made && look_block(look) == look->block)
        look_put_in_order(session, look);
    return changed;
}

/* ---- the hooks ---- */

/* What any session can do, and makes sense here. */
static bool is_of_the_view(ActionKind kind) {
    return kind == ACTION_THEME || kind == ACTION_TEXT_SIZE || kind == ACTION_PANEL ||
           kind == ACTION_SCROLL || kind == ACTION_HELP || kind == ACTION_LANGUAGE ||
           kind == ACTION_NOTATION || kind == ACTION_MOTION || kind == ACTION_FOCUS ||
           kind == ACTION_HOVER || kind == ACTION_OPEN_MENU || kind >= ACTION_HOME;
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
    if (!look_refresh(session, look, &session->notice))
        session->cell = look->cell;
}

static bool moving(const Session *session) {
    return look_of(session)->work != NULL;
}

/* As much at a time as lets a few dozen frames a second pass. */
static bool advance(Session *session, double seconds) {
    const double FRAME = 0.04, MOST = 40;
    Look *look = look_of(session);
    if (!look->work)
        return clock_advance(session, seconds);
    double part = look->part * (seconds < FRAME ? 1.25 : 0.8);
    look->part = fmin(fmax(part, WORK_PART), MOST * WORK_PART);
    look_work_on(session, look, look->part, &session->notice);
    session->version++;
    return true;
}

static void look_end(Look *look) {
    if (!look)
        return;
    look_work_end(look);
    look_work_free_cells(look);
    look_window_free(look->window);
    text_free(&look->title);
    lesson_free(look->lesson);
    free(look->format);
    free(look->left);
    free(look->beside);
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
    .computes = true,
    .take = take_maps,
    .advance = advance,
    .moving = moving,
    .keep = keep,
    .grow = NULL,
    .can_undo = NULL,
    .tempo = NULL,
    .window = NULL,
    .part = NULL,
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
    .part = NULL,
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
                   .steps = lesson->steps,
                   .t = lesson->steps / 2,
                   .example = file->example,
                   .telling = file->example,
                   .cells = calloc(cells, sizeof *look->cells),
                   .rows = calloc(units, sizeof *look->rows),
                   .keys = calloc(units, sizeof *look->keys),
                   .r = calloc(units, sizeof *look->r)};
    if (look->cells && look->rows && look->keys && look->r &&
        text_copy(&look->title, &lesson->title) && copy(&look->format, file->format) &&
        copy(&look->left, file->left) && copy(&look->why, file->why))
        return look;
    look_end(look);
    error_memory(error, units * sizeof *look->r, "the maps of a run");
    return NULL;
}

/* What is computed stops after each part: look_work.h goes on with it. */
static bool put_off(void *context, const Lesson *lesson, double done) {
    (void)context, (void)lesson, (void)done;
    return false;
}

/* The gate that keeps is the large map at first, and the middle of the run is under the cursor. */
static bool begin(Session *session, Look *look, Error *error) {
    session->kind = &MAPS;
    session->own = look;
    session->view.explore = true;
    session->cell = session->unit = 0;
    look_work_name(session, look);
    int keeps = cell_kind(session->run->cells[0]->spec.kind)->keeps;
    for (int k = 0; k < look->cells[0].map_count; k++)
        if (look->cells[0].maps[k].signal == keeps)
            look->map = k;
    return look_begin_work(session, look, error);
}

/* NULL and an error; the lesson is gone then. */
static Look *look_over(Lesson *lesson, const LookFile *file, LookWay way, Error *error) {
    static const RunWatch BY_PARTS = {put_off, NULL};
    Look *look = look_new(lesson, file, error);
    if (look && way == LOOK_WINDOWED && !(look->window = look_window_new(lesson, error))) {
        look_end(look);
        return NULL;
    }
    if (look && way == LOOK_WHOLE)
        lesson->watch = &BY_PARTS;
    return look;
}

Session *session_new_look_within(Lesson *lesson, const LookFile *file, double bytes, Error *error) {
    if (lesson->cell_count < 1 || lesson->steps < 1 || lesson->inputs < 1) {
        error_set(error, "there is nothing to look into: %d cells, %ld steps, %d inputs",
                  lesson->cell_count, lesson->steps, lesson->inputs);
        lesson_free(lesson);
        return NULL;
    }
    LookWay way = look_way(lesson, bytes, error);
    if (way == LOOK_NOT) {
        lesson_free(lesson);
        return NULL;
    }
    Look *look = look_over(lesson, file, way, error);
    Session *session = look ? session_new(lesson, error) : NULL;
    if (session && begin(session, look, error))
        return session;
    if (session)
        session_free(session); /* with the look */
    else
        look_end(look);
    return NULL;
}

Session *session_new_look(Lesson *lesson, const LookFile *file, Error *error) {
    return session_new_look_within(lesson, file, LOOK_BYTES, error);
}

bool session_look_beside(Session *session, const char *name, const LookBeside *cells,
                         Error *error) {
    Look *look = look_of(session);
    assert(!look->beside);
    if (!copy(&look->beside, name))
        return error_memory(error, strlen(name), "the name of a file");
    for (int k = 0; k < session->lesson->cell_count; k++)
        look->cells[k].beside = cells[k];
    session->version++;
    return true;
}

bool session_finish_look(Session *session, void (*tell)(long steps, double done), Error *error) {
    Look *look = look_of(session);
    bool good = true;
    while (good && look->work) {
        good = look_work_on(session, look, WORK_PART, error);
        if (tell)
            tell(look->steps, good ? look_work_share(session, look) : 1);
    }
    return good && look->made;
}
