/* session_fixture.h: for tests of the session: a small lesson made by hand, and ways to play it.
 *
 *     beat 0  at t = 1              lstm and gru on stage; one input changed
 *     beat 1  no place              the forget gate held in steps 2 to 5; a question
 *     beat 2  at t = 3, forget      the hold freed; a task about b_f of unit 1 and z
 *     beat 3  no place              only the rnn on stage
 *     beat 4  at t = 7 */
#ifndef GATESCOPE_TESTS_SESSION_FIXTURE_H
#define GATESCOPE_TESTS_SESSION_FIXTURE_H

#include "lesson/condition/condition.h"
#include "lesson_sample.h"

#include <limits.h>
#include <math.h>

#include "session/keep.h"
#include "session/session.h"

enum { BEAT_LOOK, BEAT_ASK, BEAT_TASK, BEAT_RNN, BEAT_END, BEAT_COUNT, RIGHT_CHOICE = 1 };

static inline Edit edit_of(const Lesson *lesson, const char *text) {
    Edit edit;
    Error error = {0};
    if (!edit_parse(&edit, lesson, text, &error))
        fail_msg("%s: %s", text, error.what);
    return edit;
}

static inline void fixture_do(Lesson *lesson, int beat, const char *text) {
    Beat *to = &lesson->beats[beat];
    Edit *edits = realloc(to->edits, ((size_t)to->edit_count + 1) * sizeof *edits);
    assert_non_null(edits);
    to->edits = edits;
    to->edits[to->edit_count++] = edit_of(lesson, text);
}

static inline void fixture_at(Lesson *lesson, int beat, long t, Phase phase) {
    lesson->beats[beat].has_at = true;
    lesson->beats[beat].at_t = t;
    lesson->beats[beat].at_phase = phase;
}

static inline void fixture_show(Lesson *lesson, int beat, int first, int count) {
    Beat *to = &lesson->beats[beat];
    to->show = calloc((size_t)count, sizeof *to->show);
    assert_non_null(to->show);
    to->show_count = count;
    for (int k = 0; k < count; k++)
        to->show[k] = first + k;
}

static inline Target target_of(const Lesson *lesson, const char *text) {
    Target target;
    assert_true(target_parse(&target, lesson, text, NULL));
    return target;
}

static inline void fixture_highlight(Lesson *lesson, int beat, const char *text) {
    Beat *to = &lesson->beats[beat];
    to->highlights = calloc(1, sizeof *to->highlights);
    assert_non_null(to->highlights);
    to->highlights[0].target = target_of(lesson, text);
    to->highlight_count = 1;
}

static inline void fixture_ask(Lesson *lesson, int beat) {
    Question *question = calloc(1, sizeof *question);
    assert_non_null(question);
    lesson->beats[beat].question = question;
    question->choices = calloc(3, sizeof *question->choices);
    assert_non_null(question->choices);
    question->choice_count = 3;
    question->choices[RIGHT_CHOICE].right = true;
}

static inline void fixture_task(Lesson *lesson, int beat) {
    Task *task = calloc(1, sizeof *task);
    assert_non_null(task);
    lesson->beats[beat].task = task;
    task->may = calloc(2, sizeof *task->may);
    task->solution = calloc(1, sizeof *task->solution);
    assert_non_null(task->may);
    assert_non_null(task->solution);
    task->may[0] = target_of(lesson, "lstm.b_f[0]");
    task->may[1] = target_of(lesson, "gru.z");
    task->may_count = 2;
    task->until.condition = condition_parse("min(lstm.f[0] @ 0..7) > 0.9", lesson, NULL);
    assert_non_null(task->until.condition);
    task->solution[0] = edit_of(lesson, "set lstm.b_f[0] 12");
    task->solution_count = 1;
}

static inline Lesson *fixture_lesson(void) {
    Lesson *lesson = sample_lesson();
    lesson->beats = calloc(BEAT_COUNT, sizeof *lesson->beats);
    assert_non_null(lesson->beats);
    lesson->beat_count = BEAT_COUNT;
    fixture_at(lesson, BEAT_LOOK, 1, PHASE_SHOW);
    fixture_show(lesson, BEAT_LOOK, SAMPLE_LSTM, 2);
    fixture_highlight(lesson, BEAT_LOOK, "gru.h[2]");
    fixture_do(lesson, BEAT_LOOK, "input 2 0 0.875");
    fixture_do(lesson, BEAT_ASK, "hold lstm.f 1 @ 2..5");
    fixture_ask(lesson, BEAT_ASK);
    fixture_at(lesson, BEAT_TASK, 3, PHASE_FORGET);
    fixture_do(lesson, BEAT_TASK, "free lstm.f");
    fixture_task(lesson, BEAT_TASK);
    fixture_show(lesson, BEAT_RNN, SAMPLE_RNN, 1);
    fixture_at(lesson, BEAT_END, 7, PHASE_SHOW);
    return lesson;
}

/* ---- playing ---- */

typedef struct Stand {
    Lesson *lesson;
    Session *session;
} Stand;

static inline int stand_up(void **state) {
    Stand *stand = calloc(1, sizeof *stand);
    Error error = {0};
    assert_non_null(stand);
    stand->lesson = fixture_lesson();
    stand->session = session_new(stand->lesson, &error);
    assert_non_null(stand->session);
    *state = stand;
    return 0;
}

static inline int stand_down(void **state) {
    Stand *stand = *state;
    session_free(stand->session);
    lesson_free(stand->lesson);
    free(stand);
    return 0;
}

static inline bool act(Session *session, Action action) {
    return session_apply(session, &action);
}

static inline bool act_number(Session *session, ActionKind kind, int number) {
    return act(session, (Action){.kind = kind, .number = number});
}

static inline bool act_edit(Session *session, const char *text) {
    return act(session, (Action){.kind = ACTION_EDIT, .edit = edit_of(session->lesson, text)});
}

static inline bool act_drag(Session *session, const char *text) {
    return act(session,
               (Action){.kind = ACTION_EDIT, .edit = edit_of(session->lesson, text), .flag = true});
}

static inline void go_to_beat(Session *session, int beat) {
    if (session->beat != beat) {
        session->nudged = true; /* an open question was skipped */
        assert_true(act_number(session, ACTION_GO_BEAT, beat));
    }
    session_advance(session, 100);
    assert_int_equal(session->beat, beat);
    assert_false(session_moving(session));
}

static inline void go_to(Session *session, long t, Phase phase) {
    act(session, (Action){.kind = ACTION_GO, .step = t, .phase = phase});
    assert_true(session->tick == tick_of(t, phase) && session->shown == (double)session->tick);
}

/* ---- what is true ---- */

static inline void assert_moment(const Session *session, long t, Phase phase, float part) {
    Moment moment = session_moment(session);
    assert_int_equal(moment.t, t);
    assert_int_equal(moment.phase, phase);
    assert_true(fabsf(moment.part - part) < 1e-4f);
}

static inline bool edit_is_variant(const Edit *edit) {
    return edit->kind == EDIT_VARIANT;
}

/* The session's run computed afresh: the lesson, the scripts, the tweaks (variants first, weights
 * that are not there left out). */
static inline Run *run_afresh(const Session *session) {
    const EditList *tweaks = &session->beats[session->beat].edits;
    Run *run = run_new(session->lesson, NULL);
    assert_non_null(run);
    for (int beat = 0; beat <= session->beat; beat++)
        for (int k = 0; k < session->lesson->beats[beat].edit_count; k++)
            assert_true(run_edit(run, &session->lesson->beats[beat].edits[k], NULL));
    for (int k = 0; k < tweaks->count; k++)
        if (edit_is_variant(&tweaks->items[k]))
            assert_true(run_edit(run, &tweaks->items[k], NULL));
    for (int k = 0; k < tweaks->count; k++) {
        const Edit *edit = &tweaks->items[k];
        bool there =
            edit->kind != EDIT_WEIGHT || run->cells[edit->cell]->weights[edit->index] != NULL;
        if (!edit_is_variant(edit) && there)
            assert_true(run_edit(run, edit, NULL));
    }
    run_update(run);
    return run;
}

static inline bool same_traces(const Run *a, const Run *b) {
    for (int k = 0; k < a->lesson->cell_count; k++)
        if (memcmp(a->traces[k]->data, b->traces[k]->data,
                   trace_bytes(&a->traces[k]->spec, a->lesson->steps, 1)) != 0)
            return false;
    return true;
}

static inline void assert_up_to_date(const Session *session) {
    Run *fresh = run_afresh(session);
    for (int k = 0; k < session->lesson->cell_count; k++)
        assert_int_equal(session->run->dirty[k], session->lesson->steps);
    assert_true(same_traces(session->run, fresh));
    run_free(fresh);
}

#endif
