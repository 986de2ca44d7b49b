/* digits.c: see digits.h: which image is read, the pen, and rows that are rubbed out. */
#include "session/kinds/digits.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/clamp.h"
#include "engine/training/loss.h"
#include "session/clock.h"
#include "session/edits.h"
#include "session/kinds/digits_parts.h"
#include "session/life.h"
#include "session/trail.h"
#include "session/words/phrase.h"

static const float READING_SPEED = 4;  /* a row takes half a second */
enum { SCORES_A_FRAME = 48 };          /* some milliseconds */
enum { PEN_COLUMN = 14, PEN_ROW = 6 }; /* where the pen of the keys begins */

/* ---- life ---- */

static void digits_end(DigitReading *digits) {
    if (!digits)
        return;
    lesson_free(digits->lesson);
    digits_past_free(&digits->undo);
    digits_past_free(&digits->redo);
    for (int k = 0; k < CELL_KIND_COUNT; k++) {
        free(digits->scores[k]);
        free(digits->order[k]);
    }
    free(digits->shown);
    free(digits->ink);
    free(digits);
}

static bool make_room(DigitReading *digits) {
    size_t count = (size_t)digits->set->count;
    digits->shown = calloc(count, sizeof *digits->shown);
    digits->ink = calloc(DIGIT_INK_MOST, sizeof *digits->ink);
    bool whole = digits->shown && digits->ink;
    for (int k = 0; k < CELL_KIND_COUNT; k++) {
        digits->scores[k] = calloc(count, sizeof *digits->scores[k]);
        digits->order[k] = calloc(count, sizeof *digits->order[k]);
        whole = whole && digits->scores[k] && digits->order[k];
    }
    for (size_t index = 0; whole && index < count; index++) /* until it is known */
        for (int k = 0; k < CELL_KIND_COUNT; k++)
            digits->order[k][index] = (int)index;
    return whole;
}

static DigitReading *digits_new(DigitModel *model, const DigitSet *set, Error *error) {
    DigitReading *digits = calloc(1, sizeof *digits);
    if (!digits) {
        error_memory(error, sizeof *digits, "the digits");
        return NULL;
    }
    digits->set = set;
    digits->label = -1;
    digits->pen_column = PEN_COLUMN;
    digits->pen_row = PEN_ROW;
    if (digits->set->count < 1)
        error_set(error, "there are no images of digits");
    else if (!make_room(digits))
        error_memory(error, (size_t)digits->set->count * sizeof(DigitScore), "the digits");
    else
        digits->lesson = digits_lesson(model, error);
    if (digits->lesson)
        return digits;
    digits_end(digits);
    return NULL;
}

const DigitReading *session_digits(const Session *session) {
    return session->kind->id == SESSION_DIGITS ? session->own : NULL;
}

void session_digits_trained(Session *session, const bool trained[CELL_KIND_COUNT]) {
    memcpy(digits_of(session)->trained, trained, CELL_KIND_COUNT * sizeof *trained);
    session->version++;
}

/* ---- what is read ---- */

bool digits_show(Session *session, EditList tweaks) {
    DigitReading *digits = digits_of(session);
    unsigned char drawn[DIGIT_PIXELS];
    const unsigned char *image = drawn;
    if (digits->index >= 0)
        image = digit_image(digits->set, digits->index);
    else
        ink_image(digits->ink, digits->ink_count, drawn);
    digit_inputs(image, digits->lesson->sequence);
    digits->rubbed_row = -1;
    trail_close(session);
    return edits_replace(session, tweaks);
}

int session_digit_label(const Session *session) {
    const DigitReading *digits = digits_of(session);
    return digits->index < 0 ? -1 : digits->set->labels[digits->index];
}

void session_digit_chances(const Session *session, int kind, long t, float chances[DIGIT_CLASSES]) {
    const Trace *readout = session->run->traces[digit_readout_of(kind)];
    loss_softmax(trace_at(readout, SIGNAL_H, t, 0), DIGIT_CLASSES, chances);
}

bool session_digit_chances_before(const Session *session, int kind, long t,
                                  float chances[DIGIT_CLASSES]) {
    for (int k = 0; k < DIGIT_CLASSES; k++) {
        const Place place = {.cell = digit_readout_of(kind), .signal = SIGNAL_H, .unit = k, .t = t};
        if (!session_before(session, &place, &chances[k]))
            return false;
    }
    loss_softmax(chances, DIGIT_CLASSES, chances);
    return true;
}

bool session_digit_blank(const Session *session) {
    const DigitReading *digits = digits_of(session);
    return digits->index < 0 && !digits->ink_count;
}

static bool is_blank(const float *sequence, long t) {
    for (int k = 0; k < DIGIT_SIDE; k++)
        if (sequence[t * DIGIT_SIDE + k] != 0)
            return false;
    return true;
}

bool session_row_erased(const Session *session, long t) {
    return !is_blank(session->lesson->sequence, t) && is_blank(session->run->sequence, t);
}

/* ---- the list ---- */

/* The network that the list is about. */
static int network_of(const Session *session) {
    return session->cell < CELL_KIND_COUNT ? session->cell : 0;
}

void digits_keep(Session *session) {
    DigitReading *digits = digits_of(session);
    int kind = network_of(session), count = (int)digits->set->count;
    digits->shown_count = 0;
    for (int k = 0; k < count; k++) {
        int index = digits->list == DIGIT_LIST_ALL ? k : digits->order[kind][k];
        int label = digits->set->labels[index];
        bool wrong = index < digits->scored && digits->scores[kind][index].guess != label;
        if ((digits->label < 0 || label == digits->label) &&
            (digits->list != DIGIT_LIST_WRONG || wrong))
            digits->shown[digits->shown_count++] = index;
    }
}

int session_digit_position(const Session *session) {
    const DigitReading *digits = digits_of(session);
    for (int k = 0; digits->index >= 0 && k < digits->shown_count; k++)
        if (digits->shown[k] == digits->index)
            return k;
    return -1;
}

/* Rows that were not read yet stay hidden; what is being read goes on. */
static void hide_future(Session *session) {
    session->seen = session_moment(session).t;
}

static bool pick(Session *session, int index) {
    DigitReading *digits = digits_of(session);
    if (index < 0 || index >= digits->set->count || index == digits->index ||
        !digits_remember(session))
        return false;
    digits->index = digits->picked = index;
    hide_future(session);
    return digits_show(session, (EditList){0});
}

/* From an image that is not in the list to its first or last one. */
static bool turn(Session *session, int by) {
    const DigitReading *digits = digits_of(session);
    long at = session_digit_position(session), last = digits->shown_count - 1;
    if (last < 0 || by == 0)
        return false;
    long to = at >= 0 ? at + by : by > 0 ? 0 : last;
    return pick(session, digits->shown[clamp_long(to, 0, last)]);
}

static bool show_list(Session *session, int list) {
    DigitReading *digits = digits_of(session);
    if (list < 0 || list >= DIGIT_LIST_COUNT)
        return false;
    if ((int)digits->list == list)
        return list != DIGIT_LIST_ALL && turn(session, 1);
    if (list != DIGIT_LIST_ALL)
        session_score_digits(session);
    digits->list = (DigitList)list;
    digits_keep(session);
    if (list != DIGIT_LIST_ALL && digits->shown_count)
        pick(session, digits->shown[0]);
    return true;
}

static bool show_label(Session *session, int label) {
    DigitReading *digits = digits_of(session);
    if (label < -1 || label >= DIGIT_CLASSES || (label < 0 && digits->label < 0))
        return false;
    digits->label = label == digits->label ? -1 : label;
    digits_keep(session);
    if (digits->label >= 0 && session_digit_position(session) < 0 && digits->shown_count)
        pick(session, digits->shown[0]);
    return true;
}

/* ---- the pen ---- */

/* What is drawn is read to its last row at once. */
static void read_all(Session *session) {
    session->playing = false;
    clock_jump(session, tick_of(DIGIT_SIDE - 1, PHASE_SHOW));
}

static bool draw(Session *session, int number) {
    DigitReading *digits = digits_of(session);
    bool drawn = digits->index < 0, wanted = number < 0 ? !drawn : number > 0;
    if (wanted == drawn)
        return false;
    if (!wanted)
        return pick(session, digits->picked);
    if (!digits_remember(session))
        return false;
    digits->index = -1;
    read_all(session);
    return digits_show(session, (EditList){0});
}

static float part_of(float v) {
    return clamp_float(v, 0, 1);
}

static bool put_ink(Session *session, InkPoint point) {
    DigitReading *digits = digits_of(session);
    if (digits->index >= 0 || digits->ink_count >= DIGIT_INK_MOST)
        return false;
    if (!digits->ink_count)
        point.starts = true;
    if (point.starts && !digits_remember(session))
        return false;
    digits->ink[digits->ink_count++] = point;
    read_all(session);
    return digits_show(session, (EditList){0});
}

static bool point_ink(Session *session, const Action *action) {
    if (!isfinite(action->value) || !isfinite(action->value_y))
        return false;
    return put_ink(session,
                   (InkPoint){part_of(action->value), 1 - part_of(action->value_y), !action->flag});
}

/* The pen of the keys goes from pixel to pixel, on the middle of each. */
static bool move_pen(Session *session, const Action *action) {
    DigitReading *digits = digits_of(session);
    int column = clamp_int(digits->pen_column + action->unit, 0, DIGIT_SIDE - 1);
    int row = clamp_int(digits->pen_row + (int)action->step, 0, DIGIT_SIDE - 1);
    bool moves = column != digits->pen_column || row != digits->pen_row;
    if (digits->index >= 0 || (!moves && action->number != 1))
        return false;
    digits->pen_column = column;
    digits->pen_row = row;
    if (action->number == 1)
        digits->pen_down = !digits->pen_down;
    if (digits->pen_down)
        put_ink(session, (InkPoint){((float)column + 0.5f) / DIGIT_SIDE,
                                    ((float)row + 0.5f) / DIGIT_SIDE, action->number == 1});
    return true;
}

static bool clear_ink(Session *session) {
    DigitReading *digits = digits_of(session);
    if (digits->index >= 0 || !digits->ink_count || !digits_remember(session))
        return false;
    digits->ink_count = 0;
    return digits_show(session, (EditList){0});
}

/* ---- the rubber ---- */

static bool rub_out(Session *session, long from, long to, bool joins) {
    Edit edits[DIGIT_PIXELS];
    int count = 0;
    for (long k = from * DIGIT_SIDE; k < (to + 1) * DIGIT_SIDE; k++)
        if (session->run->sequence[k] != 0)
            edits[count++] =
                (Edit){.kind = EDIT_INPUT, .step = k / DIGIT_SIDE, .column = (int)(k % DIGIT_SIDE)};
    return edits_change_all(session, edits, count, joins);
}

/* A drag does to all rows what it did to the first; a fast pointer leaves none out. */
static bool erase(Session *session, const Action *action) {
    DigitReading *digits = digits_of(session);
    long row = action->step < 0 ? session_moment(session).t : action->step, from = row;
    long to = action->unit ? DIGIT_SIDE - 1 : row;
    if (row < 0 || row >= DIGIT_SIDE)
        return false;
    if (!action->flag || digits->rubbed_row < 0) {
        digits->erasing =
            action->number < 0 ? !session_row_erased(session, row) : action->number > 0;
        digits->rubbed = false;
    } else {
        from = row < digits->rubbed_row ? row : digits->rubbed_row;
        to = row > digits->rubbed_row ? row : digits->rubbed_row;
    }
    digits->rubbed_row = row;
    bool changed = digits->erasing ? rub_out(session, from, to, digits->rubbed)
                                   : edits_restore_steps(session, from, to, digits->rubbed);
    digits->rubbed |= changed;
    return changed;
}

/* ---- the hooks ---- */

static bool apply(Session *session, const Action *action) {
    switch (action->kind) {
    case ACTION_DIGIT_PICK:
        return pick(session, action->number);
    case ACTION_DIGIT_TURN:
        return turn(session, action->number);
    case ACTION_DIGIT_LIST:
        return show_list(session, action->number);
    case ACTION_DIGIT_LABEL:
        return show_label(session, action->number);
    case ACTION_DIGIT_DRAW:
        return draw(session, action->number);
    case ACTION_DIGIT_INK:
        return point_ink(session, action);
    case ACTION_DIGIT_PEN:
        return move_pen(session, action);
    case ACTION_DIGIT_CLEAR:
        return clear_ink(session);
    default:
        return erase(session, action);
    }
}

static bool take(Session *session, const Action *action, bool *changed) {
    bool passing = action->kind == ACTION_HOVER || action->kind == ACTION_FOCUS;
    if (action->kind != ACTION_DIGIT_ERASE && !passing)
        digits_of(session)->rubbed_row = -1; /* a drag that went on is over */
    if (action->kind != ACTION_DIGIT_PEN && !passing)
        digits_of(session)->pen_down = false;
    switch (action->kind) {
    case ACTION_UNDO:
        *changed = digits_can_undo(session, true) && digits_step(session, true);
        return *changed;
    case ACTION_REDO:
        *changed = digits_can_undo(session, false) && digits_step(session, false);
        return *changed;
    case ACTION_BLANK: /* the screen has no stage and no timeline */
    case ACTION_PEN:
    case ACTION_GRADIENTS:
        *changed = false;
        return true;
    default:
        if (action->kind < ACTION_DIGIT_PICK || action->kind > ACTION_DIGIT_ERASE)
            return false;
        *changed = apply(session, action);
        return true;
    }
}

static bool advance(Session *session, double seconds) {
    if (digits_scoring(session)) {
        digits_score_some(session, SCORES_A_FRAME);
        session->version++;
    }
    if (!session->playing && session->shown >= (double)session->tick)
        return true;
    return clock_advance(session, seconds);
}

/* The list is that of the selected network, and an action may have selected another one. */
static void keep(Session *session, bool changed) {
    (void)changed;
    digits_keep(session);
}

static void end(Session *session) {
    digits_end(digits_of(session));
}

static const SessionKind DIGITS_HOOKS = {
    .id = SESSION_DIGITS,
    .take = take,
    .advance = advance,
    .moving = digits_scoring,
    .keep = keep,
    .grow = NULL,
    .can_undo = digits_can_undo,
    .tempo = NULL,
    .window = NULL,
    .part = NULL,
    .free = end,
};

Session *session_new_digits(DigitModel *model, const DigitSet *set, Error *error) {
    DigitReading *digits = digits_new(model, set, error);
    Session *session = digits ? session_new(digits->lesson, error) : NULL;
    digit_model_free(model);
    if (!session) {
        digits_end(digits);
        return NULL;
    }
    session->kind = &DIGITS_HOOKS;
    session->own = digits;
    session->speed = READING_SPEED;
    digits_show(session, (EditList){0});
    digits_keep(session);
    return session;
}
