/* check.c: see check.h. */
#include "lesson/check/check.h"

#include <math.h>
#include <stdio.h>

#include "lesson/check/answer.h"
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
        for (int k = 0; odd_weights(lesson, cell, k, &warning); k++) {
            error_in_file(&warning, lesson->path ? lesson->path : lesson->id);
            errors_add(checker->errors, &warning);
        }
}

/* What was left out of the file that the inputs come from is not told as the lesson's own. */
static void warn_of_inputs(const Checker *checker) {
    const Lesson *lesson = checker->lesson;
    for (size_t k = 0; k < lesson->inputs_left.count; k++)
        errors_add(checker->errors, &lesson->inputs_left.items[k]);
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

/* ---- questions whose answer is computed ---- */

/* Where the beat is told: step -1 where no beat up to it says so, as at the initial state. */
static AnswerMoment told_at(const Checker *checker) {
    for (int beat = checker->beat; beat >= 0; beat--)
        if (checker->lesson->beats[beat].has_at)
            return (AnswerMoment){checker->lesson->beats[beat].at_t,
                                  checker->lesson->beats[beat].at_phase};
    return (AnswerMoment){-1, PHASE_SHOW};
}

static void report_computed(const Checker *checker, const char *what, const char *expected,
                            const char *found) {
    Error error;
    error_set(&error, "%s", what);
    error_expected(&error, "%s", expected);
    error_found(&error, "%s", found);
    add(checker, ".ask", &error);
}

/* The stage must not tell the answer when the question is asked. */
static void check_hidden(const Checker *checker, const Question *question, const Guess *truth) {
    AnswerMoment told = told_at(checker),
                 last = answer_hidden_behind(checker->lesson, question, told);
    char expected[64], found[48];
    if (question->form == QUESTION_STEP)
        last.step = (long)truth->values[0] - 1;
    if (told.step <= last.step)
        return;
    snprintf(expected, sizeof expected, "a beat that is told at step %ld or before", last.step);
    snprintf(found, sizeof found, "step %ld", told.step);
    report_computed(checker, "the stage shows the answer when the question is asked", expected,
                    found);
}

static bool check_one_step(const Checker *checker, const Question *question) {
    char found[48];
    long count;
    condition_step(question->asked.condition, checker->run, &count);
    snprintf(found, sizeof found, "%ld", count);
    if (count != 1)
        report_computed(checker, "the condition does not tell one step from the others",
                        "exactly one step at which it holds", found);
    return count == 1;
}

static void check_numbers(const Checker *checker, const Question *question, const Guess *truth) {
    for (int k = 0; k < guess_values(question); k++)
        if (!isfinite(truth->values[k])) {
            report_computed(checker, "the answer is no number", "a finite one",
                            isnan(truth->values[k]) ? "not a number" : "infinity");
            return;
        }
}

/* As they are shown: with two digits behind the point. */
static void check_apart(const Checker *checker, const Question *question, const Outcome *outcome) {
    char found[64];
    for (int k = 1; k < question->run_count; k++) {
        int a = outcome->truth.order[k - 1], b = outcome->truth.order[k];
        if (outcome->numbers[b] - outcome->numbers[a] > 0.02)
            continue;
        snprintf(found, sizeof found, "%.4g in order[%d] and %.4g in order[%d]",
                 outcome->numbers[a], a, outcome->numbers[b], b);
        report_computed(checker, "two runs are as good as equal", "numbers more than 0.02 apart",
                        found);
    }
}

static bool check_computed(const Checker *checker, const Question *question, Error *error) {
    const Guess none = {0};
    Outcome outcome;
    if (!answer_compute(checker->lesson, checker->beat, &none, &outcome, error))
        return false;
    bool told = question->form != QUESTION_STEP || check_one_step(checker, question);
    check_numbers(checker, question, &outcome.truth);
    check_apart(checker, question, &outcome);
    if (told)
        check_hidden(checker, question, &outcome.truth);
    return true;
}

static bool check_question(const Checker *checker, Error *error) {
    const Question *question = checker->lesson->beats[checker->beat].question;
    if (!question)
        return true;
    checker->count->questions++;
    if (question->form != QUESTION_CHOICES)
        return check_computed(checker, question, error);
    if (question->because.condition)
        expect(checker, ".ask.because", &question->because, checker->run, true,
               "what makes the right answer right does not hold");
    return true;
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
    return check_question(checker, error) && check_task(checker, error);
}

bool lesson_check(const Lesson *lesson, CheckCount *count, Errors *errors) {
    Error error = {0};
    Checker checker = {.lesson = lesson, .count = count, .errors = errors};
    checker.run = run_new(lesson, &error);
    bool whole = checker.run != NULL;
    warn_of_weights(&checker);
    warn_of_inputs(&checker);
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
    for (int k = 0; k < lesson->beat_count; k++) {
        const Question *question = lesson->beats[k].question;
        bool computed = question && question->form != QUESTION_CHOICES;
        runs += (lesson->beats[k].edit_count > 0) + (lesson->beats[k].task ? 2 : 0) +
                (computed ? 1 + question->run_count : 0);
    }
    return step * runs * (double)lesson->steps;
}

bool lesson_check_is_quick(const Lesson *lesson) {
    const double FELT_LITTLE = 5e8;
    return lesson_check_cost(lesson) <= FELT_LITTLE;
}
