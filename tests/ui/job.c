/* job.c: proves that work goes on beside the window, in a thread and in the frames alike: messages
 * come over whole, of each tag only the newest, nothing is done when nothing is left to do, and a
 * job can be ended in the middle of its work. */
#include <SDL.h>
#include <stdlib.h>
#include <string.h>

#include "testing.h"
#include "ui/window/job_parts.h"

enum { COUNT_TO, ECHO };      /* to the counter */
enum { COUNTED, ECHOED };     /* and from it */
enum { FRAMES_MOST = 30000 }; /* more than anything takes: something hangs */

/* Counts to where it is told, one a slice. */
typedef struct Counter {
    long now, end;
} Counter;

static void *begin(void) {
    return calloc(1, sizeof(Counter));
}

static void take(void *own, int tag, const void *bytes, size_t size, JobBox *replies) {
    Counter *counter = own;
    if (tag == ECHO)
        job_put(replies, ECHOED, bytes, size);
    else
        memcpy(&counter->end, bytes, sizeof counter->end);
}

static bool work(void *own, double seconds, JobBox *replies) {
    Counter *counter = own;
    assert_true(seconds > 0);
    if (counter->now == counter->end)
        return false;
    counter->now++;
    job_put(replies, COUNTED, &counter->now, sizeof counter->now);
    return counter->now < counter->end;
}

static const JobKind COUNTER = {"counter", begin, free, take, work};

static Job *open_job(bool beside) {
    Error error = {0};
    Job *job = job_new(&COUNTER, beside, &error);
    assert_non_null(job);
    return job;
}

static void count_to(Job *job, long end) {
    assert_true(job_send(job, COUNT_TO, &end, sizeof end));
}

/* In frames, until the job has nothing more to do; the number that came last. */
static long last_counted(Job *job) {
    long counted = 0;
    for (int frame = 0; frame < FRAMES_MOST && job_follow(job); frame++) {
        int tag;
        size_t size;
        for (void *bytes; (bytes = job_next(job, &tag, &size));) {
            assert_int_equal(tag, COUNTED);
            assert_int_equal(size, sizeof counted);
            long before = counted;
            memcpy(&counted, bytes, sizeof counted);
            assert_true(counted > before);
            free(bytes);
        }
        SDL_Delay(1);
    }
    assert_false(job_follow(job));
    return counted;
}

static void check_counting(bool beside) {
    Job *job = open_job(beside);
    assert_false(job_follow(job));
    count_to(job, 40);
    assert_true(job_follow(job));
    assert_int_equal(last_counted(job), 40);
    assert_int_equal(last_counted(job), 0); /* nothing comes twice */
    count_to(job, 43);
    assert_int_equal(last_counted(job), 43);
    count_to(job, 1000000000);
    assert_true(job_follow(job));
    job_free(job); /* in the middle of it */
}

static void test_thread(void **state) {
    (void)state;
    check_counting(true);
}

static void test_frames(void **state) {
    (void)state;
    check_counting(false);
}

/* The second takes the place of the first, and what it was is gone. */
static void test_newest(void **state) {
    (void)state;
    Job *job = open_job(false);
    int tag;
    size_t size;
    assert_true(job_send(job, ECHO, "the first", 10));
    assert_true(job_send(job, ECHO, "second", 7));
    assert_true(job_follow(job));
    char *bytes = job_next(job, &tag, &size);
    assert_int_equal(tag, ECHOED);
    assert_int_equal(size, 7);
    assert_string_equal(bytes, "second");
    free(bytes);
    assert_null(job_next(job, &tag, &size));
    job_free(job);
}

static void test_box(void **state) {
    (void)state;
    JobBox box = {0}, other = {0};
    int tag;
    size_t size;
    assert_true(job_box_empty(&box));
    assert_true(job_put(&box, 3, "three", 6));
    assert_true(job_put(&box, 1, "one", 4));
    assert_true(job_put(&other, 1, "another", 8));
    assert_true(job_put(&other, 0, "none", 5));
    job_box_move(&box, &other);
    assert_true(job_box_empty(&other));
    const char *const expected[] = {"none", "another", NULL, "three"};
    for (int k = 0; k < JOB_TAGS; k++) {
        if (!expected[k])
            continue;
        char *bytes = job_box_take(&box, &tag, &size);
        assert_int_equal(tag, k);
        assert_int_equal(size, strlen(expected[k]) + 1);
        assert_string_equal(bytes, expected[k]);
        free(bytes);
    }
    assert_null(job_box_take(&box, &tag, &size));
    assert_true(job_put(&box, 2, "left", 5));
    job_box_clear(&box);
    assert_true(job_box_empty(&box));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_thread),
        cmocka_unit_test(test_frames),
        cmocka_unit_test(test_newest),
        cmocka_unit_test(test_box),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
