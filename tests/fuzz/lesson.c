/* A lesson file, its conditions and edits; what is accepted is checked and played. */
#include "fuzz.h"

#include "lesson/check/check.h"

static const double MOST_NUMBERS = 2e5; /* of a run: larger ones are read, but not played */

static bool is_small(const Lesson *lesson) {
    double numbers = 0;
    for (int k = 0; k < lesson->cell_count; k++) {
        const CellSpec *spec = &lesson->cells[k].cell->spec;
        numbers += (double)cell_parameter_count(spec) + 16.0 * spec->hidden * (double)lesson->steps;
    }
    return numbers < MOST_NUMBERS;
}

static void play(const Lesson *lesson) {
    Error error;
    Session *session = session_new(lesson, &error);
    HOLD(session);
    for (int beat = 0; beat < lesson->beat_count; beat++) {
        session->nudged = true;
        session_apply(session, &(Action){.kind = ACTION_GO_BEAT, .number = beat});
        session_apply(session, &(Action){.kind = ACTION_SHOW_SOLUTION});
        session_apply(session, &(Action){.kind = ACTION_UNDO});
        session_advance(session, 10);
    }
    session_free(session);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Errors errors = {0}, wrong = {0};
    CheckCount count = {0};
    char *text = fuzz_text(data, size);
    Lesson *lesson = lesson_parse(text, size, "tests/samples/fuzz.json", &errors);
    free(text);
    fuzz_hold_errors(&errors, lesson != NULL);
    if (lesson && is_small(lesson)) {
        lesson_check(lesson, &count, &wrong);
        play(lesson);
    }
    errors_free(&wrong);
    lesson_free(lesson);
    return 0;
}
