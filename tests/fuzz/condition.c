/* The language of claims, and the text form of edits. */
#include "fuzz.h"

#include <math.h>

#include "lesson/condition/condition.h"
#include "lesson/edit.h"
#include "lesson/run/run.h"

static void hold_condition(const Lesson *lesson, const Run *run, const char *text) {
    Error error = {0};
    char told[300];
    int done, total;
    Condition *condition = condition_parse(text, lesson, &error);
    if (!condition) {
        fuzz_hold_error(&error);
        HOLD((size_t)error.column <= strlen(text) + 1);
        return;
    }
    bool holds = condition_holds(condition, run);
    float progress = condition_progress(condition, run, &done, &total);
    HOLD(progress >= 0 && progress <= 1 && holds == (progress == 1));
    HOLD(done >= 0 && done <= total);
    HOLD(condition_last_step(condition) < lesson->steps);
    condition_explain(condition, run, told, sizeof told);
    HOLD(memchr(told, '\0', sizeof told));
    condition_free(condition);
}

/* What an edit's text says is what is written of it. */
static void hold_edit(const Lesson *lesson, const char *text) {
    Error error = {0};
    Edit edit, again;
    char written[300], rewritten[300];
    if (!edit_parse(&edit, lesson, text, &error)) {
        fuzz_hold_error(&error);
        return;
    }
    int length = edit_format(&edit, lesson, written, sizeof written);
    HOLD(length > 0 && length < (int)sizeof written);
    HOLD(edit_parse(&again, lesson, written, &error));
    edit_format(&again, lesson, rewritten, sizeof rewritten);
    HOLD(strcmp(written, rewritten) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static Run *run;
    const Lesson *lesson = fuzz_lesson();
    Error error;
    if (!run)
        run = run_new(lesson, &error);
    HOLD(run);
    char *text = fuzz_text(data, size);
    hold_condition(lesson, run, text);
    hold_edit(lesson, text);
    free(text);
    return 0;
}
