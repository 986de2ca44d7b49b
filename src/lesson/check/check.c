/* check.c: see check.h. */
#include "lesson/check/check.h"

#include <stdio.h>

#include "lesson/check/odd.h"
#include "lesson/condition/condition.h"
#include "lesson/run/run.h"

typedef struct Checker {
    const Lesson *lesson;
    Run *run; /* as it is at the beat */
    int beat;
    CheckCount *count;
    Errors *errors;
    bool warned; /* of a run that leaves the numbers */
} Checker;

/* Names the file, and the beat unless the error has a place of its own. */
static void add(const Checker *checker, const char *part, Error *error) {
    const Lesson *lesson = checker->lesson;
    const Beat *beat = &lesson->beats[checker->beat];
    error_in_file(error, lesson->path ? lesson->path : lesson->id);
    if (error->line < 1) {
        error->line = beat->line;
        error->column = beat->column;
    }
    if (!error->member_path[0])
        snprintf(error->member_path, sizeof error->member_path, "beats[%d]%s", checker->beat, part);
    errors_add(checker->errors, error);
}

/* At the claim, where it is one that stands in the file. */
static void report(const Checker *checker, const char *part, const Claim *claim, const char *what,
                   const char *found) {
    Error error;
    error_set(&error, "%s", what);
    error_found(&error, "%s", found);
    error.line = claim ? claim->line : 0;
    error.column = claim ? claim->column : 0;
    add(checker, part, &error);
}

/* Once in a lesson: what follows from it is no news. */
static void warn_of_run(Checker *checker, const Run *run, const char *part) {
    Error warning;
    if (checker->warned || !odd_number(run, &warning))
        return;
    checker->warned = true;
    add(checker, part, &warning);
}

static void warn_of_weights(const Checker *checker) {
    const Lesson *lesson = checker->lesson;
    Error warning;
    for (int cell = 0; cell < lesson->cell_count; cell++)
        if (odd_weight(lesson, cell, &warning)) {
            error_in_file(&warning, lesson->path ? lesson->path : lesson->id);
            errors_add(checker->errors, &warning);
        }
}

/* A condition that ought to hold (or not). */
static void expect(const Checker *checker, const char *part, const Claim *claim, const Run *run,
                   bool wanted, const char *what) {
    char found[sizeof((Error *)0)->found];
    if (condition_holds(claim->condition, run) == wanted)
        return;
    condition_explain(claim->condition, run, found, sizeof found);
    report(checker, part, claim, what, found);
}

static void check_claims(const Checker *checker) {
    const Beat *beat = &checker->lesson->beats[checker->beat];
    for (int k = 0; k < beat->claim_count; k++) {
        char part[32], what[sizeof((Error *)0)->what];
        snprintf(part, sizeof part, ".claims[%d]", k);
        snprintf(what, sizeof what, "the claim does not hold: %s", beat->claims[k].source);
        expect(checker, part, &beat->claims[k], checker->run, true, what);
        checker->count->claims++;
    }
}

static void check_question(const Checker *checker) {
    const Question *question = checker->lesson->beats[checker->beat].question;
    if (!question)
        return;
    checker->count->questions++;
    if (question->because.condition)
        expect(checker, ".ask.because", &question->because, checker->run, true,
               "what makes the right answer right does not hold");
}

static bool allowed(const Task *task, const Edit *edit) {
    for (int k = 0; k < task->may_count; k++)
        if (target_covers(&task->may[k], edit))
            return true;
    return task->may_count == 0;
}

static bool apply(Run *run, const Edit *edits, int count, Error *error) {
    for (int k = 0; k < count; k++)
        if (!run_edit(run, &edits[k], error))
            return false;
    return true;
}

static bool solve(const Checker *checker, const Task *task, Run *run, Error *error) {
    for (int k = 0; k < task->solution_count; k++) {
        char part[48];
        snprintf(part, sizeof part, ".task.solution[%d]", k);
        if (!allowed(task, &task->solution[k]))
            report(checker, part, NULL, "the solution changes what the task does not allow",
                   "something that \"may\" does not name");
    }
    return apply(run, task->solution, task->solution_count, error);
}

/* In a run of its own: the solution is not part of the beats that follow. */
static bool check_task(Checker *checker, Error *error) {
    const Lesson *lesson = checker->lesson;
    const Task *task = lesson->beats[checker->beat].task;
    if (!task)
        return true;
    checker->count->tasks++;
    Run *run = run_new(lesson, error);
    bool whole = run != NULL;
    for (int beat = 0; whole && beat <= checker->beat; beat++)
        whole = apply(run, lesson->beats[beat].edits, lesson->beats[beat].edit_count, error);
    if (whole) {
        run_update(run);
        expect(checker, ".task.until", &task->until, run, false,
               "the task is done before anything was changed");
        whole = solve(checker, task, run, error);
    }
    if (whole && task->solution_count) {
        run_update(run);
        warn_of_run(checker, run, ".task.solution");
        expect(checker, ".task.until", &task->until, run, true,
               "the solution does not do the task");
    }
    run_free(run);
    return whole;
}

static bool check_beat(Checker *checker, Error *error) {
    const Beat *beat = &checker->lesson->beats[checker->beat];
    if (!apply(checker->run, beat->edits, beat->edit_count, error))
        return false;
    run_update(checker->run);
    warn_of_run(checker, checker->run, "");
    check_claims(checker);
    check_question(checker);
    return check_task(checker, error);
}

bool lesson_check(const Lesson *lesson, CheckCount *count, Errors *errors) {
    Error error = {0};
    Checker checker = {.lesson = lesson, .count = count, .errors = errors};
    checker.run = run_new(lesson, &error);
    bool whole = checker.run != NULL;
    warn_of_weights(&checker);
    for (; whole && checker.beat < lesson->beat_count; checker.beat++)
        whole = check_beat(&checker, &error);
    run_free(checker.run);
    if (whole)
        return true;
    error_in_file(&error, lesson->path ? lesson->path : lesson->id);
    errors_add(errors, &error);
    return false;
}

double lesson_check_cost(const Lesson *lesson) {
    double step = 0, runs = 1;
    for (int k = 0; k < lesson->cell_count; k++) {
        const CellSpec *spec = &lesson->cells[k].cell->spec;
        step += 4.0 * spec->hidden * (spec->hidden + spec->inputs + 10.0);
    }
    for (int k = 0; k < lesson->beat_count; k++)
        runs += (lesson->beats[k].edit_count > 0) + (lesson->beats[k].task ? 2 : 0);
    return step * runs * (double)lesson->steps;
}
