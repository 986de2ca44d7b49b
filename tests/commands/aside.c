/* aside.c: a shared state that is opened does not replace one's own work of the lesson: that is set
 * aside, is there after a restart too, and comes back when it is asked for; and so does the other. */
#include "session_fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "commands/state/aside.h"

static char home[] = "/tmp/gatescope-aside-XXXXXX";

static Session *session_with(const Stand *stand, const char *edit) {
    Session *session = session_new(stand->lesson, NULL);
    assert_non_null(session);
    if (edit)
        act_edit(session, edit);
    return session;
}

static SharedState shared_with(const Stand *stand, const char *edit) {
    Session *session = session_with(stand, edit);
    SharedState state;
    char *text = share_text(session, NULL);
    assert_non_null(text);
    assert_true(share_read(&state, text, NULL));
    free(text);
    session_free(session);
    return state;
}

static void open_shared(Keeping *keeping, const Stand *stand, Session *session, const char *edit) {
    Error error = {0};
    SharedState state = shared_with(stand, edit);
    if (!aside_open(keeping, session, &state, &error))
        fail_msg("%s", error.what);
    share_free(&state);
}

/* Its one change is that; NULL: there is none. */
static void assert_edit(const Session *session, const char *edit) {
    char text[100] = "";
    assert_int_equal(session->beats[0].edits.count, edit != NULL);
    if (edit)
        edit_format(&session->beats[0].edits.items[0], session->lesson, text, sizeof text);
    assert_string_equal(text, edit ? edit : "");
}

static int asides(Keeping *keeping, const Stand *stand) {
    const SavedLesson *saved = state_lesson(&keeping->state, stand->lesson->id, false);
    return saved ? saved->aside_count : 0;
}

static bool tells(const Session *session, const char *words) {
    return strstr(session->notice.what, words) != NULL;
}

static void turn(Keeping *keeping, Session *session) {
    Error error = {0};
    if (!aside_turn(keeping, session, &error))
        fail_msg("%s", error.what);
}

static const char OWN[] = "set lstm.b_f[0] -5", THEIRS[] = "set lstm.b_f[0] 5",
                  OTHERS[] = "set lstm.b_f[0] 3";

static void own_work_comes_back(void **state) {
    const Stand *stand = *state;
    Keeping keeping;
    Session *session = session_with(stand, OWN);
    keeping_open(&keeping);
    open_shared(&keeping, stand, session, THEIRS);
    assert_edit(session, THEIRS);
    assert_true(tells(session, "set aside: Shift+V"));
    keeping_close(&keeping);
    keeping_open(&keeping); /* another day */
    assert_int_equal(asides(&keeping, stand), 1);
    turn(&keeping, session);
    assert_edit(session, OWN);
    assert_true(tells(session, "set aside: Shift+V"));
    assert_int_equal(asides(&keeping, stand), 1);
    turn(&keeping, session);
    assert_edit(session, THEIRS);
    assert_int_equal(asides(&keeping, stand), 1);
    keeping_close(&keeping);
    session_free(session);
}

static void all_of_them_in_turn(void **state) {
    const Stand *stand = *state;
    Keeping keeping;
    Session *session = session_with(stand, OWN);
    keeping_open(&keeping);
    open_shared(&keeping, stand, session, THEIRS);
    open_shared(&keeping, stand, session, OTHERS);
    static const char *const ORDER[] = {THEIRS, OWN, OTHERS, THEIRS};
    for (int k = 0; k < 4; k++) {
        turn(&keeping, session);
        assert_edit(session, ORDER[k]);
        assert_int_equal(asides(&keeping, stand), 2);
    }
    open_shared(&keeping, stand, session, OWN); /* it is not kept twice */
    assert_edit(session, OWN);
    assert_int_equal(asides(&keeping, stand), 2);
    keeping_close(&keeping);
    session_free(session);
}

static void nothing_of_ones_own(void **state) {
    const Stand *stand = *state;
    Keeping keeping;
    Error error;
    Session *session = session_with(stand, NULL);
    keeping_open(&keeping);
    assert_false(aside_turn(&keeping, session, &error));
    assert_non_null(strstr(error.what, "Nothing of this lesson"));
    open_shared(&keeping, stand, session, THEIRS);
    assert_int_equal(asides(&keeping, stand), 0);
    assert_string_equal(session->notice.what, "");
    open_shared(&keeping, stand, session, THEIRS); /* the same again */
    assert_int_equal(asides(&keeping, stand), 0);
    session_free(session);
    session = session_with(stand, NULL); /* a place that was reached is work, too */
    act_number(session, ACTION_BEAT, 1);
    open_shared(&keeping, stand, session, THEIRS);
    assert_int_equal(asides(&keeping, stand), 1);
    turn(&keeping, session);
    assert_int_equal(session->beat, 1);
    assert_edit(session, NULL);
    keeping_close(&keeping);
    session_free(session);
}

/* What cannot be kept is not replaced. */
static void no_room_for_it(void **state) {
    const Stand *stand = *state;
    Keeping keeping;
    Error error = {0};
    Session *session = session_with(stand, OWN);
    SharedState shared = shared_with(stand, THEIRS);
    keeping_open(&keeping);
    snprintf(keeping.path, sizeof keeping.path, "/dev/null/state.json");
    assert_false(aside_open(&keeping, session, &shared, &error));
    assert_true(error.what[0]);
    assert_edit(session, OWN);
    keeping.refused = true; /* nothing is saved: nothing can be lost on the disk */
    assert_true(aside_open(&keeping, session, &shared, &error));
    assert_edit(session, THEIRS);
    share_free(&shared);
    keeping_close(&keeping);
    session_free(session);
}

static void so_many_and_no_more(void **state) {
    (void)state;
    SavedLesson saved = {0};
    char text[20];
    for (int k = 0; k < STATE_ASIDES + 3; k++) {
        snprintf(text, sizeof text, "%d", k);
        assert_true(saved_lesson_aside(&saved, text, false));
    }
    assert_int_equal(saved.aside_count, STATE_ASIDES);
    assert_string_equal(saved.aside[0], "3");
    assert_string_equal(saved.aside[STATE_ASIDES - 1], "18");
    assert_true(saved_lesson_aside(&saved, "5", true));
    assert_int_equal(saved.aside_count, STATE_ASIDES);
    assert_string_equal(saved.aside[0], "5");
    assert_string_equal(saved.aside[1], "3");
    assert_string_equal(saved.aside[2], "4");
    assert_string_equal(saved.aside[3], "6");
    saved_lesson_drop_aside(&saved, "none");
    saved_lesson_drop_aside(&saved, "3");
    assert_int_equal(saved.aside_count, STATE_ASIDES - 1);
    assert_string_equal(saved.aside[1], "4");
    saved_lesson_free(&saved);
    assert_int_equal(saved.aside_count, 0);
}

static int begin(void **state) {
    setenv("XDG_STATE_HOME", home, 1);
    return stand_up(state);
}

static int end(void **state) {
    char path[100];
    static const char *const NAMES[] = {"state.json", "state.json.lock", ""};
    for (int k = 0; k < 3; k++) {
        snprintf(path, sizeof path, "%s/gatescope/%s", home, NAMES[k]);
        if (unlink(path) != 0)
            rmdir(path);
    }
    return stand_down(state);
}

static int make_home(void **state) {
    (void)state;
    return mkdtemp(home) ? 0 : -1;
}

static int remove_home(void **state) {
    (void)state;
    return rmdir(home);
}

#define HERE(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void) {
    const struct CMUnitTest tests[] = {HERE(own_work_comes_back), HERE(all_of_them_in_turn),
                                       HERE(nothing_of_ones_own), HERE(no_room_for_it),
                                       HERE(so_many_and_no_more)};
    return cmocka_run_group_tests(tests, make_home, remove_home);
}
