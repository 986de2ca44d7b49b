/* look_keep.c: what is kept of the run: maps and figures while they are made, the step under the cursor.
 * See look_parts.h. */
#include <stdio.h>

#include "base/clamp.h"
#include "session/clock.h"
#include "session/kinds/look_parts.h"
#include "session/kinds/look_window.h"
#include "session/kinds/look_work.h"
#include "session/rebuild.h"
#include "session/words/phrase.h"

long look_step(const Session *session) {
    return look_of(session)->t;
}

/* The first step that the session's run holds. */
long look_first(const Look *look) {
    return look->window ? look->window->first : 0;
}

int look_block(const Look *look) {
    return look->input / ALONG_COLUMNS * ALONG_COLUMNS;
}

float look_value(const Session *session, int signal, int unit) {
    const Look *look = look_of(session);
    const Trace *trace = session->run->traces[session->cell];
    return trace_at(trace, signal, look->t - look_first(look), 0)[unit];
}

const float *look_data(const Session *session) {
    const Look *look = look_of(session);
    return look->window ? look->window->sequence : session->run->sequence;
}

const LookMap *look_map(const Look *look) {
    return &look->maps[look->map];
}

double look_share(const Session *session) {
    return look_work_share(session, look_of(session));
}

/* ---- what is kept of the run ---- */

/* The window has the step under the cursor, and the session's clock stands at it. */
bool look_follow(Session *session, Look *look, long margin, Error *error) {
    LookWindow *window = look->window;
    bool good = true;
    if (window && !look_window_holds(window, look->t, margin)) {
        look_window_move(window, look->lesson, look_window_place(window, look->t));
        good = rebuild_run(session, error);
    }
    clock_jump(session, tick_of(look->t - look_first(look), PHASE_SHOW));
    session->seen = session->lesson->steps - 1;
    return good;
}

static void show_cell(Session *session, Look *look) {
    LookCell *cell = &look->cells[session->cell];
    look->cell = session->cell;
    look->maps = cell->maps;
    look->map_count = cell->map_count;
    look->map = clamp_int(look->map, 0, cell->map_count - 1);
    if (look->made)
        look_put_in_order(session, look);
}

/* All is there: what was asked for meanwhile is shown. */
static bool finish(Session *session, Look *look, Error *error) {
    look->lesson->watch = NULL;
    look->version = session->run->version;
    show_cell(session, look);
    if (look->window)
        look_window_move(look->window, look->lesson, look_window_place(look->window, look->t));
    return (!look->window || rebuild_run(session, error)) && look_follow(session, look, 0, error);
}

/* For about so many multiplications; whether all is well. */
bool look_work_on(Session *session, Look *look, double cost, Error *error) {
    if (!look_work_go(session, look, cost, error))
        return false;
    return !look->made || finish(session, look, error);
}

bool look_begin_work(Session *session, Look *look, Error *error) {
    look->block = look_block(look);
    if (!look_work_begin(session, look, error))
        return false;
    show_cell(session, look);
    look->part = WORK_PART;
    return look_work_on(session, look, WORK_FIRST, error);
}

/* All of it anew, where the run is another one, or units are compared with other columns. What is on the
 * stage of a window changes there alone. */
bool look_refresh(Session *session, Look *look, Error *error) {
    bool changed = !look->window && look->version != session->run->version;
    bool other = look_block(look) != look->block;
    if (look->cell != session->cell)
        show_cell(session, look);
    if (look->work ? other : changed || other || !look->made)
        return look_begin_work(session, look, error);
    return true;
}

/* ---- the title ---- */

/* Whether another title could be made. */
static bool name_window(const Look *look, Text *title) {
    char text[512];
    for (int k = 0; k < languages_built_in.count; k++) {
        Language language = &languages_built_in.items[k];
        snprintf(text, sizeof text, phrase_in(language, "%s: t = 0 is step %ld of %ld"),
                 phrase_text(language, &look->title), look->window->first, look->steps);
        if (!text_set(title, language_tag(language), text))
            return false;
    }
    return true;
}

void look_title(Look *look, bool staged) {
    Text title = {.items = NULL};
    if (!look->window)
        return;
    if (staged ? name_window(look, &title) : text_copy(&title, &look->title)) {
        text_free(&look->lesson->title);
        look->lesson->title = title;
    } else {
        text_free(&title);
    }
}
