/* Six hours in the sandbox at 60 steps a second, as fast as they can be computed: cells, weights
 * and inputs are changed all the time, undone, scrubbed through. Memory is that of the first hour
 * in the end, and the numbers that are kept are those that the cells make of the inputs that are
 * kept. A line an hour. */
#include "testing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lesson/wave.h"
#include "session/kinds/sandbox.h"
#include "session/session.h"

enum { HOURS = 6, FRAMES_AN_HOUR = 60 * 60 * 60, ALLOWED_GROWTH = 1 << 20 };

static long resident_bytes(void) {
    long pages = 0, resident = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    assert_non_null(file);
    assert_int_equal(fscanf(file, "%ld %ld", &pages, &resident), 2);
    fclose(file);
    return resident * sysconf(_SC_PAGESIZE);
}

static bool go(Session *session, Action action) {
    return session_apply(session, &action);
}

static int choose(unsigned long *index, int count) {
    int chosen = (int)((noise_at(17, (*index)++) + 1) / 2 * (float)count);
    return chosen < count ? chosen : count - 1;
}

/* What somebody does about once a second. */
static void play_about(Session *session, unsigned long *index) {
    Action edit = {.kind = ACTION_EDIT};
    switch (choose(index, 6)) {
    case 0:
        go(session, (Action){.kind = ACTION_LIVE_SOURCE,
                             .number = choose(index, 2),
                             .unit = choose(index, LIVE_SOURCES)});
        return;
    case 1:
        go(session, (Action){.kind = ACTION_LIVE_PAD,
                             .value = noise_at(3, (*index)++),
                             .value_y = noise_at(4, (*index)++)});
        return;
    case 2:
        edit.edit = (Edit){.kind = EDIT_WEIGHT, .column = choose(index, 16), .value = 1};
        edit.edit.index = weight_find(CELL_LSTM, "b_f");
        go(session, edit);
        return;
    case 3:
        edit.edit = (Edit){.kind = EDIT_INPUT,
                           .step = choose(index, (int)session->lesson->steps),
                           .value = noise_at(5, (*index)++)};
        go(session, edit);
        return;
    case 4:
        while (session_can_undo(session))
            go(session, (Action){.kind = ACTION_UNDO});
        return;
    default:
        go(session, (Action){.kind = ACTION_PLAY, .number = 0});
        go(session, (Action){.kind = ACTION_GO, .step = choose(index, 10000)});
        go(session, (Action){.kind = ACTION_PLAY, .number = 1});
    }
}

static size_t kept_floats(const Session *session) {
    const Trace *trace = session->run->traces[0];
    return trace->record * (size_t)trace->steps;
}

/* before: room for all that can be kept. */
static void assert_computed_anew(Session *session, float *before) {
    const float *kept = session->run->traces[0]->data + session->run->traces[0]->record;
    size_t bytes = kept_floats(session) * sizeof *before;
    memcpy(before, kept, bytes);
    for (int k = 0; k < session->lesson->cell_count; k++)
        session->run->dirty[k] = 0;
    run_update(session->run);
    assert_memory_equal(before, kept, bytes);
}

static void test_six_hours(void **state) {
    (void)state;
    const SandboxSetup setup = {.kinds = {true, true, true}, .units = 16, .inputs = 2};
    Session *session = session_new_sandbox(&setup, NULL, NULL);
    assert_non_null(session);
    go(session, (Action){.kind = ACTION_LIVE_RATE, .value = LIVE_RATE_MOST});
    float *room = calloc(session->run->traces[0]->record * SANDBOX_STEPS, sizeof *room);
    assert_non_null(room);
    unsigned long index = 0;
    long first = 0;
    for (int hour = 1; hour <= HOURS; hour++) {
        for (long frame = 1; frame <= FRAMES_AN_HOUR; frame++) {
            session_advance(session, 1.0 / 60);
            if (frame % 60 == 0)
                play_about(session, &index);
        }
        assert_computed_anew(session, room);
        long now = resident_bytes();
        first = hour == 1 ? now : first;
        printf("hour %d: %ld steps so far, %ld kept, %.1f MB\n", hour,
               session_sandbox(session)->begun, session->lesson->steps, (double)now / 1e6);
        fflush(stdout);
        assert_true(now <= first + ALLOWED_GROWTH);
    }
    free(room);
    session_free(session);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_six_hours)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
