/* layers.c: `gatescope layers`: what is in a model's file, and what became of it. */
#include "commands/models/commands.h"

#include <stdio.h>
#include <string.h>

#include "base/shown.h"
#include "commands/line/say.h"
#include "commands/models/options.h"
#include "files/json/text.h"
#include "lesson/edit.h"

enum { SHAPE_SIZE = 200, WIDEST = 40 };

static const char *kind_title(const NetworkLayer *layer) {
    return layer->readout ? "linear readout" : cell_kind(layer->cell->spec.kind)->title;
}

/* Whether the kind has an activation there that is not another one's second name. */
static bool has_activation(const CellSpec *spec, int slot) {
    return activation_slot_present(spec->kind, (ActivationSlot)slot) &&
           !cell_kind(spec->kind)->slots[slot].alias;
}

static int layer_width(const NetworkLayer *layer) {
    const CellSpec *spec = &layer->cell->spec;
    return spec->projection ? spec->projection : spec->hidden;
}

static void shape_text(const TensorInfo *info, char text[SHAPE_SIZE]) {
    size_t length = 0;
    snprintf(text, SHAPE_SIZE, "%s", info->rank ? "" : "one number");
    for (int side = 0; side < info->rank && length < SHAPE_SIZE; side++)
        length += (size_t)snprintf(text + length, SHAPE_SIZE - length, "%s%zu", side ? " x " : "",
                                   info->shape[side]);
}

/* ---- for reading ---- */

/* In a column of that width, and two spaces behind it. */
static void print_cell(const char *text, int width) {
    int columns = shown_columns(text);
    shown_write(stdout, text, strlen(text), false);
    printf("%*s", (width > columns ? width - columns : 0) + 2, "");
}

static int wider(int width, const char *text) {
    int columns = shown_columns(text);
    return columns > width ? columns < WIDEST ? columns : WIDEST : width;
}

static void print_sources(const Network *network, const NetworkLayer *layer) {
    for (int k = 0; k < layer->source_count; k++) {
        const NetworkSource *source = &layer->sources[k];
        fputs(k ? " and " : ", reads ", stdout);
        if (source->layer < 0)
            fputs("the data's columns", stdout);
        else
            shown_write(stdout, network->layers[source->layer].name,
                        strlen(network->layers[source->layer].name), false);
        if (source->layer < 0 || source->from ||
            source->count != layer_width(&network->layers[source->layer]))
            printf(" %d to %d", source->from, source->from + source->count - 1);
    }
    putchar('\n');
}

static void print_variants(const CellSpec *spec) {
    const CellKindInfo *kind = cell_kind(spec->kind);
    for (int k = 0; k < kind->variant_count; k++)
        if (kind->variants[k].told)
            printf(", %s %s", kind->variants[k].key, kind->variants[k].words[variant_on(spec, k)]);
        else if (variant_on(spec, k))
            printf(", %s", kind->variants[k].key);
}

static void print_activations(const CellSpec *spec) {
    char text[ACTIVATION_TEXT];
    for (int slot = 0; slot < SLOT_COUNT; slot++)
        if (has_activation(spec, slot))
            printf(", %s %s", activation_slot_name((ActivationSlot)slot),
                   activation_text(cell_curve(spec, (ActivationSlot)slot), text));
}

static void print_layer(const Network *network, const NetworkLayer *layer, int width) {
    const CellSpec *spec = &layer->cell->spec;
    fputs("  ", stdout);
    print_cell(layer->name, width);
    printf("%s, %d inputs, %d %s", kind_title(layer), spec->inputs, spec->hidden,
           layer->readout ? "outputs" : "units");
    if (spec->projection)
        printf(" projected to %d", spec->projection);
    if (!layer->readout) {
        print_variants(spec);
        print_activations(spec);
    }
    if (spec->clip > 0)
        printf(", clipped at %g", (double)spec->clip);
    if (spec->backward)
        printf(", from the last step to the first");
    print_sources(network, layer);
}

static void print_tensors(const Network *network) {
    int names = 0, shapes = 0, types = 0;
    char shape[SHAPE_SIZE];
    for (int k = 0; k < network->tensor_count; k++) {
        shape_text(&network->tensors[k].info, shape);
        names = wider(names, network->tensors[k].info.name);
        types = wider(types, network->tensors[k].info.dtype);
        shapes = wider(shapes, shape);
    }
    for (int k = 0; k < network->tensor_count; k++) {
        const NetworkTensor *tensor = &network->tensors[k];
        shape_text(&tensor->info, shape);
        fputs("  ", stdout);
        print_cell(tensor->info.name, names);
        print_cell(tensor->info.dtype, types);
        print_cell(shape, shapes);
        say_line(stdout, "%s%s",
                 tensor->used ? "" : "not shown: ", tensor->what ? tensor->what : "");
    }
}

static void print_text(const Network *network) {
    int left = model_left(network), width = 0;
    say_line(stdout, "%s: %s, %d input%s", network->path, network->format, network->inputs,
             network->inputs == 1 ? "" : "s");
    if (left)
        printf("not shown: %d of %d tensors\n", left, network->tensor_count);
    puts("\nlayers");
    for (int k = 0; k < network->layer_count; k++)
        width = wider(width, network->layers[k].name);
    for (int k = 0; k < network->layer_count; k++)
        print_layer(network, &network->layers[k], width);
    if (network->guess_count)
        puts("\nguessed");
    for (int k = 0; k < network->guess_count; k++)
        say_line(stdout, "  %s; %s changes it", network->guesses[k].what,
                 network->guesses[k].option);
    puts("\ntensors");
    print_tensors(network);
}

/* ---- as JSON ---- */

static void put_text(const char *key, const char *text) {
    printf("\"%s\": ", key);
    json_string_write(stdout, text);
}

static void put_sources(const Network *network, const NetworkLayer *layer) {
    fputs(", \"reads\": [", stdout);
    for (int k = 0; k < layer->source_count; k++) {
        const NetworkSource *source = &layer->sources[k];
        fputs(k ? ", {" : "{", stdout);
        if (source->layer >= 0) {
            put_text("layer", network->layers[source->layer].name);
            fputs(", ", stdout);
        }
        printf("\"from\": %d, \"to\": %d}", source->from, source->from + source->count - 1);
    }
    putchar(']');
}

/* As a lesson has it: a name, or with numbers that are not the usual ones an object. */
static void put_activation(Curve curve) {
    const char *name = activation_name(curve.activation);
    if (activation_same(curve, activation_usual(curve.activation)))
        printf("\"%s\"", name);
    else if (activation_numbers(curve.activation) < 2)
        printf("{\"name\": \"%s\", \"alpha\": %.9g}", name, (double)curve.alpha);
    else
        printf("{\"name\": \"%s\", \"alpha\": %.9g, \"beta\": %.9g}", name, (double)curve.alpha,
               (double)curve.beta);
}

static void put_settings(const CellSpec *spec) {
    const CellKindInfo *kind = cell_kind(spec->kind);
    for (int k = 0; k < kind->variant_count; k++)
        if (kind->variants[k].form == VARIANT_WORDS)
            printf(", \"%s\": \"%s\"", kind->variants[k].key,
                   kind->variants[k].words[variant_on(spec, k)]);
        else
            printf(", \"%s\": %s", kind->variants[k].key, variant_on(spec, k) ? "true" : "false");
    fputs(", \"activations\": {", stdout);
    const char *before = "";
    for (int slot = 0; slot < SLOT_COUNT; slot++)
        if (has_activation(spec, slot)) {
            printf("%s\"%s\": ", before, activation_slot_name((ActivationSlot)slot));
            put_activation(cell_curve(spec, (ActivationSlot)slot));
            before = ", ";
        }
    putchar('}');
}

static void put_layer(const Network *network, const NetworkLayer *layer) {
    const CellSpec *spec = &layer->cell->spec;
    putchar('{');
    put_text("name", layer->name);
    fputs(", ", stdout);
    put_text("module", layer->module);
    printf(", \"index\": %d, \"kind\": \"%s\", \"readout\": %s, \"direction\": \"%s\", "
           "\"inputs\": %d, \"units\": %d, \"projection\": %d, \"clip\": %g",
           layer->index, cell_kind(spec->kind)->name, layer->readout ? "true" : "false",
           spec->backward ? "backward" : "forward", spec->inputs, spec->hidden, spec->projection,
           (double)spec->clip);
    put_settings(spec);
    put_sources(network, layer);
    putchar('}');
}

static void put_tensor(const NetworkTensor *tensor) {
    putchar('{');
    put_text("name", tensor->info.name);
    fputs(", ", stdout);
    put_text("type", tensor->info.dtype);
    fputs(", \"shape\": [", stdout);
    for (int side = 0; side < tensor->info.rank; side++)
        printf("%s%zu", side ? ", " : "", tensor->info.shape[side]);
    printf("], \"shown\": %s, ", tensor->used ? "true" : "false");
    put_text("what", tensor->what ? tensor->what : "");
    putchar('}');
}

static void put_guesses(const Network *network) {
    fputs("],\n  \"guesses\": [", stdout);
    for (int k = 0; k < network->guess_count; k++) {
        fputs(k ? ",\n    {" : "\n    {", stdout);
        put_text("what", network->guesses[k].what);
        fputs(", ", stdout);
        put_text("option", network->guesses[k].option);
        putchar('}');
    }
    fputs("],\n  \"warnings\": [", stdout);
    for (size_t k = 0; k < network->warnings.count; k++) {
        fputs(k ? ",\n    " : "\n    ", stdout);
        json_string_write(stdout, network->warnings.items[k].what);
    }
}

static void print_json(const Network *network) {
    fputs("{\n  ", stdout);
    put_text("file", network->path);
    fputs(", ", stdout);
    put_text("format", network->format);
    printf(", \"inputs\": %d,\n  \"whole\": %s, \"not_shown\": %d,\n  \"layers\": [",
           network->inputs, network->whole ? "true" : "false", model_left(network));
    for (int k = 0; k < network->layer_count; k++) {
        fputs(k ? ",\n    " : "\n    ", stdout);
        put_layer(network, &network->layers[k]);
    }
    fputs("],\n  \"tensors\": [", stdout);
    for (int k = 0; k < network->tensor_count; k++) {
        fputs(k ? ",\n    " : "\n    ", stdout);
        put_tensor(&network->tensors[k]);
    }
    put_guesses(network);
    puts("]\n}");
}

int command_layers(const Command *command, int count, char **line) {
    Words words;
    int status;
    if (!words_read(&words, command, count, line, &status))
        return status;
    if (words.operand_count != 1)
        return say(EXIT_USAGE, "expected one model, found %d", words.operand_count);
    Network *network = model_open(&words, words.operands[0], &status);
    if (!network)
        return status;
    if (words_value(&words, "--json")) {
        print_json(network);
    } else {
        print_text(network);
        say_errors(&network->warnings);
    }
    network_free(network);
    return EXIT_GOOD;
}
