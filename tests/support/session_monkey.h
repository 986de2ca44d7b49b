/* session_monkey.h: random actions, many of them nonsense, and what must be true after each: the
 * state is sound, what is refused changes nothing. MONKEY in the environment says how many. */
#ifndef GATESCOPE_TESTS_SESSION_MONKEY_H
#define GATESCOPE_TESTS_SESSION_MONKEY_H

#include "engine/kinds/gru.h"
#include "engine/kinds/lstm.h"
#include "session_fixture.h"

static inline long monkey_actions(long without) {
    const char *said = getenv("MONKEY");
    return said ? atol(said) : without;
}

typedef struct Dice {
    uint64_t state;
} Dice;

/* splitmix64 (Steele, Lea, Flood 2014) */
static inline uint64_t roll(Dice *dice) {
    uint64_t z = dice->state += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

static inline int below(Dice *dice, int count) {
    return (int)(roll(dice) % (uint64_t)count);
}

static inline int some_number(Dice *dice) {
    static const int FAR[] = {INT_MIN, INT_MAX, -1000, 1000};
    return below(dice, 12) ? below(dice, 7) - 3 : FAR[below(dice, 4)];
}

static inline float some_value(Dice *dice) {
    static const float FAR[] = {NAN, INFINITY, -INFINITY, 3e38f, -3e38f, 1e-40f, 0, 1};
    return below(dice, 12) ? (float)below(dice, 401) / 50 - 4 : FAR[below(dice, 8)];
}

static inline Edit some_edit(Dice *dice) {
    Edit edit = {.kind = (EditKind)below(dice, EDIT_WAVE + 2),
                 .cell = below(dice, SAMPLE_CELLS + 1),
                 .index = below(dice, MAX_SIGNALS),
                 .row = below(dice, 5) - 1,
                 .column = below(dice, 4),
                 .step = below(dice, SAMPLE_STEPS + 2) - 1,
                 .step_to = below(dice, SAMPLE_STEPS + 2) - 1,
                 .value_to = some_value(dice),
                 .from = below(dice, SAMPLE_STEPS),
                 .to = LONG_MAX,
                 .value = some_value(dice),
                 .activation = (Activation)below(dice, ACTIVATION_COUNT + 1),
                 .flag = below(dice, 2)};
    if (below(dice, 2))
        edit.to = below(dice, SAMPLE_STEPS);
    if (edit.kind == EDIT_WAVE && below(dice, 4))
        edit.step = -below(dice, 3);
    if (edit.kind == EDIT_HOLD && below(dice, 4))
        edit.index = edit.cell == SAMPLE_GRU ? GRU_Z + below(dice, 2) : LSTM_F + below(dice, 3);
    return edit;
}

static inline Action some_action(Dice *dice) {
    Action action = {.kind = (ActionKind)below(dice, ACTION_KIND_COUNT),
                     .number = some_number(dice),
                     .cell = some_number(dice),
                     .unit = some_number(dice),
                     .step = below(dice, 10) ? below(dice, 12) - 2 : LONG_MAX,
                     .phase = (Phase)below(dice, PHASE_COUNT + 1),
                     .value = some_value(dice),
                     .id = (unsigned)below(dice, 5),
                     .flag = below(dice, 2),
                     .edit = some_edit(dice)};
    bool sweeps = action.kind == ACTION_RESET_EDITS || action.kind == ACTION_BEAT ||
                  action.kind == ACTION_GO_BEAT;
    if (below(dice, 2) || (sweeps && below(dice, 4)))
        action.kind = ACTION_EDIT; /* tweaks must pile up */
    return action;
}

static inline void assert_sound(const Session *session) {
    int cells[SAMPLE_CELLS];
    const View *view = &session->view;
    Moment moment = session_moment(session);
    assert_in_range(session->beat, 0, BEAT_COUNT - 1);
    assert_true(session->tick >= 0 && session->tick <= 4 * SAMPLE_STEPS);
    assert_true(session->shown >= 0 && session->shown <= (double)session->tick);
    assert_true(moment.t >= -1 && moment.t < SAMPLE_STEPS && moment.phase < PHASE_COUNT);
    assert_true(moment.part > 0 && moment.part <= 1);
    assert_true(session->seen >= moment.t && session->seen < SAMPLE_STEPS);
    assert_true(session_moving(session) || session->shown == (double)session->tick);
    assert_true(session->speed >= 0.25f && session->speed <= 8);
    assert_true(session_shown_cells(session, cells, SAMPLE_CELLS) > 0);
    assert_true(session_cell_shown(session, session->cell));
    assert_in_range(session->unit, 0, session->run->cells[session->cell]->spec.hidden - 1);
    assert_true(view->theme >= 0 && view->theme < THEME_CHOICES);
    assert_true(view->text_scale >= 1 && view->text_scale <= 2);
    for (int k = 0; k < PANEL_COUNT; k++)
        assert_true(view->scroll[k] >= 0);
    assert_in_range(view->trail.count, 0, TRAIL_MOST);
    for (int k = 0; k < view->trail.count; k++)
        assert_true(place_exists(session->run, &view->trail.places[k]));
    for (int k = 0; k < session->lesson->cell_count; k++) {
        const Lookback *lookback = session_lookback(session, k);
        assert_int_equal(lookback != NULL, view->gradients && session_cell_shown(session, k));
        assert_true(!lookback || (lookback->to == session_settled(session) &&
                                  lookback->version == session->run->versions[k]));
    }
    assert_int_equal(session->influence != NULL, view->trail.count > 0);
    if (session->influence)
        assert_true(place_same(&session->influence->place, session_inspected(session)) &&
                    session->influence->run_version == session->run->version);
}

/* What an action that was refused must leave alone. */
typedef struct Kept {
    int beat, edits, undos, redos, answer, cell, unit;
    long tick, seen;
    double shown;
    bool playing;
} Kept;

static inline Kept keep(const Session *session) {
    const BeatState *beat = session_beat_state(session);
    Kept kept;
    memset(&kept, 0, sizeof kept); /* it is compared by its bytes */
    kept.beat = session->beat;
    kept.edits = beat->edits.count;
    kept.undos = beat->undo_count;
    kept.redos = beat->redo_count;
    kept.answer = beat->answer;
    kept.cell = session->cell;
    kept.unit = session->unit;
    kept.tick = session->tick;
    kept.seen = session->seen;
    kept.shown = session->shown;
    kept.playing = session->playing;
    return kept;
}

static inline void act_at_random(Session *session, Dice *dice) {
    Action action = some_action(dice);
    Kept before = keep(session);
    unsigned version = session->version;
    bool said = session->notice.what[0] || session->view.menu || session->view.typing.id;
    bool revealed =
        session->present.revealed; /* what goes on may be held back by showing choices */
    bool changed = session_apply(session, &action);
    Kept after = keep(session);
    if (changed)
        assert_true(session->version > version);
    else
        assert_memory_equal(&before, &after, sizeof before);
    if (!changed && !said && !session->notice.what[0] && revealed == session->present.revealed)
        assert_int_equal(session->version, version);
}

/* Undoes all and does it again. */
static inline void there_and_back(Session *session) {
    const BeatState *beat = session_beat_state(session);
    Run *before = run_afresh(session);
    int undone = 0;
    while (act_number(session, ACTION_UNDO, 0))
        undone++;
    assert_int_equal(beat->edits.count, 0);
    assert_int_equal(beat->undo_count, 0);
    assert_up_to_date(session);
    for (int k = 0; k < undone; k++)
        assert_true(act_number(session, ACTION_REDO, 0));
    assert_true(same_traces(session->run, before));
    while (act_number(session, ACTION_UNDO, 0))
        undone--;
    assert_int_equal(undone, 0);
    run_free(before);
}

#endif
