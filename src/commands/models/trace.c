/* trace.c: see trace.h. */
#include "commands/models/trace.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/bytes.h"
#include "commands/line/exported.h"
#include "commands/line/patience.h"
#include "commands/line/say.h"
#include "commands/models/beside.h"
#include "commands/models/data.h"
#include "commands/models/options.h"
#include "commands/models/run.h"

/* A lesson is text that begins with a brace, or is called one (.json); what cannot be read is left to those
 * who read lessons. */
static bool seems_lesson(const char *path) {
    char head[256];
    Error error;
    size_t name = strlen(path);
    if (name > 5 && strcmp(path + name - 5, ".json") == 0)
        return true;
    int file = bytes_open(path, &error);
    if (file < 0)
        return true;
    ssize_t length = read(file, head, sizeof head);
    close(file);
    if (length <= 0)
        return true;
    const char *at = head, *end = head + length;
    if (length >= 3 && memcmp(at, "\xef\xbb\xbf", 3) == 0)
        at += 3;
    while (at < end && strchr(" \t\r\n", *at) && *at)
        at++;
    return at == end || *at == '{';
}

bool is_model(const Words *words) {
    return words_value(words, "--inputs") || words_value(words, "--beside") ||
           words_value(words, "--trust") || words_value(words, "--within") ||
           (words->operand_count == 1 && !seems_lesson(words->operands[0]));
}

/* What says where the numbers go, and which: nothing is written where two models are compared. */
static bool check_beside(const Words *words) {
    static const char *const OTHERS[] = {"--signal", "--unit",  "--from", "--to",
                                         "--format", "--trust", "-o"};
    bool beside = words_value(words, "--beside") != NULL;
    if (!beside && words_value(words, "--within"))
        return say(EXIT_USAGE, "--within goes with --beside") == EXIT_GOOD;
    for (size_t k = 0; beside && k < sizeof OTHERS / sizeof *OTHERS; k++)
        if (words_value(words, OTHERS[k]))
            return say(EXIT_USAGE, "--beside compares all numbers and writes none: without %s",
                       OTHERS[k]) == EXIT_GOOD;
    return true;
}

/* Some options are only for lessons. */
static bool check_words(const Words *words) {
    static const char *const OTHERS[] = {"--beat", "--gradients", "--state"};
    for (size_t k = 0; k < sizeof OTHERS / sizeof *OTHERS; k++)
        if (words_value(words, OTHERS[k]))
            return say(EXIT_USAGE, "%s is for lessons, not for a model with --inputs", OTHERS[k]) ==
                   EXIT_GOOD;
    if (words->operand_count != 1)
        return say(EXIT_USAGE,
                   words->operand_count ? "expected one model, found %d"
                                        : "which model? Name its file",
                   words->operand_count) == EXIT_GOOD;
    if (!words_value(words, "--inputs"))
        return say(EXIT_USAGE, "a model needs data to run over: --inputs DATA") == EXIT_GOOD;
    return check_beside(words);
}

/* ---- how far the numbers are the network's ---- */

static void say_horizon(const ModelRun *run, int layer, int sequence, const Horizon *horizon) {
    char where[32] = "", growth[64] = "";
    const ExportCell *cell = &run->cells[layer];
    if (run->data->many)
        snprintf(where, sizeof where, ", sequence %d", sequence);
    if (!isnan(horizon->growth))
        snprintf(growth, sizeof growth, ": a difference grows by a factor of %.2f a step",
                 (double)horizon->growth);
    if (horizon->from < 0)
        say_line(stderr, "gatescope: %s%s: within %g of a run in float64, to the end", cell->name,
                 where, (double)TRUST_WITHIN);
    else
        say_line(stderr, "gatescope: %s%s: from step %ld %s rounding decides%s", cell->name, where,
                 horizon->from, cell->spec.backward ? "down" : "on", growth);
}

static int trust(ModelRun *run) {
    Error error = {0};
    size_t layers = (size_t)run->stack.count, count = layers * (size_t)run->data->count;
    Horizon *horizons = calloc(count, sizeof *horizons);
    bool good = horizons || error_memory(&error, count * sizeof *horizons, "a run in float64");
    good = good && model_run_trust(run, horizons, &error);
    for (size_t k = 0; good && k < count; k++)
        say_horizon(run, (int)(k % layers), (int)(k / layers), &horizons[k]);
    free(horizons);
    return good ? EXIT_GOOD : say_error(EXIT_ENVIRONMENT, &error);
}

static int trace_over(const Words *words, const Network *network, const InputData *data,
                      const ExportChoice *choice) {
    ModelRun run;
    Error error = {0};
    if (!model_run_open(&run, network, data, &error))
        return say_error(EXIT_ENVIRONMENT, &error);
    run.tell = patience_tell;
    int status = export_to(words, &run.export, choice);
    if (status == EXIT_GOOD && model_run_lost(&run, &error))
        say_error(0, &error);
    if (status == EXIT_GOOD && words_value(words, "--trust"))
        status = trust(&run);
    model_run_close(&run);
    return status;
}

int trace_model(const Words *words) {
    ExportChoice choice;
    int status = EXIT_USAGE;
    if (!check_words(words))
        return status;
    if (words_value(words, "--beside"))
        return trace_beside(words);
    if (!words_export(words, &choice))
        return status;
    Network *network = model_open(words, words->operands[0], &status);
    if (!network)
        return status;
    model_say(network);
    InputData *data = data_open(words, network, &status);
    if (data)
        status = trace_over(words, network, data, &choice);
    inputs_free(data);
    network_free(network);
    return status;
}
