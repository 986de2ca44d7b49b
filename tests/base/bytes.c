/* bytes.c: proves that files are read whole, and that nothing that is no file is waited for: pipes
 * without a writer, pipes whose writer says nothing, devices, sockets and folders; and that a pipe
 * is read to its end however it comes. */
#include "testing.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/bytes.h"

static char folder[] = "/tmp/gatescope-bytes-XXXXXX";
static char path[64];

static int set_up(void **state) {
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    snprintf(path, sizeof path, "%s/it", folder);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    return rmdir(folder);
}

static void write_to(int file, const char *bytes, size_t length) {
    while (length) {
        ssize_t put = write(file, bytes, length);
        assert_true(put > 0);
        bytes += put;
        length -= (size_t)put;
    }
}

static void refuse(const char *what, bool opened_too) {
    size_t length;
    Error error = {0};
    assert_null(bytes_read_within(path, 1000, 0, &length, &error));
    assert_string_equal(error.file, path);
    if (!strstr(error.what, what))
        fail_msg("\"%s\", not \"%s\"", error.what, what);
    if (opened_too)
        assert_int_equal(bytes_open(path, &error), -1);
}

static void test_file(void **state) {
    (void)state;
    static const char CONTENT[] = "one\0two";
    size_t length;
    Error error;
    int file = open(path, O_WRONLY | O_CREAT, 0600);
    write_to(file, CONTENT, sizeof CONTENT);
    close(file);
    char *bytes = bytes_read(path, sizeof CONTENT, &length, &error);
    assert_non_null(bytes);
    assert_int_equal(length, sizeof CONTENT);
    assert_memory_equal(bytes, CONTENT, sizeof CONTENT);
    assert_int_equal(bytes[length], '\0');
    free(bytes);
    assert_null(bytes_read(path, sizeof CONTENT - 1, &length, &error));
    assert_string_equal(error.what, "the file is too large");
    file = bytes_open(path, &error);
    assert_true(file >= 0);
    assert_true(fcntl(file, F_GETFD) & FD_CLOEXEC);
    close(file);
    assert_int_equal(truncate(path, 0), 0);
    bytes = bytes_read(path, 10, &length, &error);
    assert_true(bytes && length == 0 && bytes[0] == '\0'); /* an empty file is one */
    free(bytes);
    unlink(path);
    refuse("No such file", true);
}

static void test_no_files(void **state) {
    (void)state;
    struct sockaddr_un name = {.sun_family = AF_UNIX};
    assert_int_equal(mkdir(path, 0700), 0);
    refuse("this is a folder", true);
    rmdir(path);
    assert_int_equal(symlink("/dev/zero", path), 0);
    refuse("this is a device", true);
    unlink(path);
    snprintf(name.sun_path, sizeof name.sun_path, "%s", path);
    int at = socket(AF_UNIX, SOCK_STREAM, 0);
    assert_int_equal(bind(at, (struct sockaddr *)&name, sizeof name), 0);
    refuse("this is a socket", true);
    close(at);
    unlink(path);
}

/* Without a writer; with one that says nothing; with one that says nothing and goes. */
static void test_silent_pipes(void **state) {
    (void)state;
    assert_int_equal(mkfifo(path, 0600), 0);
    refuse("nobody writes into this pipe", false);
    Error error;
    assert_int_equal(bytes_open(path, &error), -1);
    assert_string_equal(error.what, "this is a pipe, not a file");
    int both = open(path, O_RDWR);
    assert_true(both >= 0);
    refuse("nothing comes out of this pipe", false);
    close(both);
    refuse("nobody writes into this pipe", false);
    unlink(path);
}

/* More than a pipe holds, from a process that writes piece by piece and ends. */
static void test_pipe(void **state) {
    (void)state;
    enum { LENGTH = 300000, PIECE = 7001 };
    static char sent[LENGTH];
    size_t length;
    Error error;
    int ends[2];
    for (size_t k = 0; k < LENGTH; k++)
        sent[k] = (char)(k % 251);
    assert_int_equal(pipe(ends), 0);
    pid_t writer = fork();
    if (!writer) {
        close(ends[0]);
        for (size_t k = 0; k < LENGTH; k += PIECE)
            write_to(ends[1], sent + k, LENGTH - k < PIECE ? LENGTH - k : PIECE);
        _exit(0);
    }
    close(ends[1]);
    snprintf(path, sizeof path, "/dev/fd/%d", ends[0]);
    char *bytes = bytes_read(path, LENGTH, &length, &error);
    if (!bytes)
        fail_msg("%s", error.what);
    assert_int_equal(length, LENGTH);
    assert_memory_equal(bytes, sent, LENGTH);
    free(bytes);
    close(ends[0]);
    waitpid(writer, NULL, 0);
    snprintf(path, sizeof path, "%s/it", folder);
}

/* It never ends, and is read only as far as allowed. */
static void test_endless_pipe(void **state) {
    (void)state;
    static const char LINE[2000];
    assert_int_equal(mkfifo(path, 0600), 0);
    int both = open(path, O_RDWR);
    write_to(both, LINE, sizeof LINE);
    refuse("the file is too large", false);
    close(both);
    unlink(path);
}

/* What a server sends in place of a file begins in many ways; a table or an XML file is none. */
static void pages_of_the_web(void **state) {
    (void)state;
    static const char *const PAGES[] = {"<html>", "\xef\xbb\xbf<!doctype HTML>",
                                        " \n<!-- x --><body>",
                                        "<?xml version=\"1.0\"?>\n<!-- --><!DOCTYPE html PUBLIC>"};
    static const char *const OTHERS[] = {
        "", "a,b\n1,2", "<svg><html>", "<!--", "<?xml version='1.0'?>", "<htm>"};
    for (size_t k = 0; k < sizeof PAGES / sizeof *PAGES; k++)
        assert_true(bytes_are_page(PAGES[k], strlen(PAGES[k])));
    for (size_t k = 0; k < sizeof OTHERS / sizeof *OTHERS; k++)
        assert_false(bytes_are_page(OTHERS[k], strlen(OTHERS[k])));
    assert_false(bytes_are_page("<html>", 4)); /* no byte behind them is read */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_file),         cmocka_unit_test(test_no_files),
        cmocka_unit_test(test_silent_pipes), cmocka_unit_test(test_pipe),
        cmocka_unit_test(test_endless_pipe), cmocka_unit_test(pages_of_the_web)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
