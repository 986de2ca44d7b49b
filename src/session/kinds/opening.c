/* opening.c: see opening.h. */
#include "session/kinds/opening.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "base/clamp.h"
#include "engine/training/loss.h"
#include "session/clock.h"
#include "session/edits.h"
#include "session/life.h"

static const double SECONDS[OPENING_SCENES] = {
    [OPENING_ROWS] = 13,   [OPENING_COVERED] = 9, [OPENING_READERS] = 15, [OPENING_NUMBERS] = 11,
    [OPENING_NUMBER] = 12, [OPENING_DOOR] = 13,   [OPENING_SHUT] = 9,     [OPENING_NAMES] = 8};

static Opening *opening_of(const Session *session) {
    assert(session->kind->id == SESSION_OPENING);
    return session->own;
}

const Opening *session_opening(const Session *session) {
    return session->kind->id == SESSION_OPENING ? session->own : NULL;
}

double opening_seconds(OpeningScene scene) {
    assert(scene >= 0 && scene < OPENING_SCENES);
    return SECONDS[scene];
}

float session_opening_part(const Session *session) {
    const Opening *opening = opening_of(session);
    if (session->view.reduced_motion)
        return 1;
    return clamp_float((float)(opening->seconds / SECONDS[opening->scene]), 0, 1);
}

static float value_at(const Session *session, int signal, long t) {
    const Opening *opening = opening_of(session);
    return t < 0 ? 0
                 : trace_at(session->run->traces[opening->guarded], signal, t, 0)[opening->unit];
}

float session_opening_number(const Session *session, long t) {
    return value_at(session, opening_of(session)->memory, t);
}

float session_opening_gate(const Session *session, long t) {
    return value_at(session, opening_of(session)->gate, t);
}

int session_opening_says(const Session *session, int kind, long t, float chances[DIGIT_CLASSES]) {
    const Trace *readout = session->run->traces[digit_readout_of(kind)];
    loss_softmax(trace_at(readout, SIGNAL_H, t, 0), DIGIT_CLASSES, chances);
    return digit_guess(chances);
}

/* ---- which networks ---- */

static void choose(Opening *opening) {
    for (int kind = CELL_KIND_COUNT - 1; kind >= 0; kind--) {
        const CellKindInfo *info = cell_kind((CellKind)kind);
        if (info->keeps == NO_SIGNAL)
            opening->plain = kind;
        else if (info->memory != SIGNAL_H)
            opening->guarded = kind;
    }
    int hidden = opening->lesson->cells[opening->guarded].cell->spec.hidden;
    opening->memory = cell_kind((CellKind)opening->guarded)->memory;
    opening->gate = cell_kind((CellKind)opening->guarded)->keeps;
    opening->unit = OPENING_UNIT < hidden ? OPENING_UNIT : hidden - 1;
}

/* ---- the scenes ---- */

/* Every gate that guards the memory is shut in one row. */
static bool shut_gates(Session *session) {
    const Opening *opening = opening_of(session);
    const Edit shut = {.kind = EDIT_HOLD,
                       .cell = opening->guarded,
                       .index = opening->gate,
                       .row = -1,
                       .from = OPENING_HALF,
                       .to = OPENING_HALF};
    return edits_change(session, &shut, false);
}

static void enter(Session *session, OpeningScene scene) {
    Opening *opening = opening_of(session);
    bool was_shut = opening->scene == OPENING_SHUT;
    opening->scene = scene;
    opening->seconds = 0;
    if (was_shut && scene != OPENING_SHUT)
        edits_replace(session, (EditList){0});
    if (!was_shut && scene == OPENING_SHUT)
        shut_gates(session);
}

static bool go_to(Session *session, long scene) {
    const Opening *opening = opening_of(session);
    long to = clamp_long(scene, 0, OPENING_SCENES - 1);
    if (to == (long)opening->scene && opening->seconds == 0)
        return false;
    enter(session, (OpeningScene)to);
    return true;
}

/* Back in the middle of a scene begins it again. */
static bool go_by(Session *session, int scenes) {
    const Opening *opening = opening_of(session);
    bool again = scenes < 0 && opening->seconds > 2 && !session->view.reduced_motion;
    if (scenes > 0 && opening->scene + 1 == OPENING_SCENES)
        return false;
    return go_to(session, (long)opening->scene + scenes + again);
}

static bool at_end(const Opening *opening) {
    return opening->scene + 1 == OPENING_SCENES && opening->seconds >= SECONDS[opening->scene];
}

static bool play(Session *session, int number) {
    bool on = number < 0 ? !session->playing : number > 0;
    if (on == session->playing || (on && session->view.reduced_motion))
        return false;
    if (on && at_end(opening_of(session)))
        enter(session, OPENING_ROWS);
    session->playing = on;
    return true;
}

/* ---- the hooks ---- */

static int part(const Session *session, int *count) {
    *count = OPENING_SCENES;
    return (int)opening_of(session)->scene;
}

/* Its run is no learner's to change: of what changes sessions only this is taken. */
static bool take(Session *session, const Action *action, bool *changed) {
    switch (action->kind) {
    case ACTION_BEAT:
    case ACTION_STEP:
        *changed = go_by(session, action->number);
        return true;
    case ACTION_GO_BEAT:
        *changed = go_to(session, action->number);
        return true;
    case ACTION_PLAY:
        *changed = play(session, action->number);
        return true;
    case ACTION_PHASE:
    case ACTION_GO:
    case ACTION_SHOW_PHASE:
    case ACTION_SPEED:
    case ACTION_PRESENT:
    case ACTION_BLANK:
    case ACTION_PEN:
    case ACTION_GRADIENTS:
    case ACTION_GLOSSARY:
    case ACTION_INSPECT:
    case ACTION_EDIT:
    case ACTION_UNDO:
    case ACTION_REDO:
    case ACTION_RESET_EDITS:
    case ACTION_RESET_ONE:
    case ACTION_PAINT_INPUT:
    case ACTION_INPUT_PRESET:
    case ACTION_PAINTING:
    case ACTION_TYPE_OPEN:
    case ACTION_SOUND:
        *changed = false;
        return true;
    default:
        return false;
    }
}

/* A scene stays as long as its words take to be read; the last one for good. */
static bool advance(Session *session, double seconds) {
    Opening *opening = opening_of(session);
    if (session->view.reduced_motion) { /* nothing goes on by itself */
        session->playing = false;
    } else {
        opening->seconds += seconds;
        if (at_end(opening)) {
            opening->seconds = SECONDS[opening->scene];
            session->playing = false;
        } else if (opening->seconds >= SECONDS[opening->scene]) {
            enter(session, opening->scene + 1);
        }
    }
    session->version++;
    return true;
}

static void end(Session *session) {
    Opening *opening = opening_of(session);
    lesson_free(opening->lesson);
    free(opening);
}

static const SessionKind OPENING_HOOKS = {
    .id = SESSION_OPENING,
    .take = take,
    .advance = advance,
    .moving = NULL,
    .keep = NULL,
    .grow = NULL,
    .can_undo = NULL,
    .tempo = NULL,
    .window = NULL,
    .part = part,
    .free = end,
};

/* ---- making it ---- */

static Opening *opening_new(DigitModel *model, const DigitSet *set, Error *error) {
    Opening *opening = set->count < 1 ? NULL : calloc(1, sizeof *opening);
    if (set->count < 1)
        error_set(error, "there are no images of digits");
    else if (!opening)
        error_memory(error, sizeof *opening, "the opening");
    if (!opening)
        return NULL;
    int index = OPENING_DIGIT < set->count ? OPENING_DIGIT : (int)set->count - 1;
    opening->label = set->labels[index];
    opening->lesson = digits_lesson(model, error);
    if (!opening->lesson) {
        free(opening);
        return NULL;
    }
    digit_inputs(digit_image(set, index), opening->lesson->sequence);
    choose(opening);
    return opening;
}

Session *session_new_opening(DigitModel *model, const DigitSet *set, Error *error) {
    Opening *opening = opening_new(model, set, error);
    Session *session = opening ? session_new(opening->lesson, error) : NULL;
    digit_model_free(model);
    if (!session) {
        if (opening)
            lesson_free(opening->lesson);
        free(opening);
        return NULL;
    }
    session->kind = &OPENING_HOOKS;
    session->own = opening;
    session->seen = DIGIT_SIDE - 1;
    return session;
}
