/* state.c: see state.h. Nothing here changes a session. */
#include "session/state.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>

#include "base/clamp.h"
#include "lesson/condition/condition.h"
#include "lesson/curve.h"
#include "session/words/phrase.h"

/* ---- which kind it is, and how it looks ---- */

SessionKindId session_kind(const Session *session) {
    return session->kind->id;
}

const char *session_leads_back(const Session *session) {
    return session->kind->leads_back;
}

SessionLook session_look(const Session *session) {
    const View *view = &session->view;
    return (SessionLook){view->theme,        view->text_scale,     view->notation,
                         view->language,     view->reduced_motion, view->sound,
                         view->theme_chosen, view->motion_chosen};
}

/* ---- time ---- */

long tick_of(long t, Phase phase) {
    return (t + 1) * PHASE_COUNT + (long)phase - (PHASE_COUNT - 1);
}

/* The step that a tick belongs to; -1 for the initial state. */
long step_of(long tick) {
    return tick <= 0 ? -1 : (tick - 1) / PHASE_COUNT;
}

Moment session_moment(const Session *session) {
    long tick = (long)ceil(session->shown);
    if (tick <= 0)
        return (Moment){-1, PHASE_SHOW, 1};
    return (Moment){step_of(tick), (Phase)((tick - 1) % PHASE_COUNT),
                    (float)(session->shown - (double)(tick - 1))};
}

bool session_moving(const Session *session) {
    const SessionKind *kind = session->kind;
    return session->playing || session_computing(session) ||
           (kind->moving && kind->moving(session)) || session->shown < (double)session->tick;
}

bool session_live(const Session *session) {
    return session->kind->grow && session->playing;
}

long session_settled(const Session *session) {
    Moment moment = session_moment(session);
    bool complete = moment.t < 0 || (moment.phase == PHASE_SHOW && moment.part >= 1);
    return complete ? moment.t : moment.t - 1;
}

/* ---- the beat ---- */

int session_part(const Session *session, int *count) {
    if (session->kind->part)
        return session->kind->part(session, count);
    *count = session->lesson->beat_count;
    return session->beat;
}

const Beat *session_beat(const Session *session) {
    return &session->lesson->beats[session->beat];
}

const BeatState *session_beat_state(const Session *session) {
    return &session->beats[session->beat];
}

bool session_question_open(const Session *session) {
    const Question *question = session_beat(session)->question;
    const BeatState *state = session_beat_state(session);
    return question && !question_right(question, state->answer);
}

bool session_begun(const Session *session) {
    int visited = 0;
    for (int k = 0; k < session->lesson->beat_count; k++)
        visited += session->beats[k].visited;
    return visited > 1 || session->beats[session->beat].undo_count > 0;
}

long session_behind(const Session *session) {
    long done = run_done(session->run);
    return done < session->lesson->steps ? done : -1;
}

bool session_hidden(const Session *session, long t) {
    long behind = session_behind(session);
    return t > session->seen || (behind >= 0 && t >= behind);
}

bool session_computing(const Session *session) {
    return !session->stopped && !session->kind->computes && session_behind(session) >= 0;
}

bool session_tell_behind(const Session *session, char *text, size_t size) {
    const double FELT = 0.1;
    const char *going =
        "Computing: %.0f %%, right up to t = %ld. Escape, or a press here, stops it.";
    const char *stopped = "Stopped: the steps from t = %ld on were not computed. "
                          "The next change goes on with it.";
    long from = session_behind(session);
    bool told = from >= 0 && (session->stopped || session->behind >= FELT);
    text[0] = '\0';
    if (told && session->stopped)
        snprintf(text, size, phrase_in(session->view.language, stopped), from);
    else if (told)
        snprintf(text, size, phrase_in(session->view.language, going),
                 100 * run_share(session->run), from - 1);
    return told;
}

bool session_task_holds(const Session *session) {
    const Task *task = session_beat(session)->task;
    return task && condition_holds(task->until.condition, session->run);
}

bool session_may(const Session *session, const Edit *edit) {
    const Task *task = session_beat(session)->task;
    if (!task || !task->may_count)
        return true;
    for (int k = 0; k < task->may_count; k++)
        if (target_covers(&task->may[k], edit))
            return true;
    return false;
}

/* ---- what is on stage ---- */

/* The beat whose "show" is in force; NULL: all cells. */
static const Beat *showing_beat(const Session *session) {
    for (int beat = session->beat; beat >= 0; beat--)
        if (session->lesson->beats[beat].show_count)
            return &session->lesson->beats[beat];
    return NULL;
}

static bool on_stage(const Session *session, int cell) {
    const Beat *beat = showing_beat(session);
    for (int k = 0; beat && k < beat->show_count; k++)
        if (beat->show[k] == cell)
            return true;
    return !beat;
}

bool session_cell_shown(const Session *session, int cell) {
    CellKind kind = session->lesson->cells[cell].cell->spec.kind;
    return on_stage(session, cell) && !session->view.kind_hidden[kind];
}

int session_shown_cells(const Session *session, int *cells, int most) {
    int count = 0;
    for (int k = 0; k < session->lesson->cell_count && count < most; k++)
        if (session_cell_shown(session, k))
            cells[count++] = k;
    return count;
}

static bool names(const Target *target, int cell, int signal, int unit) {
    if (target->cell != cell || target->kind == TARGET_CELL)
        return target->cell == cell;
    return target->kind == TARGET_SIGNAL && target->index == signal &&
           (target->row < 0 || unit < 0 || target->row == unit);
}

bool session_highlighted(const Session *session, int cell, int signal, int unit) {
    const Beat *beat = session_beat(session);
    for (int k = 0; k < beat->highlight_count; k++)
        if (names(&beat->highlights[k].target, cell, signal, unit))
            return true;
    return beat->has_near && beat->near.kind == TARGET_SIGNAL &&
           names(&beat->near, cell, signal, unit);
}

Session session_unselected(const Session *session) {
    Session still = *session;
    still.unit = -1;
    return still;
}

/* ---- a matrix and one of its numbers ---- */

bool cell_has_matrix(const Cell *cell, int weight) {
    const CellKindInfo *kind = cell_kind(cell->spec.kind);
    return weight >= 0 && weight < kind->weight_count && cell->weights[weight] &&
           kind->weights[weight].shape != WEIGHT_HIDDEN;
}

static int within(int value, int count) {
    return clamp_int(value, 0, count - 1);
}

Pick session_pick(const Session *session) {
    const Cell *cell = session->run->cells[session->cell];
    Pick pick = session->view.pick;
    for (int k = 0; !cell_has_matrix(cell, pick.weight) && k < MAX_WEIGHTS; k++)
        pick.weight = k; /* every kind has one */
    pick.row = within(pick.row, weight_rows(&cell->spec, pick.weight));
    pick.column = within(pick.column, weight_columns(&cell->spec, pick.weight));
    return pick;
}

/* ---- changes ---- */

bool session_edited(const Session *session, const Edit *target) {
    return edit_list_find(&session_beat_state(session)->edits, target) >= 0;
}

void session_edited_steps(const Session *session, int column, long from, int count, bool *edited) {
    const EditList *list = &session_beat_state(session)->edits;
    long end = from + count;
    for (int k = 0; k < count; k++)
        edited[k] = false;
    for (int k = 0; k < list->count; k++) {
        const Edit *edit = &list->items[k];
        if (!edit_of_input(edit) || edit->column != column)
            continue;
        long first = curve_first(edit), last = curve_last(edit);
        for (long t = first > from ? first : from; t < end && t <= last; t++)
            edited[t - from] = true;
    }
}

const Edit *session_input_wave(const Session *session, int column) {
    const EditList *list = &session_beat_state(session)->edits;
    for (int k = list->count - 1; k >= 0; k--)
        if (list->items[k].kind == EDIT_WAVE && list->items[k].column == column)
            return &list->items[k];
    return NULL;
}

/* The number in the lesson's file. */
static float number_of_file(const Lesson *lesson, const Edit *target) {
    if (target->kind == EDIT_INPUT)
        return lesson
            ->sequence[(size_t)target->step * (size_t)lesson->inputs + (size_t)target->column];
    const Cell *cell = lesson->cells[target->cell].cell;
    if (target->kind == EDIT_INITIAL)
        return cell_initial(cell, target->index)[target->row];
    if (!cell->weights[target->index]) /* a variant brought it */
        return 0;
    size_t columns = (size_t)weight_columns(&cell->spec, target->index);
    return cell->weights[target->index][(size_t)target->row * columns + (size_t)target->column];
}

float session_given(const Session *session, const Edit *target) {
    if (target->kind != EDIT_INPUT && target->kind != EDIT_WEIGHT && target->kind != EDIT_INITIAL)
        return NAN;
    for (int beat = session->beat; beat >= 0; beat--) {
        const Beat *script = &session->lesson->beats[beat];
        for (int k = script->edit_count - 1; k >= 0; k--)
            if (edit_same_target(&script->edits[k], target))
                return script->edits[k].value;
    }
    return number_of_file(session->lesson, target);
}

static bool kind_can_undo(const Session *session, bool back) {
    return session->kind->can_undo && session->kind->can_undo(session, back);
}

bool session_can_undo(const Session *session) {
    return session_beat_state(session)->undo_count > 0 || kind_can_undo(session, true);
}

bool session_can_redo(const Session *session) {
    return session_beat_state(session)->redo_count > 0 || kind_can_undo(session, false);
}

const float *session_scale_at(const Session *session, int cell, int signal, long t) {
    const Trace *trace = session->run->traces[cell]; /* the copy has the same records */
    if (!session->scale || cell >= session->scale->cell_count || t >= session->scale->steps)
        return trace_at(trace, signal, t, 0);
    return session->scale->data[cell] + (size_t)(t + 1) * trace->record + trace->offset[signal];
}

float session_scale_input(const Session *session, int column, long t) {
    const float *sequence = session->scale ? session->scale->sequence : session->run->sequence;
    return sequence[(size_t)t * (size_t)session->run->lesson->inputs + (size_t)column];
}

float session_scale_value(const Session *session, const Edit *edit) {
    bool held = session->scale && edit_same_target(&session->scale->held, edit);
    return held ? session->scale->held.value : edit->value;
}

bool session_before(const Session *session, const Place *place, float *value) {
    const Before *before = session->before;
    if (!before || place->t < -1 || place->t >= before->steps || place->cell >= before->cell_count)
        return false;
    if (place->cell < 0) {
        if (place->t < 0 || place->unit >= before->inputs)
            return false;
        *value = before->sequence[(size_t)place->t * (size_t)before->inputs + (size_t)place->unit];
        return true;
    }
    const Trace *trace = session->run->traces[place->cell]; /* it has the same records */
    *value = before->data[place->cell][(size_t)(place->t + 1) * trace->record +
                                       trace->offset[place->signal] + (size_t)place->unit];
    return true;
}

/* ---- a number that is looked into ---- */

const Place *session_inspected(const Session *session) {
    const Trail *trail = &session->view.trail;
    return trail->count ? &trail->places[trail->count - 1] : NULL;
}

bool session_known(const Session *session, const Place *place) {
    if (!place_exists(session->run, place))
        return false;
    /* Of a cell that runs backward also the step that the newest one comes after. */
    bool backward = session->run->cells[place->cell]->spec.backward;
    if (session_hidden(session,
                       backward && place->t == session->seen + 1 ? session->seen : place->t))
        return false;
    Moment moment = session_moment(session);
    if (place->t < session->seen || place->t != moment.t || place->t < 0)
        return true;
    CellKind kind = session->run->cells[place->cell]->spec.kind;
    Phase phase = cell_kind(kind)->signals[place->signal].phase;
    return moment.phase > phase || (moment.phase == phase && moment.part >= 0.5f);
}

const Lookback *session_lookback(const Session *session, int cell) {
    if (!session->view.gradients || !session->lookbacks || !session_cell_shown(session, cell))
        return NULL;
    return session->lookbacks[cell];
}

bool session_guided(const Session *session) {
    if (!session->kind->guided || session->view.explore)
        return false;
    for (int k = 0; k < session->lesson->cell_count;
         k++) /* its strips have no place for a projection */
        if (session_cell_shown(session, k) && session->run->cells[k]->spec.projection)
            return false;
    return true;
}

enum { BANDS_MOST = 16 };

bool session_band(const Session *session, const Place *place, float *low, float *high) {
    const Task *task = session_beat(session)->task;
    ConditionBand bands[BANDS_MOST];
    int count = task ? condition_bands(task->until.condition, bands, BANDS_MOST) : 0;
    for (int k = 0; k < count; k++) {
        const ConditionBand *band = &bands[k];
        if (band->cell != place->cell || band->signal != place->signal || place->t < band->first ||
            place->t > band->last || (band->unit >= 0 && band->unit != place->unit))
            continue;
        *low = band->low;
        *high = band->high;
        return true;
    }
    return false;
}

bool session_away(const Session *session, long *t) {
    *t = step_of(session->told);
    return session->tick != session->told;
}
