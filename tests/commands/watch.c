/* watch.c: a lesson that is edited while it is open: each save counts at once, what is
 * wrong is told with its count and numbers and goes when it is mended, half-written files are
 * waited for, editors that rename are followed, and nothing of the session is lost. */
#include "languages.h"
#include "session_fixture.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "base/bytes.h"
#include "commands/window/watch.h"
#include "files/lesson/file.h"
#include "files/lesson/starter.h"

enum { PATH = 80, TEXT = 1 << 15 };

typedef struct Desk {
    char folder[PATH], path[PATH + 16];
    char text[TEXT]; /* of the file when it is right */
    Watch watch;
    Lesson *lesson;
    Session *session;
} Desk;

static void save_text(const char *path, const char *text, size_t length) {
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, length, file), length);
    fclose(file);
}

/* The right text with something in it replaced. */
static const char *with(const Desk *desk, const char *from, const char *to) {
    static char changed[TEXT];
    const char *at = strstr(desk->text, from);
    if (!at)
        fail_msg("not in the lesson: %s", from);
    snprintf(changed, sizeof changed, "%.*s%s%s", (int)(at - desk->text), desk->text, to,
             at + strlen(from));
    return changed;
}

static void save(const Desk *desk, const char *text) {
    save_text(desk->path, text, strlen(text));
}

static int sit_down(void **state) {
    Desk *desk = calloc(1, sizeof *desk);
    assert_non_null(desk);
    snprintf(desk->folder, sizeof desk->folder, "/tmp/gatescope-watch-XXXXXX");
    assert_non_null(mkdtemp(desk->folder));
    snprintf(desk->path, sizeof desk->path, "%s/latch.json", desk->folder);
    FILE *file = tmpfile();
    assert_non_null(file);
    starter_write(file, "latch", (CellKind[]){CELL_LSTM}, 1);
    rewind(file);
    assert_true(fread(desk->text, 1, TEXT - 1, file) < TEXT - 1);
    fclose(file);
    save(desk, desk->text);
    Errors errors = {0};
    Stamp stamp = stamp_of(desk->path);
    desk->lesson = lesson_read(desk->path, &errors);
    assert_non_null(desk->lesson);
    desk->session = session_new(desk->lesson, NULL);
    assert_non_null(desk->session);
    assert_true(watch_begin(&desk->watch, desk->path, &stamp, desk->lesson));
    assert_int_equal(desk->watch.errors.count, 0);
    *state = desk;
    return 0;
}

static int get_up(void **state) {
    Desk *desk = *state;
    watch_end(&desk->watch);
    session_free(desk->session);
    lesson_free(desk->lesson);
    unlink(desk->path);
    rmdir(desk->folder);
    free(desk);
    return 0;
}

/* What the window does every 300 ms. */
static WatchEvent look(Desk *desk) {
    Lesson *fresh = NULL;
    WatchEvent event = watch_look(&desk->watch, &fresh);
    assert_int_equal(event == WATCH_LESSON, fresh != NULL);
    if (!fresh)
        return event;
    assert_true(session_relesson(desk->session, fresh, NULL));
    lesson_free(desk->lesson);
    desk->lesson = fresh;
    return event;
}

static const Error *first_error(const Desk *desk, size_t count) {
    assert_int_equal(desk->watch.errors.count, count);
    assert_string_equal(desk->watch.errors.items[0].file, "latch.json");
    return desk->watch.errors.items;
}

static void saved_changes_show(void **state) {
    Desk *desk = *state;
    assert_int_equal(look(desk), WATCH_SAME);
    save(desk, with(desk, "\"en\": \"A switch that remembers\"", "\"en\": \"Another title\""));
    assert_int_equal(look(desk), WATCH_LESSON);
    assert_string_equal(text_in(&desk->session->lesson->title, LANGUAGE_EN), "Another title");
    assert_int_equal(desk->watch.errors.count, 0);
    assert_int_equal(look(desk), WATCH_SAME);
}

/* It is shown, and what it says is told to be wrong, with the number, until it is right again. */
static void a_claim_that_fails_is_told(void **state) {
    Desk *desk = *state;
    save(desk, with(desk, "\"b_i\": [-6]", "\"b_i\": [-11]"));
    assert_int_equal(look(desk), WATCH_LESSON);
    assert_true(desk->session->run->cells[0]->weights[weight_find(CELL_LSTM, "b_i")][0] == -11);
    const Error *error = first_error(desk, 5);
    assert_string_equal(error->member_path, "beats[1].claims[0]");
    assert_non_null(strstr(error->what, "the claim does not hold: abs(lstm.c @ 1 - 0.99) < 0.005"));
    assert_non_null(strstr(error->found, "0.2")); /* c is about 0.73 */
    assert_true(error->line > 0);
    assert_int_equal(look(desk), WATCH_SAME);
    assert_int_equal(desk->watch.errors.count, 5);
    save(desk, desk->text);
    assert_int_equal(look(desk), WATCH_LESSON);
    assert_int_equal(desk->watch.errors.count, 0);
}

static void all_errors_are_counted(void **state) {
    Desk *desk = *state;
    const Lesson *before = desk->lesson;
    save(desk, with(desk, "\"format\": 1", "\"formta\": 1"));
    assert_int_equal(look(desk), WATCH_SAME); /* perhaps it is still being written */
    assert_int_equal(desk->watch.errors.count, 0);
    assert_int_equal(look(desk), WATCH_BROKEN);
    const Error *error = first_error(desk, 2); /* one is unknown, one is missing */
    assert_true(error->line > 0);
    assert_int_equal(look(desk), WATCH_SAME);
    assert_ptr_equal(desk->lesson, before);
    assert_ptr_equal(desk->session->lesson, before);
    save(desk, with(desk, "\"format\": 1", "\"format\": \"1\"")); /* one of them mended */
    look(desk);
    assert_int_equal(look(desk), WATCH_BROKEN);
    first_error(desk, 1);
    save(desk, desk->text);
    assert_int_equal(look(desk), WATCH_LESSON);
    assert_int_equal(desk->watch.errors.count, 0);
}

/* Any part of it may be there when it is looked at; no error is told of that. */
static void half_written_files_are_waited_for(void **state) {
    Desk *desk = *state;
    const char *wanted = with(desk, "\"level\": 1", "\"level\": 3");
    size_t length = strlen(wanted);
    for (size_t part = 0; part < length - 1; part += 97) {
        save_text(desk->path, wanted, part);
        assert_int_equal(look(desk), WATCH_SAME);
        assert_int_equal(desk->watch.errors.count, 0);
    }
    save_text(desk->path, wanted, length);
    assert_int_equal(look(desk), WATCH_LESSON);
    assert_int_equal(desk->session->lesson->level, 3);
}

static void renaming_editors_are_followed(void **state) {
    Desk *desk = *state;
    char other[PATH + 16];
    snprintf(other, sizeof other, "%s/.new", desk->folder);
    for (int round = 0; round < 3; round++) {
        /* a text of the same length */
        const char *text = with(desk, "\"level\": 1", round % 2 ? "\"level\": 1" : "\"level\": 4");
        save_text(other, text, strlen(text));
        if (round == 2) { /* some take the old one away first */
            unlink(desk->path);
            assert_int_equal(look(desk), WATCH_SAME);
        }
        assert_int_equal(rename(other, desk->path), 0);
        assert_int_equal(look(desk), WATCH_LESSON);
        assert_int_equal(desk->session->lesson->level, round % 2 ? 1 : 4);
        assert_int_equal(desk->watch.errors.count, 0);
    }
    unlink(desk->path); /* and this one does not come back */
    assert_int_equal(look(desk), WATCH_SAME);
    assert_int_equal(look(desk), WATCH_BROKEN);
    assert_non_null(strstr(first_error(desk, 1)->what, "No such file"));
    assert_int_equal(desk->session->lesson->level, 4);
    save(desk, desk->text);
    assert_int_equal(look(desk), WATCH_LESSON);
    assert_int_equal(desk->watch.errors.count, 0);
}

/* Answers, tweaks, what can be undone, and the place stay, also where a beat was put in before. */
static void the_session_goes_on(void **state) {
    enum { ASK = 3, TASK = 5 };
    Desk *desk = *state;
    Session *session = desk->session;
    go_to_beat(session, ASK);
    act_number(session, ACTION_ANSWER, 1);
    act_number(session, ACTION_ANSWER, 0);
    go_to_beat(session, TASK);
    act_edit(session, "set lstm.b_f[0] 3");
    act_edit(session, "set lstm.b_f[0] 2");
    act_number(session, ACTION_UNDO, 0);
    save(desk, with(desk, "\"format\": 1", "\"format\": 2"));
    look(desk);
    assert_int_equal(look(desk), WATCH_BROKEN);
    assert_int_equal(session->beat, TASK);
    save(desk, with(desk, "\"beats\": [", "\"beats\": [ { \"say\": \"A word before.\" },"));
    assert_int_equal(look(desk), WATCH_LESSON);
    assert_int_equal(session->beat, TASK + 1);
    assert_false(session->beats[0].visited);
    const BeatState *asked = &session->beats[ASK + 1];
    assert_true(asked->answer == 0 && asked->first == 1 && asked->tries == 2);
    const float *bias = session->run->cells[0]->weights[weight_find(CELL_LSTM, "b_f")];
    assert_true(bias[0] == 3);
    assert_true(act_number(session, ACTION_REDO, 0));
    assert_true(session->run->cells[0]->weights[weight_find(CELL_LSTM, "b_f")][0] == 2);
    assert_true(act_number(session, ACTION_UNDO, 0));
    assert_true(act_number(session, ACTION_UNDO, 0));
    assert_true(session->run->cells[0]->weights[weight_find(CELL_LSTM, "b_f")][0] == 6);
    save(desk, desk->text); /* and taken out again */
    assert_int_equal(look(desk), WATCH_LESSON);
    assert_int_equal(session->beat, TASK);
    assert_int_equal(session->beats[ASK].tries, 2);
    assert_true(act_number(session, ACTION_REDO, 0));
    assert_up_to_date(session);
}

/* A lesson of the library counts as right until it is saved. */
static void only_ones_own_is_checked_at_first(void **state) {
    Desk *desk = *state;
    Errors errors = {0};
    save(desk, with(desk, "\"b_i\": [-6]", "\"b_i\": [-11]"));
    Stamp stamp = stamp_of(desk->path);
    Lesson *lesson = lesson_read(desk->path, &errors);
    assert_non_null(lesson);
    assert_true(watch_begin(&desk->watch, desk->path, &stamp, lesson));
    first_error(desk, 5);
    assert_true(watch_begin(&desk->watch, desk->path, &stamp, NULL));
    assert_int_equal(desk->watch.errors.count, 0);
    lesson_free(lesson);
}

/* Between two frames nobody waits for a pipe, even where somebody has it open to write. */
static void a_pipe_is_not_read(void **state) {
    Desk *desk = *state;
    unlink(desk->path);
    assert_int_equal(mkfifo(desk->path, 0600), 0);
    int writer = open(desk->path, O_RDWR);
    assert_true(writer >= 0);
    while (look(desk) == WATCH_SAME)
        continue;
    assert_string_equal(first_error(desk, 1)->what, "this is no file any more");
    close(writer);
    unlink(desk->path);
    save(desk, desk->text);
    assert_int_equal(look(desk), WATCH_LESSON);
    assert_int_equal(desk->watch.errors.count, 0);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, sit_down, get_up)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(saved_changes_show),
        TEST(a_claim_that_fails_is_told),
        TEST(all_errors_are_counted),
        TEST(half_written_files_are_waited_for),
        TEST(renaming_editors_are_followed),
        TEST(the_session_goes_on),
        TEST(only_ones_own_is_checked_at_first),
        TEST(a_pipe_is_not_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
