/* keeping.c: what is kept on the disk is never lost and never written over unseen, whatever the disk
 * does. Opening and saving are done again and again with the first, the second, ... the last of their
 * calls to the system failing, once alone and once with all that follow, in one way after another:
 * each time the file is the old or the new one as a whole, and the window says what is not kept. */
#include "session_fixture.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/bytes.h"
#include "base/new_file.h"
#include "commands/state/keeping.h"

/* ---- calls that fail when they are told to (tests.mk links them in) ---- */

enum { FAULTS_MOST = 400, NAMES = 32 };

static struct {
    long left;    /* calls that still succeed; -1: all do */
    long planned; /* what left shall be from begin_faults on */
    bool onwards; /* after them all fail, else one */
    int number;   /* errno of those that fail */
    long failures;
    const char *first;        /* the first that failed */
    const char *names[NAMES]; /* of all that were called */
    bool slow;                /* a write takes a few bytes */
} faults = {.left = -1};

static void take_down(const char *name) {
    int k = 0;
    while (k < NAMES - 1 && faults.names[k] && strcmp(faults.names[k], name) != 0)
        k++;
    faults.names[k] = name;
}

static bool fails(const char *name) {
    take_down(name);
    if (faults.left < 0 || faults.left-- > 0)
        return false;
    if (faults.onwards)
        faults.left = 0;
    if (!faults.failures++)
        faults.first = name;
    errno = faults.number;
    return true;
}

#define WRAPPED(type, name, failed, parameters, arguments)                                         \
    type __real_##name parameters;                                                                 \
    type __wrap_##name parameters;                                                                 \
    type __wrap_##name parameters {                                                                \
        return fails(#name) ? failed : __real_##name arguments;                                    \
    }

WRAPPED(FILE *, fopen, NULL, (const char *path, const char *mode), (path, mode))
WRAPPED(FILE *, fdopen, NULL, (int file, const char *mode), (file, mode))
WRAPPED(int, rename, -1, (const char *from, const char *to), (from, to))
WRAPPED(int, link, -1, (const char *from, const char *to), (from, to))
WRAPPED(int, unlink, -1, (const char *path), (path))
WRAPPED(int, stat, -1, (const char *path, struct stat *status), (path, status))
WRAPPED(int, fstat, -1, (int file, struct stat *status), (file, status))
WRAPPED(int, lstat, -1, (const char *path, struct stat *status), (path, status))
WRAPPED(ssize_t, readlink, -1, (const char *path, char *to, size_t size), (path, to, size))
WRAPPED(int, faccessat, -1, (int at, const char *path, int mode, int flags),
        (at, path, mode, flags))
WRAPPED(int, fchmod, -1, (int file, mode_t mode), (file, mode))
WRAPPED(int, fchown, -1, (int file, uid_t owner, gid_t group), (file, owner, group))
WRAPPED(int, mkdir, -1, (const char *path, mode_t mode), (path, mode))
WRAPPED(DIR *, opendir, NULL, (const char *path), (path))

int __real_open(const char *path, int flags, mode_t mode);
int __wrap_open(const char *path, int flags, mode_t mode);
int __wrap_open(const char *path, int flags, mode_t mode) {
    return fails("open") ? -1 : __real_open(path, flags, mode);
}

int __real_fcntl(int file, int what, void *argument);
int __wrap_fcntl(int file, int what, void *argument);
int __wrap_fcntl(int file, int what, void *argument) {
    return fails("fcntl") ? -1 : __real_fcntl(file, what, argument);
}

ssize_t __real_read(int file, void *bytes, size_t size);
ssize_t __wrap_read(int file, void *bytes, size_t size);
ssize_t __wrap_read(int file, void *bytes, size_t size) {
    return fails("read") ? -1 : __real_read(file, bytes, size);
}

ssize_t __real_write(int file, const void *bytes, size_t size);
ssize_t __wrap_write(int file, const void *bytes, size_t size);
ssize_t __wrap_write(int file, const void *bytes, size_t size) {
    if (fails("write"))
        return -1;
    return __real_write(file, bytes, faults.slow && size > 7 ? 7 : size);
}

/* A stream remembers that it could not be read. */
size_t __real_fread(void *bytes, size_t size, size_t count, FILE *file);
size_t __wrap_fread(void *bytes, size_t size, size_t count, FILE *file);
size_t __wrap_fread(void *bytes, size_t size, size_t count, FILE *file) {
    if (!fails("fread"))
        return __real_fread(bytes, size, count, file);
    int number = errno, away = open("/dev/null", O_WRONLY | O_CLOEXEC);
    int own = dup(fileno(file));
    dup2(away, fileno(file)); /* it cannot be read */
    __real_fread(bytes, 1, 1, file);
    dup2(own, fileno(file));
    close(own);
    close(away);
    errno = number;
    return 0;
}

size_t __wrap___fread_chk(void *bytes, size_t room, size_t size, size_t count, FILE *file);
size_t __wrap___fread_chk(void *bytes, size_t room, size_t size, size_t count, FILE *file) {
    (void)room;
    return __wrap_fread(bytes, size, count, file);
}

/* The disk itself is not waited for. */
int __wrap_fsync(int file);
int __wrap_fsync(int file) {
    (void)file;
    return fails("fsync") ? -1 : 0;
}

int __real_fflush(FILE *file);
int __wrap_fflush(FILE *file);
int __wrap_fflush(FILE *file) {
    return fails("fflush") ? EOF : __real_fflush(file);
}

/* What is closed is closed, whatever is said of it. */
int __real_fclose(FILE *file);
int __wrap_fclose(FILE *file);
int __wrap_fclose(FILE *file) {
    bool failed = fails("fclose");
    int number = errno, closed = __real_fclose(file);
    errno = failed ? number : errno;
    return failed ? EOF : closed;
}

int __real_close(int file);
int __wrap_close(int file);
int __wrap_close(int file) {
    bool failed = fails("close");
    int number = errno, closed = __real_close(file);
    errno = failed ? number : errno;
    return failed ? -1 : closed;
}

int __wrap_nanosleep(const struct timespec *wanted, struct timespec *left);
int __wrap_nanosleep(const struct timespec *wanted, struct timespec *left) {
    (void)wanted, (void)left;
    return 0;
}

static void plan_faults(long left, bool onwards, int number) {
    faults.planned = left;
    faults.onwards = onwards;
    faults.number = number;
    faults.failures = 0;
    faults.first = "nothing";
}

static void begin_faults(void) {
    faults.left = faults.planned;
}

/* Whether anything failed. */
static bool mend_calls(void) {
    faults.left = -1;
    return faults.failures > 0;
}

static bool was_called(const char *name) {
    for (int k = 0; k < NAMES && faults.names[k]; k++)
        if (strcmp(faults.names[k], name) == 0)
            return true;
    return false;
}

/* ---- the place ---- */

enum { LESSONS = 5, PATH = 300 };

static char home[] = "/tmp/gatescope-keeping-XXXXXX";
static char folder[100], path[120];
static int silent; /* standard error, which says much here */

static void empty_folder(void) {
    DIR *open = opendir(folder);
    char name[400];
    assert_non_null(open);
    for (const struct dirent *entry; (entry = readdir(open)) != NULL;) {
        snprintf(name, sizeof name, "%s/%s", folder, entry->d_name);
        if (entry->d_name[0] != '.' && unlink(name) != 0)
            rmdir(name);
    }
    closedir(open);
}

/* How many files' names have this in them. */
static int files_with(const char *part) {
    DIR *open = opendir(folder);
    int count = 0;
    assert_non_null(open);
    for (const struct dirent *entry; (entry = readdir(open)) != NULL;)
        count += entry->d_name[0] != '.' && strstr(entry->d_name, part) != NULL;
    closedir(open);
    return count;
}

static bool has_text(const char *ending, const char *text) {
    char name[PATH];
    size_t length;
    snprintf(name, sizeof name, "%s%s", path, ending);
    char *found = bytes_read(name, 10000, &length, NULL);
    bool same = found && strcmp(found, text) == 0;
    free(found);
    return same;
}

static void put(const char *text) {
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

/* A state in which everything says which one it is. */
static void mark(SavedState *state, int which) {
    state->theme = which;
    for (int k = 0; k < LESSONS; k++) {
        char id[20];
        snprintf(id, sizeof id, "lesson-%d", k);
        SavedLesson *lesson = state_lesson(state, id, true);
        assert_non_null(lesson);
        lesson->seconds = which;
    }
}

static void put_state(int which) {
    SavedState state;
    assert_true(state_read("/tmp/there-is-no-such-state", &state, NULL));
    mark(&state, which);
    assert_true(state_write(path, &state, NULL));
    state_free(&state);
}

/* Which one is on the disk, as a whole; 0: none. */
static int state_there(void) {
    SavedState state;
    Error error;
    int which = 0;
    StateFound found = state_find(path, &state, &error);
    if (found > STATE_READ)
        fail_msg("after %s (%s) failed: %s", faults.first, strerror(faults.number), error.what);
    if (found == STATE_READ) {
        which = state.theme;
        assert_int_equal(state.lesson_count, LESSONS);
        for (int k = 0; k < LESSONS; k++)
            assert_true(state.lessons[k].seconds == which);
    }
    state_free(&state);
    return which;
}

static bool save(Keeping *keeping, int which) {
    if (!keeping_begin(keeping))
        return false;
    long left = faults.left; /* the test's own calls do not fail */
    faults.left = -1;
    mark(&keeping->state, which);
    faults.left = left;
    return keeping_end(keeping, true);
}

/* What the window shows of it has to be there where it is not kept, and only there. */
static void assert_told(Keeping *keeping, const Stand *stand, bool kept) {
    WindowSetup setup = {.session = stand->session};
    session_tell(stand->session, &(Error){0});
    bool aside = keeping->aside[0];
    keeping_tell(keeping, &setup);
    if (kept != (setup.unkept == NULL))
        fail_msg("after %s (%s) failed: kept %d, said \"%s\"", faults.first,
                 strerror(faults.number), kept, setup.unkept ? setup.unkept->what : "");
    assert_true(kept || setup.unkept->what[0]);
    assert_int_equal(aside, strstr(stand->session->notice.what, "set aside") != NULL);
}

static const int NUMBERS[] = {EIO, ENOSPC, EMFILE, EINTR, EACCES, ENOMEM};
enum { NUMBER_COUNT = sizeof NUMBERS / sizeof *NUMBERS };

/* Each call of the scenario fails in each way. Returns how many calls it has. */
static long fail_each(const Stand *stand, void scenario(const Stand *stand)) {
    long most = 0;
    for (int kind = 0; kind < 2 * NUMBER_COUNT; kind++) {
        bool failed = true;
        for (long left = 0; failed; left++) {
            assert_true(left < FAULTS_MOST);
            empty_folder();
            plan_faults(left, kind >= NUMBER_COUNT, NUMBERS[kind % NUMBER_COUNT]);
            scenario(stand);
            failed = faults.failures > 0;
            most = left > most ? left : most;
        }
    }
    return most;
}

/* ---- what there is to lose ---- */

static bool may_leave_half(void) {
    return faults.onwards || strcmp(faults.first, "unlink") == 0;
}

static void open_and_save(const Stand *stand) {
    Keeping keeping;
    put_state(1);
    begin_faults();
    keeping_open(&keeping);
    bool kept = save(&keeping, 2), failed = mend_calls();
    int there = state_there();
    assert_true(there == 2 || (there == 1 && !kept));
    assert_int_equal(files_with("unreadable"), 0);
    assert_true(files_with(".new") == 0 || may_leave_half());
    assert_told(&keeping, stand, kept);
    if (keeping.refused)
        assert_int_equal(there, 1);
    if (!failed || (faults.number == EINTR && !faults.onwards &&
                    strstr("open fopen fdopen fread "
                           "write fsync fclose close "
                           "rename fchmod readlink",
                           faults.first)))
        assert_true(kept || strcmp(faults.first, "fdopen") == 0);
    bool again = save(&keeping, 2); /* once the disk is well */
    assert_int_equal(again, !keeping.refused);
    assert_int_equal(state_there(), again ? 2 : 1);
    assert_told(&keeping, stand, again);
    keeping_close(&keeping);
}

static void each_call_of_opening_and_saving(void **state) {
    const Stand *stand = *state;
    long calls = fail_each(stand, open_and_save);
    print_message("%ld calls\n", calls);
    static const char *const NEEDED[] = {"stat",   "fstat",  "read",   "fclose", "open",
                                         "fcntl",  "mkdir",  "write",  "fsync",  "fdopen",
                                         "fchmod", "rename", "unlink", "close",  "opendir"};
    for (size_t k = 0; k < sizeof NEEDED / sizeof *NEEDED; k++)
        if (!was_called(NEEDED[k]))
            fail_msg("%s was not called", NEEDED[k]);
}

static const char NEWER[] = "{\"format\": 99, \"lessons\": {}}";

/* Its text is in one of the two, whole; where no name can be taken away it may have several. */
static void assert_kept_text(const char *text) {
    bool here = has_text("", text), aside = has_text(".unreadable", text);
    if (!here && !aside)
        fail_msg("lost when %s failed: %s", faults.first, strerror(faults.number));
    assert_true(files_with("unreadable") == aside || faults.onwards);
}

static void open_what_is_strange(const Stand *stand) {
    Keeping keeping;
    put(NEWER);
    begin_faults();
    keeping_open(&keeping);
    bool kept = save(&keeping, 2), failed = mend_calls();
    assert_kept_text(NEWER);
    if (!has_text("", NEWER))
        assert_true(state_there() == 2 || !kept);
    assert_true(!kept || has_text(".unreadable", NEWER));
    assert_true(kept || failed);
    assert_told(&keeping, stand, kept);
    keeping_close(&keeping);
}

static void each_call_of_setting_aside(void **state) {
    fail_each(*state, open_what_is_strange);
    assert_true(was_called("link") && was_called("rename"));
}

static void save_over_what_came(const Stand *stand) {
    Keeping keeping;
    put_state(1);
    keeping_open(&keeping);
    assert_true(save(&keeping, 1));
    put(NEWER);
    begin_faults();
    bool kept = save(&keeping, 2), failed = mend_calls();
    assert_kept_text(NEWER);
    assert_true(!kept || (state_there() == 2 && has_text(".unreadable", NEWER)));
    assert_true(kept || failed);
    assert_told(&keeping, stand, kept);
    assert_true(save(&keeping, 2)); /* once the disk is well */
    assert_kept_text(NEWER);
    assert_int_equal(state_there(), 2);
    keeping_close(&keeping);
}

static void each_call_of_saving_over_what_came(void **state) {
    fail_each(*state, save_over_what_came);
}

/* ---- what others do to the file ---- */

static void two_windows(void **state) {
    const Stand *stand = *state;
    Keeping here, there;
    put_state(1);
    keeping_open(&here);
    keeping_open(&there);
    assert_true(keeping_begin(&there));
    assert_non_null(state_lesson(&there.state, "another", true));
    assert_true(keeping_end(&there, true));
    uint32_t seed = there.state.seed;
    assert_true(seed && here.state.seed); /* each has drawn one: what is kept first counts */
    assert_true(keeping_begin(&here));
    assert_int_equal(here.state.seed, seed);
    assert_true(saved_keep(&here.state, stand->session, 1, 10));
    assert_true(keeping_end(&here, true));
    assert_true(keeping_begin(&there));
    assert_non_null(state_lesson(&there.state, stand->lesson->id, false));
    assert_non_null(state_lesson(&there.state, "another", false));
    assert_true(keeping_end(&there, true));
    unlink(path); /* somebody has taken the file away: what is known stays */
    assert_true(keeping_begin(&here) && keeping_end(&here, true));
    assert_non_null(state_lesson(&here.state, "lesson-0", false));
    put("{\"format\": 1}"); /* somebody begins anew: that counts */
    assert_true(keeping_begin(&here) && keeping_end(&here, true));
    assert_int_equal(here.state.lesson_count, 0);
    assert_int_equal(here.state.seed, seed);
    keeping_close(&here);
    keeping_close(&there);
}

/* Two windows in which is practised: each hands out all that it has at each saving, and after both the
 * answers of both are there, once and in order; an exam's day that one sets is taken over. */
static void answers_of_two_windows(void **state) {
    (void)state;
    static const PractiseAnswer mine[] = {{"keep", "a", 1, 0, 0, 1000, 1, 0, {0}, ""},
                                          {"keep", "a", 2, 0, 1, 3000, 1, 0, {0}, ""}};
    static const PractiseAnswer other = {"show", "b", 3, 0, 0, 2000, 1, 0, {0}, ""};
    Keeping here, there;
    put_state(1);
    keeping_open(&here);
    keeping_open(&there);
    assert_true(keeping_begin(&here) && state_answer(&here.state, &mine[0]));
    assert_true(keeping_end(&here, true));
    assert_true(keeping_begin(&there) && state_answer(&there.state, &other));
    there.state.exam = 1900000000;
    assert_true(keeping_end(&there, true));
    assert_true(keeping_begin(&here));
    for (int k = 0; k < 2; k++)
        assert_true(state_answer(&here.state, &mine[k]));
    assert_true(keeping_end(&here, true));
    assert_true(keeping_begin(&there) && state_answer(&there.state, &other));
    assert_true(keeping_end(&there, true));
    assert_int_equal(there.state.answer_count, 3);
    for (int k = 0; k < 3; k++)
        assert_true(there.state.answers[k].when == 1000 * (k + 1));
    assert_true(here.state.exam == 1900000000 && there.state.exam == 1900000000);
    keeping_close(&here);
    keeping_close(&there);
}

static void never_over_an_earlier_copy(void **state) {
    const Stand *stand = *state;
    static const char *const TEXTS[] = {"", "{", "{\"format\": 2}"};
    static const char *const NAMES_OF[] = {".unreadable", ".unreadable-1", ".unreadable-2"};
    for (int k = 0; k < 3; k++) {
        Keeping keeping;
        put(TEXTS[k]);
        keeping_open(&keeping);
        WindowSetup setup = {.session = stand->session};
        keeping_tell(&keeping, &setup);
        assert_non_null(strstr(stand->session->notice.what, NAMES_OF[k]));
        assert_null(setup.unkept);
        session_tell(stand->session, &(Error){0});
        keeping_tell(&keeping, &setup); /* once */
        assert_string_equal(stand->session->notice.what, "");
        assert_true(save(&keeping, 1));
        keeping_close(&keeping);
    }
    for (int k = 0; k < 3; k++)
        assert_true(has_text(NAMES_OF[k], TEXTS[k]));
    assert_int_equal(state_there(), 1);
}

/* What is no file is neither read nor replaced. */
static void what_cannot_be_read_stays(void **state) {
    const Stand *stand = *state;
    struct stat status;
    for (int k = 0; k < 3; k++) {
        Keeping keeping;
        empty_folder();
        assert_int_equal(k == 0   ? mkdir(path, 0777)
                         : k == 1 ? mkfifo(path, 0666)
                                  : symlink("/dev/null", path),
                         0);
        keeping_open(&keeping);
        assert_true(keeping.refused);
        assert_false(save(&keeping, 2));
        assert_told(&keeping, stand, false);
        assert_int_equal(lstat(path, &status), 0);
        assert_int_equal(status.st_mode & S_IFMT, k == 0 ? S_IFDIR : k == 1 ? S_IFIFO : S_IFLNK);
        keeping_close(&keeping);
    }
}

static void links_and_permissions_stay(void **state) {
    (void)state;
    Keeping keeping;
    char target[PATH];
    struct stat status;
    snprintf(target, sizeof target, "%s/target", folder);
    put_state(1);
    assert_int_equal(rename(path, target), 0);
    assert_int_equal(symlink("target", path), 0);
    assert_int_equal(chmod(target, 0600), 0);
    keeping_open(&keeping);
    assert_true(save(&keeping, 2));
    assert_true(lstat(path, &status) == 0 && S_ISLNK(status.st_mode));
    assert_true(lstat(target, &status) == 0 && status.st_mode == (S_IFREG | 0600));
    assert_int_equal(state_there(), 2);
    keeping_close(&keeping);
}

static void a_write_in_small_pieces(void **state) {
    (void)state;
    Keeping keeping;
    keeping_open(&keeping);
    faults.slow = true;
    assert_true(save(&keeping, 2));
    faults.slow = false;
    assert_int_equal(state_there(), 2);
    keeping_close(&keeping);
}

static void there_is_no_place(void **state) {
    const Stand *stand = *state;
    Keeping keeping;
    char *kept = strdup(getenv("HOME") ? getenv("HOME") : "");
    unsetenv("XDG_STATE_HOME");
    unsetenv("HOME");
    keeping_open(&keeping);
    assert_false(save(&keeping, 2));
    assert_told(&keeping, stand, false);
    assert_true(keeping.state.text_scale == 1);
    keeping_close(&keeping);
    setenv("HOME", kept, 1);
    setenv("XDG_STATE_HOME", home, 1);
    free(kept);
}

static int make_home(void **state) {
    (void)state;
    if (!mkdtemp(home))
        return -1;
    setenv("XDG_STATE_HOME", home, 1);
    snprintf(folder, sizeof folder, "%s/gatescope", home);
    snprintf(path, sizeof path, "%s/state.json", folder);
    silent = dup(STDERR_FILENO);
    return mkdir(folder, 0777);
}

static int remove_home(void **state) {
    (void)state;
    empty_folder();
    return rmdir(folder) || rmdir(home);
}

static int begin(void **state) {
    int away = open("/dev/null", O_WRONLY, 0);
    empty_folder();
    dup2(away, STDERR_FILENO);
    close(away);
    return stand_up(state);
}

static int end(void **state) {
    dup2(silent, STDERR_FILENO);
    return stand_down(state);
}

#define HERE(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void) {
    const struct CMUnitTest tests[] = {
        HERE(each_call_of_opening_and_saving),
        HERE(each_call_of_setting_aside),
        HERE(each_call_of_saving_over_what_came),
        HERE(two_windows),
        HERE(answers_of_two_windows),
        HERE(never_over_an_earlier_copy),
        HERE(what_cannot_be_read_stays),
        HERE(links_and_permissions_stay),
        HERE(a_write_in_small_pieces),
        HERE(there_is_no_place),
    };
    return cmocka_run_group_tests(tests, make_home, remove_home);
}
