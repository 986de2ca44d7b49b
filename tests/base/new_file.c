/* new_file.c: a file that is written appears whole or not at all: with its permissions, through links,
 * on a disk without room, after a process that was killed; devices and pipes are never replaced. */
#include "testing.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/new_file.h"

enum { PATH = 600 };

static char folder[] = "/tmp/gatescope-new-file-XXXXXX";

static const char *at(const char *name) {
    static char paths[4][PATH];
    static int next;
    char *path = paths[next++ % 4];
    snprintf(path, PATH, "%s/%s", folder, name);
    return path;
}

static void put(const char *path, const char *text) {
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

static void assert_text(const char *path, const char *text) {
    char found[100] = "";
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    assert_true(fread(found, 1, sizeof found - 1, file) < sizeof found - 1);
    fclose(file);
    assert_string_equal(found, text);
}

static mode_t mode_of(const char *path) {
    struct stat status;
    assert_int_equal(lstat(path, &status), 0);
    return status.st_mode;
}

static int files_here(void) {
    DIR *open = opendir(folder);
    int count = 0;
    assert_non_null(open);
    for (const struct dirent *entry; (entry = readdir(open)) != NULL;)
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    closedir(open);
    return count;
}

/* Half of it through the stream, half past it. */
static bool write_text(const char *path, const char *text, Error *error) {
    NewFile file;
    size_t half = strlen(text) / 2;
    if (!new_file_open(&file, path, error))
        return false;
    fwrite(text, 1, half, file.out);
    fflush(file.out);
    new_file_put(&file, text + half, strlen(text) - half);
    return new_file_close(&file, true, error);
}

static void write_good(const char *path, const char *text) {
    Error error = {0};
    if (!write_text(path, text, &error))
        fail_msg("%s: %s", error.file, error.what);
}

static void assert_not_written(const char *path, const char *text, const char *why) {
    Error error = {0};
    assert_false(write_text(path, text, &error));
    if (!strstr(error.what, why) || strcmp(error.file, path) != 0)
        fail_msg("said \"%s\" about \"%s\"", error.what, error.file);
}

static void assert_refused(const char *path, const char *why) {
    assert_not_written(path, "new", why);
}

static int make_folder(void **state) {
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int empty_folder(void **state) {
    (void)state;
    DIR *open = opendir(folder);
    for (const struct dirent *entry; (entry = readdir(open)) != NULL;)
        if (unlink(at(entry->d_name)) != 0)
            rmdir(at(entry->d_name));
    closedir(open);
    return files_here();
}

static int remove_folder(void **state) {
    (void)state;
    return rmdir(folder);
}

/* ---- a disk that fails ---- */

static int sync_fails; /* with this number; 0: it does not */

int __real_fsync(int file);
int __wrap_fsync(int file);
int __wrap_fsync(int file) {
    if (!sync_fails)
        return __real_fsync(file);
    errno = sync_fails;
    return -1;
}

static void what_does_not_reach_the_disk_takes_no_place(void **state) {
    (void)state;
    Error error = {0};
    put(at("a"), "old");
    sync_fails = EIO;
    assert_false(write_text(at("a"), "new", &error));
    sync_fails = 0;
    assert_string_equal(error.file, at("a"));
    assert_non_null(strstr(error.what, strerror(EIO)));
    assert_text(at("a"), "old");
    assert_int_equal(files_here(), 1);
    sync_fails = EINVAL; /* there is nothing to do for it */
    write_good(at("a"), "new");
    sync_fails = 0;
    assert_text(at("a"), "new");
}

/* ---- whole or not at all ---- */

static void it_appears_whole(void **state) {
    (void)state;
    NewFile file;
    Error error = {0};
    put(at("a"), "old");
    assert_true(new_file_open(&file, at("a"), &error));
    fputs("new one", file.out);
    fflush(file.out);
    assert_text(at("a"), "old"); /* so far */
    assert_int_equal(files_here(), 2);
    assert_true(new_file_close(&file, true, &error));
    assert_text(at("a"), "new one");
    assert_int_equal(files_here(), 1);
}

static void what_is_given_up_leaves_nothing(void **state) {
    (void)state;
    NewFile file;
    Error error = {0};
    put(at("a"), "old");
    assert_true(new_file_open(&file, at("a"), &error));
    fputs("new", file.out);
    error_set(&error, "given up");
    assert_false(new_file_close(&file, false, &error));
    assert_string_equal(error.what, "given up");
    assert_string_equal(error.file, at("a"));
    assert_text(at("a"), "old");
    assert_int_equal(files_here(), 1);
}

/* Past a file's limit a write fails as on a disk that is full. */
static void no_room(void **state) {
    (void)state;
    char long_text[5000];
    struct rlimit kept, little = {.rlim_cur = 1000};
    memset(long_text, 'x', sizeof long_text - 1);
    long_text[sizeof long_text - 1] = '\0';
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &kept), 0);
    little.rlim_max = kept.rlim_max;
    put(at("a"), "old");
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &little), 0);
    assert_not_written(at("a"), long_text, strerror(EFBIG));
    assert_not_written(at("b"), long_text, strerror(EFBIG));
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &kept), 0);
    assert_text(at("a"), "old");
    assert_int_equal(files_here(), 1);
}

/* Long after it has happened. */
static void no_room_for_a_stream(void **state) {
    (void)state;
    struct rlimit kept, little = {.rlim_cur = 1000};
    NewFile file;
    Error error = {0};
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &kept), 0);
    little.rlim_max = kept.rlim_max;
    assert_true(new_file_open(&file, at("a"), &error));
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &little), 0);
    for (int k = 0; k < 5000; k++)
        putc('x', file.out);
    assert_int_not_equal(access("/nowhere/at/all", F_OK), 0);
    errno = 0;
    assert_false(new_file_close(&file, true, &error));
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &kept), 0);
    assert_non_null(strstr(error.what, strerror(EFBIG)));
    assert_int_equal(files_here(), 0);
}

static void a_file_of_its_own(void **state) {
    (void)state;
    NewFile file;
    Error error = {0};
    assert_true(new_file_open_only(&file, at("a"), &error));
    fputs("first", file.out);
    assert_true(new_file_close(&file, true, &error));
    assert_text(at("a"), "first");
    assert_false(new_file_open_only(&file, at("a"), &error));
    assert_non_null(strstr(error.what, "already"));
    assert_true(new_file_open_only(&file, at("b"), &error));
    fputs("second", file.out);
    put(at("b"), "came between");
    assert_false(new_file_close(&file, true, &error));
    assert_non_null(strstr(error.what, strerror(EEXIST)));
    assert_text(at("b"), "came between");
    assert_int_equal(files_here(), 2);
}

/* ---- what is there ---- */

static void permissions_are_kept(void **state) {
    (void)state;
    mode_t before = umask(027);
    write_good(at("a"), "new");
    assert_int_equal(mode_of(at("a")), S_IFREG | 0640);
    assert_int_equal(chmod(at("a"), 0606), 0);
    write_good(at("a"), "newer");
    assert_int_equal(mode_of(at("a")), S_IFREG | 0606);
    umask(before);
}

/* As one who may not do everything. */
static void what_may_not_be_written(void **state) {
    (void)state;
    put(at("closed"), "old");
    assert_int_equal(chmod(at("closed"), 0444), 0);
    bool root = geteuid() == 0;
    if (root) {
        assert_int_equal(chown(at("closed"), 65534, 65534), 0);
        assert_int_equal(chmod(folder, 0777), 0);
        assert_int_equal(seteuid(65534), 0);
    }
    assert_refused(at("closed"), strerror(EACCES));
    if (root)
        assert_int_equal(seteuid(0), 0);
    assert_int_equal(chmod(folder, 0555), 0);
    if (root)
        assert_int_equal(seteuid(65534), 0);
    assert_refused(at("other"), strerror(EACCES));
    if (root)
        assert_int_equal(seteuid(0), 0);
    assert_int_equal(chmod(folder, 0700), 0);
    assert_text(at("closed"), "old");
    assert_int_equal(files_here(), 1);
}

static void links_stay(void **state) {
    (void)state;
    assert_int_equal(mkdir(at("deep"), 0777), 0);
    put(at("deep/target"), "old");
    assert_int_equal(symlink("deep/target", at("one")), 0);
    assert_int_equal(symlink(at("one"), at("two")), 0);
    assert_int_equal(symlink("deep/to-come", at("dangling")), 0);
    write_good(at("two"), "new");
    assert_text(at("deep/target"), "new");
    write_good(at("dangling"), "came");
    assert_text(at("deep/to-come"), "came");
    assert_true(S_ISLNK(mode_of(at("one"))) && S_ISLNK(mode_of(at("two"))) &&
                S_ISLNK(mode_of(at("dangling"))));
    assert_int_equal(symlink("round", at("round")), 0);
    assert_refused(at("round"), strerror(ELOOP));
    unlink(at("deep/target"));
    unlink(at("deep/to-come"));
    assert_int_equal(rmdir(at("deep")), 0); /* nothing else lies in it */
}

static void no_files(void **state) {
    (void)state;
    struct sockaddr_un name = {.sun_family = AF_UNIX};
    assert_int_equal(mkdir(at("folder"), 0777), 0);
    assert_refused(at("folder"), "this is a folder");
    snprintf(name.sun_path, sizeof name.sun_path, "%s/socket", folder);
    int listening = socket(AF_UNIX, SOCK_STREAM, 0);
    assert_int_equal(bind(listening, (struct sockaddr *)&name, sizeof name), 0);
    assert_refused(at("socket"), "this is a socket");
    assert_true(S_ISSOCK(mode_of(at("socket"))));
    close(listening);
    assert_refused(at("nowhere/file"), strerror(ENOENT));
    assert_refused("/dev/null/file", strerror(ENOTDIR));
    assert_refused("", strerror(ENOENT));
}

/* ---- devices and pipes ---- */

static void devices_are_not_replaced(void **state) {
    (void)state;
    assert_int_equal(symlink("/dev/null", at("null")), 0);
    write_good("/dev/null", "new");
    write_good(at("null"), "new");
    assert_true(S_ISCHR(mode_of("/dev/null")) && S_ISLNK(mode_of(at("null"))));
    assert_refused("/dev/full", strerror(ENOSPC));
    assert_true(S_ISCHR(mode_of("/dev/full")));
    assert_int_equal(files_here(), 1);
}

static void a_pipe_is_written_through(void **state) {
    (void)state;
    char found[20] = "";
    assert_int_equal(mkfifo(at("pipe"), 0600), 0);
    int from = open(at("pipe"), O_RDONLY | O_NONBLOCK);
    assert_true(from >= 0);
    write_good(at("pipe"), "through");
    assert_int_equal(read(from, found, sizeof found - 1), 7);
    assert_string_equal(found, "through");
    close(from);
    assert_true(S_ISFIFO(mode_of(at("pipe"))));
}

/* Also where it goes to a file, and at its end. */
static void standard_output(void **state) {
    (void)state;
    assert_int_equal(symlink("/dev/stdout", at("link")), 0);
    const char *const names[] = {NULL, "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", at("link")};
    put(at("out"), "old ");
    for (int k = 0; k < 5; k++) {
        fflush(stdout);
        pid_t child = fork();
        assert_true(child >= 0);
        if (!child) {
            int out = open(at("out"), O_WRONLY | O_APPEND);
            bool good = dup2(out, STDOUT_FILENO) == STDOUT_FILENO && printf("<") == 1 &&
                        write_text(names[k], "ab", NULL) && printf(">") == 1 && fflush(stdout) == 0;
            _exit(!good);
        }
        int status;
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_int_equal(status, 0);
    }
    assert_text(at("out"), "old <ab><ab><ab><ab><ab>");
    assert_refused("/dev/fd/987", strerror(EBADF));
}

/* ---- what is left behind ---- */

/* A child that a signal meets while it has two files half written, one of them after a third was
 * whole. */
static void write_and_meet(int number) {
    NewFile whole, one, two;
    signal(number, SIG_DFL);
    bool good = new_file_open(&one, at("one"), NULL) && new_file_open(&whole, at("whole"), NULL) &&
                fputs("new", whole.out) >= 0 && new_file_close(&whole, true, NULL) &&
                new_file_open(&two, at("two"), NULL) && fputs("new", two.out) >= 0 &&
                fflush(two.out) == 0 && files_here() == 5;
    if (good)
        raise(number);
    _exit(1);
}

static void a_signal_takes_half_files_away(void **state) {
    (void)state;
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
    for (int k = 0; k < 3; k++) {
        put(at("one"), "old");
        put(at("two"), "old");
        pid_t child = fork();
        assert_true(child >= 0);
        if (!child)
            write_and_meet(numbers[k]);
        int status;
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFSIGNALED(status) && WTERMSIG(status) == numbers[k]);
        assert_int_equal(files_here(), 3);
        assert_text(at("one"), "old");
        assert_text(at("two"), "old");
        assert_text(at("whole"), "new");
        assert_int_equal(unlink(at("whole")), 0);
    }
}

static void own_handler(int number) {
    (void)number;
}

/* Who catches a signal himself goes on doing so; who does not has no handler afterwards. */
static void signals_are_left_as_they_were(void **state) {
    (void)state;
    void (*handlers[])(int) = {SIG_DFL, SIG_IGN, own_handler};
    for (int k = 0; k < 3; k++) {
        NewFile file;
        struct sigaction now;
        signal(SIGHUP, handlers[k]);
        assert_true(new_file_open(&file, at("one"), NULL));
        assert_int_equal(sigaction(SIGHUP, NULL, &now), 0);
        assert_true((now.sa_handler == handlers[k]) == (handlers[k] != SIG_DFL));
        assert_true(new_file_close(&file, true, NULL));
        assert_int_equal(sigaction(SIGHUP, NULL, &now), 0);
        assert_true(now.sa_handler == handlers[k]);
    }
    signal(SIGHUP, SIG_DFL);
}

static long dead_process(void) {
    pid_t child = fork();
    assert_true(child >= 0);
    if (!child)
        _exit(0);
    assert_int_equal(waitpid(child, NULL, 0), child);
    return child;
}

static void leftovers_go(void **state) {
    (void)state;
    char mine[100], dead[100];
    const char *const others[] = {
        "a.1-0.new", "b.999999-0.new", "a.999999-.new", "a.999999-0.newer",
        "a.-0.new",  "a.0-0.new",      "a.json"};
    long process = dead_process();
    snprintf(mine, sizeof mine, "a.%ld-0.new", (long)getpid());
    snprintf(dead, sizeof dead, "a.%ld-7.new", process);
    for (int k = 0; k < 7; k++)
        put(at(others[k]), "other");
    put(at(mine), "mine");
    put(at(dead), "dead");
    write_good(at("a"), "new");
    assert_int_equal(files_here(), 7 + 1 + 1);
    assert_int_not_equal(access(at(dead), F_OK), 0);
    assert_text(at(mine), "mine"); /* another thread may be writing it */
    for (int k = 0; k < 7; k++)
        assert_text(at(others[k]), "other");
    assert_text(at("a"), "new");
}

static void long_names(void **state) {
    (void)state;
    char name[256] = "";
    for (int k = 0; k < 127; k++)
        strcat(name, "\u00e4");
    write_good(at(name), "old");
    write_good(at(name), "new");
    assert_text(at(name), "new");
    assert_int_equal(files_here(), 1);
}

/* ---- set aside ---- */

static void never_over_another(void **state) {
    (void)state;
    char aside[PATH], expected[PATH];
    Error error = {0};
    for (int k = 0; k < 3; k++) {
        char text[10];
        snprintf(text, sizeof text, "%d", k);
        snprintf(expected, sizeof expected, k ? "%s.aside-%d" : "%s.aside", at("a"), k);
        put(at("a"), text);
        assert_true(file_set_aside(at("a"), ".aside", aside, sizeof aside, &error));
        assert_string_equal(aside, expected);
        assert_text(aside, text);
        assert_int_not_equal(access(at("a"), F_OK), 0);
    }
    assert_text(at("a.aside"), "0");
    assert_text(at("a.aside-1"), "1");
    assert_int_equal(files_here(), 3);
    assert_false(file_set_aside(at("a"), ".aside", aside, sizeof aside, &error));
    assert_non_null(strstr(error.what, strerror(ENOENT)));
    put(at("a"), "stays");
    assert_false(file_set_aside(at("a"), ".aside", aside, 8, &error));
    assert_text(at("a"), "stays");
}

static void of_a_link_what_it_points_to(void **state) {
    (void)state;
    char aside[PATH];
    Error error = {0};
    put(at("target"), "text");
    assert_int_equal(symlink("target", at("link")), 0);
    assert_true(file_set_aside(at("link"), ".aside", aside, sizeof aside, &error));
    assert_string_equal(aside, at("target.aside"));
    assert_text(aside, "text");
    assert_true(S_ISLNK(mode_of(at("link"))));
    write_good(at("link"), "new");
    assert_text(at("target"), "new");
}

#define HERE(test) cmocka_unit_test_setup_teardown(test, empty_folder, empty_folder)

int main(void) {
    const struct CMUnitTest tests[] = {HERE(it_appears_whole),
                                       HERE(what_is_given_up_leaves_nothing),
                                       HERE(no_room),
                                       HERE(what_does_not_reach_the_disk_takes_no_place),
                                       HERE(no_room_for_a_stream),
                                       HERE(a_file_of_its_own),
                                       HERE(permissions_are_kept),
                                       HERE(what_may_not_be_written),
                                       HERE(links_stay),
                                       HERE(no_files),
                                       HERE(devices_are_not_replaced),
                                       HERE(a_pipe_is_written_through),
                                       HERE(standard_output),
                                       HERE(leftovers_go),
                                       HERE(a_signal_takes_half_files_away),
                                       HERE(signals_are_left_as_they_were),
                                       HERE(long_names),
                                       HERE(never_over_another),
                                       HERE(of_a_link_what_it_points_to)};
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
