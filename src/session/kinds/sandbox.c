/* sandbox.c: the life of a sandbox: its cells as they are set up, and where its inputs come from.
 */
#include "session/kinds/sandbox.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/clamp.h"
#include "session/clock.h"
#include "session/kinds/sandbox_parts.h"
#include "session/life.h"
#include "session/words/phrase.h"

/* ---- life ---- */

void sandbox_free(Sandbox *sandbox) {
    if (!sandbox)
        return;
    foretell_free(&sandbox->foretelling);
    lesson_free(sandbox->lesson);
    lesson_free(sandbox->origin);
    free(sandbox);
}

const Sandbox *session_sandbox(const Session *session) {
    return session->kind->id == SESSION_SANDBOX ? session->own : NULL;
}

int session_live_inputs(const Session *session) {
    if (!session_sandbox(session))
        return 0;
    return session->lesson->inputs < SANDBOX_INPUTS ? session->lesson->inputs : SANDBOX_INPUTS;
}

/* Something moves from the first second on; any slider that is dragged takes over. */
static void set_inputs(Sandbox *sandbox) {
    static const int FIRST[SANDBOX_INPUTS] = {LIVE_WAVES + WAVE_PULSE, LIVE_WAVES + WAVE_SINE,
                                              LIVE_WAVES + WAVE_NOISE, LIVE_SLIDER};
    for (int k = 0; k < SANDBOX_INPUTS; k++)
        sandbox->inputs[k] =
            (LiveInput){.source = FIRST[k], .period = 16 + 8 * k, .seed = (unsigned)k + 1};
}

static Sandbox *sandbox_new(const SandboxSetup *setup, Lesson *origin, Error *error) {
    Sandbox *sandbox = calloc(1, sizeof *sandbox);
    if (!sandbox) {
        lesson_free(origin);
        error_memory(error, sizeof *sandbox, "a sandbox");
        return NULL;
    }
    sandbox->origin = origin;
    sandbox->setup = *setup;
    sandbox->rate = 8;
    sandbox->window = 120;
    set_inputs(sandbox);
    sandbox->lesson = sandbox_lesson(setup, origin, error);
    if (sandbox->lesson)
        return sandbox;
    sandbox_free(sandbox);
    return NULL;
}

/* ---- other cells ---- */

/* What was recorded, as it is edited now, goes over to other cells; inputs that come anew were 0.
 */
static void carry_inputs(Lesson *to, const Run *run) {
    size_t from_width = (size_t)run->lesson->inputs, to_width = (size_t)to->inputs;
    size_t both = from_width < to_width ? from_width : to_width;
    to->steps = run->lesson->steps;
    for (size_t t = 0; t < (size_t)to->steps; t++)
        memcpy(to->sequence + t * to_width, run->sequence + t * from_width,
               both * sizeof *to->sequence);
}

/* A cell that stays keeps its initial state: older steps may have been dropped. */
static void carry_state(Lesson *to, const Lesson *from) {
    for (int k = 0; k < from->cell_count; k++) {
        int index = lesson_cell_find(to, from->cells[k].id);
        const Cell *before = from->cells[k].cell;
        Cell *cell = index < 0 ? NULL : to->cells[index].cell;
        if (!cell || cell->spec.kind != before->spec.kind ||
            cell->spec.hidden != before->spec.hidden)
            continue;
        size_t bytes = (size_t)cell->spec.hidden * sizeof(float);
        memcpy(cell->h0, before->h0, bytes);
        if (cell->c0)
            memcpy(cell->c0, before->c0, bytes);
    }
}

static bool same_weights(const SandboxSetup *a, const SandboxSetup *b) {
    return a->units == b->units && a->start == b->start && a->seed == b->seed;
}

/* The tweaks that still mean the same: those of cells that stay. Inputs are carried as they are. */
static bool tweaks_to_carry(const Session *session, bool weights, EditList *list) {
    const EditList *now = &session->beats[session->beat].edits;
    *list = (EditList){0};
    for (int k = 0; weights && k < now->count; k++)
        if (!edit_of_input(&now->items[k]) && !edit_list_append(list, &now->items[k]))
            return false;
    return true;
}

/* The session goes over to the lesson with these tweaks; they and the lesson are taken. */
static bool go_over(Session *session, Lesson *lesson, EditList tweaks) {
    BeatState *state = &session->beats[session->beat];
    EditList before = state->edits;
    bool playing = session->playing;
    float scroll = session->view.scroll[PANEL_LESSON];
    state->edits = tweaks;
    if (!session_relesson(session, lesson, &session->notice)) {
        session->beats[session->beat].edits = before;
        free(tweaks.items);
        lesson_free(lesson);
        return false;
    }
    free(before.items);
    lesson_free(sandbox_of(session)->lesson);
    sandbox_of(session)->lesson = lesson;
    session->playing = playing;
    session->view.scroll[PANEL_LESSON] = scroll;
    return true;
}

static bool set_up(Session *session, const SandboxSetup *setup) {
    Sandbox *sandbox = sandbox_of(session);
    bool weights = same_weights(setup, &sandbox->setup);
    Lesson *lesson = sandbox_lesson(setup, sandbox->origin, &session->notice);
    EditList tweaks;
    if (!lesson)
        return false;
    carry_inputs(lesson, session->run);
    if (weights)
        carry_state(lesson, sandbox->lesson);
    if (!tweaks_to_carry(session, weights, &tweaks)) {
        free(tweaks.items);
        lesson_free(lesson);
        return error_memory(&session->notice, sizeof(Edit), "the changes");
    }
    if (!go_over(session, lesson, tweaks))
        return false;
    sandbox->setup = *setup;
    if (sandbox->chosen >= lesson->inputs)
        sandbox->chosen = lesson->inputs - 1;
    if (session_live(session))
        clock_jump(session, lesson->steps * PHASE_COUNT);
    return true;
}

/* ---- what is chosen ---- */

static int within(float value, int low, int high) {
    return (int)lroundf(clamp_float(value, (float)low, (float)high));
}

static bool toggle_kind(Session *session, SandboxSetup *setup, int kind) {
    if (kind < 0 || kind >= cell_kind_count())
        return false;
    setup->kinds[kind] = !setup->kinds[kind];
    for (int k = 0; k < cell_kind_count(); k++)
        if (setup->kinds[k]) {
            session->view.kind_hidden[kind] = false;
            return true;
        }
    return error_set(&session->notice, phrase_in(session->view.language, "The last cell stays"));
}

/* The setup as the action asks for it; false: it cannot be so. */
static bool change_setup(Session *session, const Action *action, SandboxSetup *setup) {
    switch (action->number) {
    case SANDBOX_KIND:
        return toggle_kind(session, setup, action->unit);
    case SANDBOX_SIZE:
        setup->units = within(action->value, 1, SANDBOX_UNITS);
        return true;
    case SANDBOX_WIDTH:
        setup->inputs = within(action->value, 1, SANDBOX_INPUTS);
        return true;
    case SANDBOX_START:
        setup->start = (SandboxStart)within(action->value, 0, START_COUNT - 1);
        return true;
    case SANDBOX_SEED:
        setup->seed = (unsigned)within(action->value, 1, SANDBOX_SEEDS);
        return true;
    default:
        return false;
    }
}

static bool same_setup(const SandboxSetup *a, const SandboxSetup *b) {
    return same_weights(a, b) && a->inputs == b->inputs &&
           memcmp(a->kinds, b->kinds, sizeof a->kinds) == 0;
}

static bool change_cells(Session *session, const Action *action) {
    SandboxSetup setup = sandbox_of(session)->setup;
    return change_setup(session, action, &setup) &&
           !same_setup(&setup, &sandbox_of(session)->setup) && set_up(session, &setup);
}

static bool put_int(int *number, int value) {
    bool changed = *number != value;
    *number = value;
    return changed;
}

static bool put_float(float *number, float value) {
    if (!isfinite(value))
        return false;
    value = clamp_float(value, -1, 1);
    bool changed = *number != value;
    *number = value;
    return changed;
}

/* A slider that is dragged takes over from what moved the input before. */
static bool take_by_hand(LiveInput *input, float value) {
    bool moved = put_float(&input->slider, value);
    return isfinite(value) && (put_int(&input->source, LIVE_SLIDER) || moved);
}

static bool change_period(LiveInput *input, float value) {
    if (input->source != LIVE_WAVES + WAVE_NOISE)
        return put_int(&input->period, within(value, LIVE_PERIOD_LEAST, LIVE_PERIOD_MOST));
    unsigned before = input->seed;
    input->seed = (unsigned)within(value, 1, SANDBOX_SEEDS);
    return input->seed != before;
}

bool sandbox_release_keys(Sandbox *sandbox) {
    bool changed = false;
    for (int k = 0; k < SANDBOX_INPUTS; k++)
        changed = put_float(&sandbox->inputs[k].key, 0) || changed;
    return changed;
}

static bool change_input(Session *session, const Action *action) {
    Sandbox *sandbox = sandbox_of(session);
    int column = action->number;
    if (column < 0 || column >= SANDBOX_INPUTS || column >= session->lesson->inputs)
        return false;
    LiveInput *input = &sandbox->inputs[column];
    switch (action->kind) {
    case ACTION_LIVE_CHOOSE:
        return put_int(&sandbox->chosen, column);
    case ACTION_LIVE_SOURCE:
        return action->unit >= 0 && action->unit < LIVE_SOURCES &&
               put_int(&input->source, action->unit);
    case ACTION_LIVE_SLIDER:
        return take_by_hand(input, action->value);
    case ACTION_LIVE_PERIOD:
        return change_period(input, action->value);
    default:
        return put_float(&input->key, action->value);
    }
}

static bool move_pad(Sandbox *sandbox, float x, float y) {
    bool moved = put_float(&sandbox->pad_x, x);
    return put_float(&sandbox->pad_y, y) || moved;
}

/* ---- what is in view ---- */

void sandbox_keep_window(Session *session) {
    Sandbox *sandbox = sandbox_of(session);
    long t = session_moment(session).t, most = session->lesson->steps - sandbox->window;
    long from = sandbox->window_from;
    if (session_live(session) || t >= from + sandbox->window)
        from = t - sandbox->window + 1;
    else if (t >= 0 && t < from)
        from = t - sandbox->window / 8;
    from = from < most ? from : most;
    sandbox->window_from = from < 0 ? 0 : from;
}

/* The newest step in view, or the one on stage, keeps its place at the right or within. */
static bool change_window(Sandbox *sandbox, const Action *action) {
    float wanted = action->value;
    if (action->number != 0)
        wanted = action->number > 0 ? 2.0f * (float)sandbox->window : 0.5f * (float)sandbox->window;
    int window = within(wanted, LIVE_WINDOW_LEAST, LIVE_WINDOW_MOST);
    long last = sandbox->window_from + sandbox->window;
    if (window == sandbox->window)
        return false;
    sandbox->window = window;
    sandbox->window_from = last - window;
    return true;
}

/* ---- the hooks ---- */

static bool apply(Session *session, const Action *action) {
    Sandbox *sandbox = sandbox_of(session);
    switch (action->kind) {
    case ACTION_SANDBOX:
        return change_cells(session, action);
    case ACTION_LIVE_KEY:
        return action->number < 0 ? sandbox_release_keys(sandbox) : change_input(session, action);
    case ACTION_LIVE_PAD:
        return move_pad(sandbox, action->value, action->value_y);
    case ACTION_LIVE_RATE:
        return live_speed(session, action);
    case ACTION_LIVE_WINDOW:
        return change_window(sandbox, action);
    default:
        return change_input(session, action);
    }
}

static bool take(Session *session, const Action *action, bool *changed) {
    *changed = false;
    switch (action->kind) {
    case ACTION_PLAY:
        *changed = live_play(session, action->number);
        return true;
    case ACTION_SPEED:
        *changed = live_speed(session, action);
        return true;
    case ACTION_FORETELL:
        *changed = foretell_begin(session);
        return true;
    case ACTION_INSPECT: /* numbers are looked into while time stands still */
        live_play(session, 0);
        return false;
    case ACTION_HOME:
        if (action->number != 0)
            error_set(&session->notice, "%s",
                      phrase_in(session->view.language, "The sandbox has no lessons to go to"));
        return action->number != 0;
    default:
        if (action->kind < ACTION_SANDBOX || action->kind > ACTION_LIVE_WINDOW)
            return false;
        *changed = apply(session, action);
        return true;
    }
}

static void keep(Session *session, bool changed) {
    (void)changed; /* the step on stage may have moved by time too */
    sandbox_keep_window(session);
}

static void end(Session *session) {
    sandbox_free(sandbox_of(session));
}

static Tempo tempo(const Session *session) {
    float rate = sandbox_of(session)->rate;
    if (rate >= LIVE_RATE_MOST)
        return (Tempo){.rate = rate, .faster = {.kind = ACTION_LIVE_RATE, .value = 1}};
    return (Tempo){.rate = rate, .faster = {.kind = ACTION_LIVE_RATE, .number = 1}};
}

static long window(const Session *session, long *from) {
    *from = sandbox_of(session)->window_from;
    return sandbox_of(session)->window;
}

static const SessionKind SANDBOX_HOOKS = {
    .id = SESSION_SANDBOX,
    .take = take,
    .advance = live_advance,
    .moving = NULL,
    .keep = keep,
    .grow = live_record,
    .can_undo = NULL,
    .tempo = tempo,
    .window = window,
    .part = NULL,
    .free = end,
};

Session *session_new_sandbox(const SandboxSetup *setup, Lesson *origin, Error *error) {
    Sandbox *sandbox = sandbox_new(setup, origin, error);
    Session *session = sandbox ? session_new(sandbox->lesson, error) : NULL;
    if (!session) {
        sandbox_free(sandbox);
        return NULL;
    }
    session->kind = &SANDBOX_HOOKS;
    session->own = sandbox;
    session->playing = true;
    return session;
}
