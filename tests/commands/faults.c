/* faults.c: what the world does to a program that saves: it is killed, the disk is full,
 * the folder cannot be written to, another window saves at the same moment, clocks jump. What was
 * saved before is there, or what was saved since, and never anything between. */
#include "session_fixture.h"

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/bytes.h"
#include "base/new_file.h"
#include "commands/line/say.h"
#include "commands/state/keeping.h"
#include "commands/window/attention.h"
#include "files/lesson/recording.h"
#include "files/state/result.h"
#include "files/tensors/safetensors.h"
#include "session/kinds/sandbox.h"
#include "ui/draw/picture.h"
#include "ui/film/film.h"

enum { KILLS = 60, SAVES = 25, WINDOWS = 3, LESSONS = 40 };

static char folder[] = "/tmp/gatescope-faults-XXXXXX";
static char path[100];

static SavedState read_state(void) {
    SavedState state;
    Error error = {0};
    if (!state_read(path, &state, &error))
        fail_msg("the state cannot be read: %s", error.what);
    return state;
}

/* A state in which everything says which one it is. */
static void fill_state(SavedState *state, int which) {
    Error error;
    assert_true(state_read("/tmp/there-is-no-such-state", state, &error));
    state->theme = which;
    for (int k = 0; k < LESSONS; k++) {
        char id[20];
        snprintf(id, sizeof id, "lesson-%d", k);
        SavedLesson *lesson = state_lesson(state, id, true);
        assert_non_null(lesson);
        lesson->seconds = which;
    }
}

/* Whether it is one of the two as a whole; which one is returned. */
static int assert_whole(const SavedState *state) {
    assert_in_range(state->theme, 1, 2);
    assert_int_equal(state->lesson_count, LESSONS);
    for (int k = 0; k < LESSONS; k++)
        assert_true(state->lessons[k].seconds == state->theme);
    return state->theme;
}

static int files_in_folder(void) {
    DIR *open = opendir(folder);
    int count = 0;
    assert_non_null(open);
    for (const struct dirent *entry; (entry = readdir(open)) != NULL;)
        count += entry->d_name[0] != '.';
    closedir(open);
    return count;
}

static void empty_folder(void) {
    DIR *open = opendir(folder);
    char name[400];
    assert_non_null(open);
    for (const struct dirent *entry; (entry = readdir(open)) != NULL;) {
        snprintf(name, sizeof name, "%s/%s", folder, entry->d_name);
        if (entry->d_name[0] != '.')
            unlink(name);
    }
    closedir(open);
}

/* ---- killed ---- */

/* A word to `ready` after the first time. */
static void save_for_ever(const SavedState *first, const SavedState *second, int ready) {
    SavedState states[2] = {*first, *second};
    for (unsigned k = 0;; k++) {
        state_write(path, &states[k % 2], NULL);
        if (k == 0 && write(ready, "", 1) != 1)
            _exit(1);
    }
}

static void killed_at_any_moment(void **state) {
    (void)state;
    SavedState first, second;
    fill_state(&first, 1);
    fill_state(&second, 2);
    assert_true(state_write(path, &first, NULL));
    int seen[3] = {0};
    unsigned seed = 1;
    for (int k = 0; k < KILLS; k++) {
        int ready[2];
        char word;
        assert_int_equal(pipe(ready), 0);
        pid_t child = fork();
        assert_true(child >= 0);
        if (!child)
            save_for_ever(k % 2 ? &first : &second, k % 2 ? &second : &first, ready[1]);
        assert_int_equal(read(ready[0], &word, 1), 1); /* however long that takes */
        close(ready[0]);
        close(ready[1]);
        seed = seed * 1664525u + 1013904223u;
        const struct timespec pause = {.tv_nsec = 100000 + (long)(seed >> 8) % 20000000};
        nanosleep(&pause, NULL);
        assert_int_equal(kill(child, SIGKILL), 0);
        assert_int_equal(waitpid(child, NULL, 0), child);
        SavedState found = read_state();
        seen[assert_whole(&found)]++;
        state_free(&found);
    }
    assert_true(seen[1] && seen[2]); /* it was saved at all */
    state_free(&first);
    state_free(&second);
    empty_folder();
}

/* ---- two at once ---- */

static Keeping keeping_here(void) {
    Keeping keeping = {.lock = -1};
    snprintf(keeping.path, sizeof keeping.path, "%s", path);
    assert_true(state_read(path, &keeping.state, NULL));
    return keeping;
}

/* Counts in a lesson of its own, as a window does that saves. */
static void save_often(int window) {
    Keeping keeping = keeping_here();
    char id[20];
    snprintf(id, sizeof id, "window-%d", window);
    for (int k = 0; k < SAVES; k++) {
        if (!keeping_begin(&keeping) || keeping.lock < 0)
            _exit(1);
        SavedLesson *lesson = state_lesson(&keeping.state, id, true);
        if (lesson)
            lesson->seconds++;
        if (!keeping_end(&keeping, lesson != NULL))
            _exit(1);
    }
    _exit(0);
}

static void several_windows_at_once(void **state) {
    (void)state;
    pid_t windows[WINDOWS];
    for (int k = 0; k < WINDOWS; k++) {
        windows[k] = fork();
        assert_true(windows[k] >= 0);
        if (!windows[k])
            save_often(k);
    }
    for (int k = 0; k < WINDOWS; k++) {
        int status;
        assert_int_equal(waitpid(windows[k], &status, 0), windows[k]);
        assert_int_equal(status, 0);
    }
    SavedState found = read_state();
    assert_int_equal(found.lesson_count, WINDOWS);
    for (int k = 0; k < WINDOWS; k++)
        assert_true(found.lessons[k].seconds == SAVES);
    state_free(&found);
    empty_folder();
}

static void say_and_hang(int to, char byte) {
    if (write(to, &byte, 1) == 1)
        pause();
    _exit(1);
}

/* A window that hangs keeps the others waiting for a moment, and no longer. */
static void a_lock_that_is_not_given_back(void **state) {
    (void)state;
    int ready[2];
    char byte;
    assert_int_equal(pipe(ready), 0);
    pid_t child = fork();
    if (!child) {
        byte = file_lock(path) >= 0;
        say_and_hang(ready[1], byte);
    }
    assert_int_equal(read(ready[0], &byte, 1), 1);
    assert_int_equal(byte, 1);
    Keeping mine = keeping_here();
    assert_true(keeping_begin(&mine));
    assert_int_equal(mine.lock, -1);
    assert_true(keeping_end(&mine, true));
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    int begun = file_lock(path); /* a program that ends gives it back */
    assert_true(begun >= 0);
    file_unlock(begun);
    close(ready[0]);
    close(ready[1]);
    keeping_close(&mine);
    empty_folder();
}

/* ---- nothing can be written ---- */

typedef bool (*Write)(const char *to, Error *error);

static bool write_state(const char *to, Error *error) {
    SavedState state;
    fill_state(&state, 2);
    bool good = state_write(to, &state, error);
    state_free(&state);
    return good;
}

static bool write_picture(const char *to, Error *error) {
    SDL_Surface *picture = picture_new(300, 200, error);
    assert_non_null(picture);
    for (int k = 0; k < 300 * 200; k++) /* noise: it cannot be packed */
        ((Uint32 *)picture->pixels)[k] = (Uint32)k * 2654435761u;
    bool good = picture_save(picture, to, error);
    SDL_FreeSurface(picture);
    return good;
}

static bool write_weights(const char *to, Error *error) {
    static float numbers[20000];
    const TensorData tensor = {"numbers", 1, {20000}, numbers};
    return safetensors_write(to, &tensor, 1, NULL, 0, error);
}

static bool write_recording(const char *to, Error *error) {
    const SandboxSetup setup = {.kinds = {true}, .units = 8, .inputs = 1};
    Session *session = session_new_sandbox(&setup, NULL, error);
    assert_non_null(session);
    for (int k = 0; k < 2000; k++)
        session_advance(session, 0.05);
    Lesson *recorded = sandbox_snapshot(session->run, 0, session->lesson->steps, "fault", error);
    assert_non_null(recorded);
    bool good = recording_write(to, recorded, error);
    lesson_free(recorded);
    session_free(session);
    return good;
}

static bool write_results(const char *to, Error *error) {
    SavedState state;
    fill_state(&state, 1);
    const SavedLesson *lessons[LESSONS];
    for (int k = 0; k < LESSONS; k++)
        lessons[k] = &state.lessons[k];
    bool good = results_write(to, "Ada", lessons, LESSONS, NULL, error);
    state_free(&state);
    return good;
}

static bool write_gif(const char *to, Error *error) {
    SDL_Surface *frame = picture_new(300, 200, error);
    assert_non_null(frame);
    Error closing;
    Film *film = film_open(to, 300, 200, theme_get(THEME_DARK), error);
    bool good = film != NULL;
    for (Uint32 k = 0; k < 12 && good; k++) {
        for (Uint32 at = 0; at < 300 * 200; at++)
            ((Uint32 *)frame->pixels)[at] = (at + k) * 2654435761u;
        good = film_add(film, frame, &(SDL_Rect){0, 0, 300, 200}, 1, 0.1, error);
    }
    if (film && !film_close(film, good ? error : &closing))
        good = false;
    SDL_FreeSurface(frame);
    return good;
}

static bool write_words(const char *to, Error *error) {
    static char text[5000];
    memset(text, 'x', sizeof text - 1);
    return say_text(text, to, error);
}

static const struct {
    Write write;
    const char *ending;
} WRITERS[] = {{write_state, ""},   {write_picture, ""}, {write_weights, ""}, {write_recording, ""},
               {write_results, ""}, {write_gif, ".gif"}, {write_words, ""}};
enum { WRITER_COUNT = sizeof WRITERS / sizeof *WRITERS };

static void write_old(const char *to) {
    FILE *file = fopen(to, "w");
    assert_non_null(file);
    fputs("old", file);
    fclose(file);
}

static void assert_old(const char *to) {
    Error error;
    size_t length;
    char *text = bytes_read(to, 1000, &length, &error);
    assert_non_null(text);
    assert_string_equal(text, "old");
    free(text);
    assert_int_equal(files_in_folder(), 1); /* and nothing beside it */
}

/* Past a file's limit a write fails as on a disk that is full. */
static void no_room_on_the_disk(void **state) {
    (void)state;
    struct rlimit kept, little = {.rlim_cur = 1000};
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &kept), 0);
    little.rlim_max = kept.rlim_max;
    for (int k = 0; k < WRITER_COUNT; k++) {
        Error error = {0};
        char to[120];
        snprintf(to, sizeof to, "%s%s", path, WRITERS[k].ending);
        write_old(to);
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &little), 0);
        bool written = WRITERS[k].write(to, &error);
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &kept), 0);
        if (written || !strstr(error.what, strerror(EFBIG)) || strcmp(error.file, to) != 0)
            fail_msg("writer %d: %d, \"%s\" about \"%s\"", k, written, error.what, error.file);
        assert_old(to);
        assert_true(WRITERS[k].write(to, &error)); /* with room it can be written */
        empty_folder();
    }
}

static void folders_that_cannot_be_written_to(void **state) {
    (void)state;
    static const char *const PLACES[] = {"/proc/gatescope/file", "/proc/file", "/dev/null/file"};
    char to[60];
    for (int k = 0; k < WRITER_COUNT; k++)
        for (int p = 0; p < 3; p++) {
            Error error = {0};
            snprintf(to, sizeof to, "%s%s", PLACES[p], WRITERS[k].ending);
            assert_false(WRITERS[k].write(to, &error));
            assert_non_null(strstr(error.what, "cannot"));
            assert_int_equal(strncmp(error.file, PLACES[p], 5), 0);
        }
}

/* ---- clocks ---- */

static void clocks_that_jump(void **state) {
    static const int64_t TIMES[] = {1764086400, 1764000000, -5, 0, INT64_MAX, 1764086500};
    Stand *stand = *state;
    SavedState kept;
    Error error;
    assert_true(state_read(path, &kept, &error));
    for (size_t k = 0; k < sizeof TIMES / sizeof *TIMES; k++) {
        assert_true(saved_keep(&kept, stand->session, 1, TIMES[k]));
        assert_true(state_write(path, &kept, &error));
        SavedState found = read_state();
        assert_int_equal(found.lesson_count, 1);
        assert_true(found.lessons[0].seconds == (double)(k + 1));
        state_free(&found);
    }
    state_free(&kept);
    Attention attention = {0};
    attention_pass(&attention, 100, 1);
    attention_pass(&attention, 50, 2);  /* back */
    attention_pass(&attention, 1e9, 3); /* the lid was closed */
    double seconds = attention_take(&attention);
    assert_true(seconds >= 0 && seconds <= ATTENTION_PAUSE);
    session_advance(stand->session, 1e9);
    session_advance(stand->session, 0);
    assert_up_to_date(stand->session);
    empty_folder();
}

static int make_folder(void **state) {
    (void)state;
    bool made = mkdtemp(folder) != NULL;
    snprintf(path, sizeof path, "%s/state.json", folder);
    return made ? 0 : -1;
}

static int remove_folder(void **state) {
    (void)state;
    empty_folder();
    return rmdir(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(killed_at_any_moment),
        cmocka_unit_test(several_windows_at_once),
        cmocka_unit_test(a_lock_that_is_not_given_back),
        cmocka_unit_test(no_room_on_the_disk),
        cmocka_unit_test(folders_that_cannot_be_written_to),
        cmocka_unit_test_setup_teardown(clocks_that_jump, stand_up, stand_down)};
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
