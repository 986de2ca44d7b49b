/* view.c: see view.h. */
#include "session/view.h"

#include <math.h>

#include "base/clamp.h"
#include "session/clock.h"
#include "session/gradients.h"
#include "session/words/notation.h"
#include "session/words/phrase.h"

static const float TEXT_SIZES[] = {1, 1.15f, 1.3f, 1.5f, 1.75f, 2};
enum { TEXT_SIZE_COUNT = sizeof TEXT_SIZES / sizeof *TEXT_SIZES };

/* ---- what is on stage ---- */

static int hidden_units(const Session *session, int cell) {
    return session->lesson->cells[cell].cell->spec.hidden;
}

void view_keep_stage(Session *session) {
    int cells[1];
    if (session_shown_cells(session, cells, 1) > 0)
        return;
    for (int kind = 0; kind < cell_kind_count(); kind++)
        session->view.kind_hidden[kind] = false;
}

void view_keep_selection(Session *session) {
    int cells[1];
    bool any = session_shown_cells(session, cells, 1) > 0;
    if (any && !session_cell_shown(session, session->cell))
        session->cell = cells[0];
    int last = hidden_units(session, session->cell) - 1;
    session->unit = clamp_int(session->unit, 0, last);
}

static bool select_unit(Session *session, int cell, int unit) {
    int before_cell = session->cell, before_unit = session->unit;
    int last = session->lesson->cell_count - 1;
    session->cell = clamp_int(cell, 0, last);
    session->unit = unit;
    view_keep_selection(session);
    return session->cell != before_cell || session->unit != before_unit;
}

bool view_select_lane(Session *session, int lane) {
    int cells[64], count = session_shown_cells(session, cells, 64);
    return lane >= 0 && lane < (count < 64 ? count : 64) &&
           select_unit(session, cells[lane], session->unit);
}

static bool turn_unit(Session *session, int by) {
    int count = hidden_units(session, session->cell);
    int unit = (session->unit + by % count + count) % count;
    return select_unit(session, session->cell, unit);
}

static bool turn_cell(Session *session, int by) {
    int count = session->lesson->cell_count, cell = session->cell;
    for (int k = 0; by && k < count; k++) {
        cell = (cell + (by < 0 ? count - 1 : 1)) % count;
        if (session_cell_shown(session, cell))
            return select_unit(session, cell, session->unit);
    }
    return false;
}

static bool toggle_kind(Session *session, int kind) {
    int cells[1];
    if (kind < 0 || kind >= cell_kind_count())
        return false;
    bool *hidden = &session->view.kind_hidden[kind];
    *hidden = !*hidden;
    if (*hidden && !session_shown_cells(session, cells, 1)) {
        *hidden = false;
        return error_set(&session->notice,
                         phrase_in(session->view.language, "The last cell on the stage stays"));
    }
    view_keep_selection(session);
    return true;
}

/* ---- how it is shown ---- */

static bool set_int(int *number, int value) {
    bool changed = *number != value;
    *number = value;
    return changed;
}

static bool set_id(unsigned *id, unsigned value) {
    bool changed = *id != value;
    *id = value;
    return changed;
}

static bool set_flag(bool *flag, int number) {
    bool value = number < 0 ? !*flag : number > 0, changed = *flag != value;
    *flag = value;
    return changed;
}

static bool change_text_size(Session *session, int by) {
    float now = session->view.text_scale, next = by ? now : TEXT_SIZES[0];
    for (int k = 0; by && k < TEXT_SIZE_COUNT; k++) {
        int index = by > 0 ? TEXT_SIZE_COUNT - 1 - k : k;
        if (by > 0 ? TEXT_SIZES[index] > now + 0.01f : TEXT_SIZES[index] < now - 0.01f)
            next = TEXT_SIZES[index];
    }
    session->view.text_scale = next;
    return next != now;
}

/* To a place: what has the focus no longer holds the panel where it can be seen. */
static bool scroll(Session *session, const Action *action) {
    int panel = action->number;
    if (panel < 0 || panel >= PANEL_COUNT || !isfinite(action->value))
        return false;
    float *scroll = &session->view.scroll[panel], before = *scroll;
    bool held = action->flag && session->view.focus_visible;
    if (held)
        session->view.focus_visible = false;
    *scroll = clamp_float(action->flag ? action->value : before + action->value, 0, 100000);
    return *scroll != before || held;
}

static bool fold(Session *session, int panel) {
    if (panel < 0 || panel >= PANEL_COUNT)
        return false;
    session->view.folded[panel] = !session->view.folded[panel];
    return true;
}

static bool focus(Session *session, const Action *action) {
    View *view = &session->view;
    bool changed = view->focus != action->id || view->focus_visible != action->flag;
    view->focus = action->id;
    view->focus_visible = action->id && action->flag;
    return changed;
}

static bool set_language(View *view, int number) {
    Language before = view->language;
    const Languages *all = phrase_languages(before);
    view->language = number < 0 ? phrase_next(before) : &all->items[number % all->count];
    return !language_same(view->language, before);
}

static bool set_motion(Session *session, int number) {
    bool animate = !session->view.reduced_motion;
    session->view.motion_chosen = true;
    if (!set_flag(&animate, number))
        return false;
    session->view.reduced_motion = !animate;
    if (!animate)
        clock_jump(session, session->tick);
    return true;
}

/* ---- a matrix and one of its numbers ---- */

static int within(int value, int count) {
    return clamp_int(value, 0, count - 1);
}

static bool show_matrix(Session *session, int weight) {
    if (!cell_has_matrix(session->run->cells[session->cell], weight))
        return false;
    return set_int(&session->view.pick.weight, weight);
}

static int index_at(float part, int count) {
    if (!isfinite(part))
        return 0;
    return within((int)floorf(clamp_float(part, 0, 1) * (float)count), count);
}

static bool pick_weight(Session *session, const Action *action) {
    const CellSpec *spec = &session->run->cells[session->cell]->spec;
    Pick pick = session_pick(session);
    int rows = weight_rows(spec, pick.weight), columns = weight_columns(spec, pick.weight);
    if (action->flag) {
        pick.row = within(pick.row + (action->step > 0) - (action->step < 0), rows);
        pick.column = within(pick.column + (action->unit > 0) - (action->unit < 0), columns);
    } else {
        pick.row = index_at(1 - action->value_y, rows);
        pick.column = index_at(action->value, columns);
    }
    Pick *now = &session->view.pick;
    bool changed = set_int(&now->weight, pick.weight);
    changed = set_int(&now->row, pick.row) || changed;
    return set_int(&now->column, pick.column) || changed;
}

/* Which words there are only the host knows; one that there is not shows nothing. */
static bool show_term(View *view, int term) {
    bool before = view->glossary, changed = term >= 0 && term != view->term;
    if (changed)
        view->term = term;
    view->glossary = term >= 0 || (term == -2 && !before);
    if (changed || !before)
        view->scroll[PANEL_GLOSSARY] = 0;
    return changed || view->glossary != before;
}

bool view_apply(Session *session, const Action *action) {
    View *view = &session->view;
    switch (action->kind) {
    case ACTION_SELECT:
        return select_unit(session, action->cell, action->unit);
    case ACTION_UNIT:
        return turn_unit(session, action->number);
    case ACTION_CELL:
        return turn_cell(session, action->number);
    case ACTION_SHOW_KIND:
        return toggle_kind(session, action->number);
    case ACTION_THEME:
        view->theme_chosen = true;
        return set_int(&view->theme, action->number < 0 ? (view->theme + 1) % THEME_CHOICES
                                                        : action->number % THEME_CHOICES);
    case ACTION_TEXT_SIZE:
        return change_text_size(session, action->number);
    case ACTION_PANEL:
        return fold(session, action->number);
    case ACTION_SCROLL:
        return scroll(session, action);
    case ACTION_HELP:
        return set_flag(&view->help, action->number);
    case ACTION_GLOSSARY:
        return show_term(view, action->number);
    case ACTION_NOTATION:
        return set_int(&view->notation,
                       action->number < 0 ? !view->notation : action->number != NOTATION_TEXTBOOK);
    case ACTION_LANGUAGE:
        return set_language(view, action->number);
    case ACTION_MOTION:
        return set_motion(session, action->number);
    case ACTION_SOUND:
        return set_flag(&view->sound, action->number);
    case ACTION_EXPLORE:
        return set_flag(&view->explore, action->number);
    case ACTION_UNROLL:
        return set_flag(&view->unrolled, action->number);
    case ACTION_ORDER:
        return set_flag(&view->by_value, action->number);
    case ACTION_GRADIENTS:
        return gradients_apply(session, action->number);
    case ACTION_FOCUS:
        return focus(session, action);
    case ACTION_HOVER:
        return set_id(&view->hover, action->id);
    case ACTION_MATRIX:
        return show_matrix(session, action->number);
    case ACTION_PICK:
        return pick_weight(session, action);
    case ACTION_OPEN_MENU:
        return set_id(&view->menu, action->id == view->menu ? 0 : action->id);
    default:
        return false;
    }
}
