/* corpus.c: proves that files which other programs wrote (tests/models: PyTorch, safetensors, ONNX,
 * Keras, TensorFlow.js) are opened, and that each of their layers computes within 1e-5 what the
 * program that wrote it computed; and that what cannot be opened is refused by name.
 *
 * tests/models/corpus.py says what stands in a line of manifest.json. CORPUS=torch/gru in the
 * environment: only files whose names begin so. */
#include "testing.h"

#include <cJSON.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/bytes.h"
#include "engine/trace.h"
#include "files/network/network.h"

#define FOLDER "tests/models/"
#define WITHIN 1e-5

static double largest; /* difference of all that agree */
static char largest_of[160];
static int opened, refused;

/* ---- the list ---- */

static cJSON *manifest(void) {
    size_t length;
    Error error = {0};
    char *text = bytes_read(FOLDER "manifest.json", 1 << 20, &length, &error);
    assert_non_null(text);
    cJSON *list = cJSON_ParseWithLength(text, length);
    free(text);
    assert_true(cJSON_IsArray(list));
    return list;
}

static const char *text_of(const cJSON *entry, const char *key) {
    return cJSON_GetStringValue(cJSON_GetObjectItem(entry, key));
}

static NetworkChoice choice_of(const char *said, const char *first, const char *second) {
    if (!said)
        return CHOICE_FILE;
    assert_true(strcmp(said, first) == 0 || strcmp(said, second) == 0);
    return strcmp(said, first) == 0 ? CHOICE_FIRST : CHOICE_SECOND;
}

static NetworkOptions options_of(const cJSON *entry) {
    const cJSON *options = cJSON_GetObjectItem(entry, "options");
    return (NetworkOptions){.module = text_of(options, "module"),
                            .nonlinearity =
                                choice_of(text_of(options, "nonlinearity"), "tanh", "relu"),
                            .reset = choice_of(text_of(options, "reset"), "before", "after")};
}

/* ---- what is wrong with a file: the first thing ---- */

typedef struct Fault {
    char text[600];
} Fault;

static bool fault_set(Fault *fault, const char *format, ...) ERROR_FORMAT(2, 3);
static bool fault_set(Fault *fault, const char *format, ...) {
    va_list list;
    va_start(list, format);
    vsnprintf(fault->text, sizeof fault->text, format, list);
    va_end(list);
    return false;
}

/* ---- what the layers compute ---- */

typedef struct Run {
    const Network *network;
    TensorSet *expected;
    float *x;
    long steps;
    int inputs;
    Trace *traces[NETWORK_LAYERS];
} Run;

static float *numbers_of(TensorSet *set, int index) {
    Error error = {0};
    float *numbers = malloc((set->tensors[index].count + 1) * sizeof *numbers);
    assert_non_null(numbers);
    assert_true(tensors_load(set, index, numbers, &error));
    return numbers;
}

/* A layer's inputs, side by side; NULL where a source has fewer columns than are read. */
static float *gathered(const Run *run, const NetworkLayer *layer) {
    int width = layer->cell->spec.inputs, at = 0;
    float *rows = calloc((size_t)run->steps * (size_t)width + 1, sizeof *rows);
    assert_non_null(rows);
    for (int k = 0; k < layer->source_count; k++) {
        NetworkSource source = layer->sources[k];
        int has = source.layer < 0 ? run->inputs
                                   : signal_width(&run->traces[source.layer]->spec, SIGNAL_H);
        if (source.from < 0 || source.from + source.count > has || at + source.count > width) {
            free(rows);
            return NULL;
        }
        for (long t = 0; t < run->steps; t++) {
            const float *from = source.layer < 0
                                    ? run->x + t * run->inputs
                                    : trace_at(run->traces[source.layer], SIGNAL_H, t, 0);
            memcpy(rows + t * width + at, from + source.from, (size_t)source.count * sizeof *rows);
        }
        at += source.count;
    }
    return rows;
}

static bool run_layer(Run *run, int index, Fault *fault) {
    const NetworkLayer *layer = &run->network->layers[index];
    Error error = {0};
    float *rows = gathered(run, layer);
    if (!rows)
        return fault_set(fault, "%s reads columns that are not there", layer->name);
    run->traces[index] = trace_new(&layer->cell->spec, run->steps, 1, &error);
    assert_non_null(run->traces[index]);
    size_t width = (size_t)layer->cell->spec.inputs;
    trace_run(run->traces[index], layer->cell, (Inputs){rows, width, 0}, 0, run->steps);
    free(rows);
    return true;
}

/* The layer and signal of "encoder.layer0.c"; -1: the network has none of that name. */
static int layer_of(const Network *network, const char *name, int *signal) {
    const char *dot = strrchr(name, '.');
    char layer[NETWORK_NAME];
    assert_non_null(dot);
    snprintf(layer, sizeof layer, "%.*s", (int)(dot - name), name);
    int index = network_find(network, layer);
    *signal = index < 0 ? NO_SIGNAL : signal_find(network->layers[index].cell->spec.kind, dot + 1);
    return *signal == NO_SIGNAL ? -1 : index;
}

static bool agrees(Run *run, int array, Fault *fault) {
    const TensorInfo *info = &run->expected->tensors[array];
    int signal, index = layer_of(run->network, info->name, &signal);
    if (index < 0)
        return fault_set(fault, "there is no %s", info->name);
    size_t width = (size_t)signal_width(&run->network->layers[index].cell->spec, signal);
    if (info->shape[1] != width || info->shape[0] != (size_t)run->steps)
        return fault_set(fault, "%s has %zu units, not %zu", info->name, width, info->shape[1]);
    float *expected = numbers_of(run->expected, array);
    for (size_t k = 0; k < info->count && !fault->text[0]; k++) {
        long t = (long)(k / width);
        double found = (double)trace_at(run->traces[index], signal, t, 0)[k % width];
        double off = fabs(found - (double)expected[k]);
        if (!(off <= WITHIN))
            fault_set(fault, "%s, step %ld, unit %zu: %g, not %g", info->name, t, k % width, found,
                      (double)expected[k]);
        else if (off > largest) {
            largest = off;
            snprintf(largest_of, sizeof largest_of, "%s", run->network->path);
        }
    }
    free(expected);
    return !fault->text[0];
}

/* Each layer of the network has its expected h, none is more than there should be. */
static bool all_expected(const Run *run, Fault *fault) {
    for (int k = 0; k < run->network->layer_count; k++) {
        char name[NETWORK_NAME + 4];
        snprintf(name, sizeof name, "%s.h", run->network->layers[k].name);
        if (!run->network->layers[k].readout && tensors_find(run->expected, name) < 0)
            return fault_set(fault, "it has a layer %s", run->network->layers[k].name);
    }
    return true;
}

static bool computes(const Network *network, const cJSON *entry, Fault *fault) {
    char path[256];
    Error error = {0};
    snprintf(path, sizeof path, FOLDER "%s", text_of(entry, "expected"));
    Run run = {network, tensors_open(path, &error), NULL, 0, 0, {NULL}};
    if (!run.expected)
        fail_msg("%s: %s", path, error.what);
    int x = tensors_find(run.expected, "x");
    run.x = numbers_of(run.expected, x);
    run.steps = (long)run.expected->tensors[x].shape[0];
    run.inputs = (int)run.expected->tensors[x].shape[1];
    bool good = all_expected(&run, fault);
    for (int k = 0; good && k < network->layer_count; k++)
        good = run_layer(&run, k, fault);
    for (int k = 0; good && k < run.expected->count; k++)
        good = k == x || agrees(&run, k, fault);
    for (int k = 0; k < network->layer_count; k++)
        trace_free(run.traces[k]);
    tensors_close(run.expected);
    free(run.x);
    return good;
}

/* ---- what is said of it ---- */

static bool said(const Network *network, const cJSON *entry, Fault *fault) {
    const cJSON *whole = cJSON_GetObjectItem(entry, "whole");
    const char *guessed = text_of(entry, "guessed"), *warned = text_of(entry, "warned");
    const char *certain = text_of(entry, "certain");
    bool guess = !guessed, warning = !warned;
    for (int k = 0; guessed && k < network->guess_count; k++)
        guess = guess || strstr(network->guesses[k].what, guessed);
    for (int k = 0; certain && k < network->guess_count; k++)
        if (strstr(network->guesses[k].what, certain))
            return fault_set(fault, "\"%s\" is guessed, and the file tells it", certain);
    for (size_t k = 0; warned && k < network->warnings.count; k++)
        warning = warning || strstr(network->warnings.items[k].what, warned);
    if (!guess)
        return fault_set(fault, "\"%s\" is guessed, and not said", guessed);
    if (!warning)
        return fault_set(fault, "\"%s\" is not warned of", warned);
    if (whole && cJSON_IsTrue(whole) != network->whole)
        return fault_set(fault, "it is%s said to be whole", network->whole ? "" : " not");
    return true;
}

static bool refuses(const Network *network, const Error *error, const cJSON *pieces, Fault *fault) {
    char all[sizeof *error];
    if (network)
        return fault_set(fault, "it is opened");
    if (!error->what[0] || !error->file[0])
        return fault_set(fault, "it is refused without a reason, or a file");
    snprintf(all, sizeof all, "%s: %s %s %s %s", error->file, error->what, error->expected,
             error->found, error->hint);
    for (const cJSON *piece = pieces->child; piece; piece = piece->next)
        if (!strstr(all, cJSON_GetStringValue(piece)))
            return fault_set(fault, "no word of \"%s\": %s", cJSON_GetStringValue(piece), all);
    return true;
}

/* ---- each file ---- */

static bool is_good(const cJSON *entry, Fault *fault) {
    char path[256];
    Error error = {0};
    NetworkOptions options = options_of(entry);
    const cJSON *pieces = cJSON_GetObjectItem(entry, "refused");
    snprintf(path, sizeof path, FOLDER "%s", text_of(entry, "file"));
    Network *network = network_open(path, &options, &error);
    bool good = true;
    if (pieces)
        good = refuses(network, &error, pieces, fault);
    else if (!network)
        good = fault_set(fault, "%s (%s)", error.what, error.hint);
    else
        good = said(network, entry, fault) &&
               (!text_of(entry, "expected") || computes(network, entry, fault));
    network_free(network);
    return good;
}

/* Says what is wrong with it; how many that are is returned. */
static int check(const cJSON *entry) {
    Fault fault = {{0}};
    bool good = is_good(entry, &fault);
    if (good)
        ++*(cJSON_GetObjectItem(entry, "refused") ? &refused : &opened);
    else
        print_message("%s: %s\n", text_of(entry, "file"), fault.text);
    return !good;
}

static void files_of_other_programs_compute_what_those_did(void **state) {
    (void)state;
    const char *only = getenv("CORPUS");
    cJSON *list = manifest();
    int wrong = 0;
    for (const cJSON *entry = list->child; entry; entry = entry->next) {
        if (!only || strncmp(text_of(entry, "file"), only, strlen(only)) == 0)
            wrong += check(entry);
    }
    assert_true(only || cJSON_GetArraySize(list) >= 60);
    cJSON_Delete(list);
    print_message("%d files agree, %d are refused by name; at most %.1e off, in %s\n", opened,
                  refused, largest, largest_of);
    assert_int_equal(wrong, 0);
}

static void nothing_in_a_file_is_executed(void **state) {
    (void)state;
    static const char *const hostile[] = {FOLDER "torch/hostile.pt",
                                          FOLDER "torch/hostile-bare.pt"};
    for (size_t k = 0; k < sizeof hostile / sizeof *hostile; k++) {
        Error error = {0};
        NetworkOptions options = {0};
        assert_null(network_open(hostile[k], &options, &error));
        assert_int_not_equal(access("/tmp/gatescope-was-here", F_OK), 0);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_of_other_programs_compute_what_those_did),
        cmocka_unit_test(nothing_in_a_file_is_executed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
