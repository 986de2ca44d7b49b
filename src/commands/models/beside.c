/* beside.c: see beside.h. */
#include "commands/models/beside.h"

#include <stdio.h>

#include "commands/line/patience.h"
#include "commands/line/say.h"
#include "commands/models/data.h"
#include "commands/models/lesson.h"
#include "commands/models/options.h"
#include "lesson/run/parting.h"

/* ---- what is said ---- */

BesideFound beside_cell(const Run *one, const Run *other, int cell, float within,
                        Parting *parting) {
    int there = lesson_cell_find(other->lesson, one->lesson->cells[cell].id);
    *parting = (Parting){.there = false};
    if (there < 0)
        return BESIDE_MISSING;
    if (!parting_fits(one->traces[cell], other->traces[there]))
        return BESIDE_ANOTHER;
    *parting = parting_of(one->traces[cell], other->traces[there], within);
    return BESIDE_BOTH;
}

/* Whether a cell is the same in both. */
static bool compare(const Run *one, const Run *other, int cell, float within, bool aloud) {
    Parting parting;
    const char *name = one->lesson->cells[cell].id;
    BesideFound found = beside_cell(one, other, cell, within, &parting);
    if (!aloud)
        return found == BESIDE_BOTH && !parting.there;
    switch (found) {
    case BESIDE_MISSING:
        say_line(stdout, "%s: only in the first file", name);
        return false;
    case BESIDE_ANOTHER:
        say_line(stdout, "%s: it is another cell in the second file", name);
        return false;
    default:
        break;
    }
    if (!parting.there) {
        say_line(stdout, "%s: the same within %g, %.3g apart at most", name, (double)within,
                 (double)parting.most);
        return true;
    }
    say_line(stdout,
             "%s: apart from step %ld on: %s of unit %d is %.6g and %.6g; %.3g apart at most", name,
             parting.t, cell_kind(one->traces[cell]->spec.kind)->signals[parting.signal].name,
             parting.unit + 1, (double)parting.one, (double)parting.other, (double)parting.most);
    return false;
}

bool beside_compare(const Run *one, const Run *other, float within, bool aloud) {
    bool same = true;
    for (int a = 0; a < one->lesson->cell_count; a++)
        same = compare(one, other, a, within, aloud) && same;
    for (int b = 0; b < other->lesson->cell_count; b++)
        if (lesson_cell_find(one->lesson, other->lesson->cells[b].id) < 0) {
            if (aloud)
                say_line(stdout, "%s: only in the second file", other->lesson->cells[b].id);
            same = false;
        }
    return same;
}

/* ---- trace ---- */

/* Two models over one file of data, which each reads through its own embedding. */
typedef struct Pair {
    const Network *networks[2];
    InputData *data[2];
    float within;
} Pair;

/* A model's run over a sequence, in *lesson and *run, which the caller frees in any case. */
static bool run_over(const Pair *pair, int which, int sequence, Lesson **lesson, Run **run,
                     Error *error) {
    *lesson = model_lesson(pair->networks[which], pair->data[which], sequence, error);
    if (!*lesson)
        return false;
    (*lesson)->watch = patience_watch();
    *run = run_new(*lesson, error);
    return *run != NULL;
}

/* Whether they are the same there; false after saying what is wrong, too. */
static bool compare_over(const Pair *pair, int sequence) {
    Lesson *lessons[2] = {NULL, NULL};
    Run *runs[2] = {NULL, NULL};
    Error error = {0};
    bool good = run_over(pair, 0, sequence, &lessons[0], &runs[0], &error) &&
                run_over(pair, 1, sequence, &lessons[1], &runs[1], &error);
    if (!good)
        say_error(0, &error);
    bool same = good && beside_compare(runs[0], runs[1], pair->within, true);
    for (int k = 0; k < 2; k++) {
        run_free(runs[k]);
        lesson_free(lessons[k]);
    }
    return same;
}

static int compare_all(const Pair *pair) {
    bool same = true;
    for (int k = 0; k < pair->data[0]->count; k++) {
        if (pair->data[0]->many)
            say_line(stdout, "sequence %d:", k);
        same = compare_over(pair, k) && same;
    }
    return same ? EXIT_GOOD : EXIT_FAILED_CHECK;
}

/* Whether the second reads what the first does, of which the data is known to fit. */
static bool reads_alike(const Words *words, const Network *one, const Network *other) {
    if (one->inputs == other->inputs)
        return true;
    return say(0, "%s reads %d inputs, and %s reads %d", words->operands[0], one->inputs,
               words_value(words, "--beside"), other->inputs) != 0;
}

static int compare_over_data(const Words *words, Pair *pair) {
    int status;
    pair->data[0] = data_open(words, pair->networks[0], &status);
    pair->data[1] = pair->data[0] ? data_open(words, pair->networks[1], &status) : NULL;
    if (pair->data[1])
        status = compare_all(pair);
    inputs_free(pair->data[0]);
    inputs_free(pair->data[1]);
    return status;
}

int trace_beside(const Words *words) {
    Pair pair = {.within = BESIDE_WITHIN};
    int status = EXIT_USAGE;
    if (!words_float(words, "--within", 0, 1e9f, &pair.within))
        return status;
    Network *one = model_open(words, words->operands[0], &status);
    Network *other = one ? model_open(words, words_value(words, "--beside"), &status) : NULL;
    if (other) {
        model_say(one);
        model_say(other);
        pair.networks[0] = one;
        pair.networks[1] = other;
        status =
            reads_alike(words, one, other) ? compare_over_data(words, &pair) : EXIT_FAILED_CHECK;
    }
    network_free(other);
    network_free(one);
    return status;
}
