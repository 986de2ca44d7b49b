/* look.c: see look.h. */
#include "files/lesson/look.h"

#include <assert.h>
#include <string.h>

#include "files/json/reader.h"
#include "files/json/text.h"

enum { PULSE_STEPS = 24, PULSE_AT = 2 };

_Static_assert((int)LOOK_ID == (int)ID_MOST, "an id of a cell is an id");

/* ---- which layers ---- */

static int find_chosen(const LookLayers *chosen, int layer) {
    for (int k = 0; k < chosen->count; k++)
        if (chosen->layers[k] == layer)
            return k;
    return -1;
}

static int width_of(const NetworkLayer *layer) {
    const CellSpec *spec = &layer->cell->spec;
    return spec->projection ? spec->projection : spec->hidden;
}

/* Why a lesson's cell cannot read it; NULL: it can. */
static const char *unread(const Network *network, const LookLayers *chosen,
                          const NetworkSource *source) {
    if (source->layer >= 0 && find_chosen(chosen, source->layer) < 0)
        return "what it reads is left out";
    int whole = source->layer < 0 ? network->inputs : width_of(&network->layers[source->layer]);
    return source->from || source->count != whole ? "it reads a part of another" : NULL;
}

/* Why a lesson cannot have the layer; NULL: it can. */
static const char *unfit(const Network *network, const LookLayers *chosen, int index) {
    const NetworkLayer *layer = &network->layers[index];
    const char *why = NULL;
    if (chosen->count == LESSON_CELLS)
        return "a lesson has room for 8 cells";
    if (layer->cell->spec.hidden > LESSON_HIDDEN || network->inputs > LESSON_INPUTS)
        return "a lesson has room for 1024 inputs and units";
    if (layer->source_count > CELL_SOURCES)
        return "it reads more than a cell can";
    for (int k = 0; !why && k < layer->source_count; k++)
        why = unread(network, chosen, &layer->sources[k]);
    return why;
}

_Static_assert(LESSON_CELLS == 8 && LESSON_HIDDEN == 1024 && LESSON_INPUTS == 1024,
               "the limits are said in words");

void look_choose(const Network *network, LookLayers *chosen) {
    *chosen = (LookLayers){.count = 0};
    const char *last = NULL;
    size_t length = 0;
    for (int k = 0; k < network->layer_count; k++) {
        const char *why = unfit(network, chosen, k);
        if (!why) {
            chosen->layers[chosen->count++] = k;
            continue;
        }
        if (length < sizeof chosen->left && (!last || strcmp(last, why) != 0))
            length +=
                (size_t)snprintf(chosen->left + length, sizeof chosen->left - length, "%s%.60s: %s",
                                 last ? "; " : "", network->layers[k].name, why);
        last = why;
    }
}

/* ---- ids ---- */

void look_id(const char *name, char id[LOOK_ID + 1]) {
    starter_id_of(name, name + strlen(name), id);
}

/* One that no earlier layer of the lesson has. */
static void own_id(const Network *network, const LookLayers *chosen, int cell,
                   char id[LOOK_ID + 1]) {
    char other[LOOK_ID + 1];
    look_id(network->layers[chosen->layers[cell]].name, id);
    bool taken = !id[0];
    for (int k = 0; k < cell; k++) {
        look_id(network->layers[chosen->layers[k]].name, other);
        taken = taken || strcmp(other, id) == 0;
    }
    if (taken)
        snprintf(id, LOOK_ID + 1, "cell%d", cell);
}

/* ---- the lesson ---- */

static void put_inputs(FILE *out, int inputs) {
    fputs("  \"inputs\": {\n    \"names\": [", out);
    for (int k = 0; k < inputs; k++)
        fprintf(out, "%s\"x%d\"", k ? ", " : "", k + 1);
    fputs("],\n    \"sequence\": [\n", out);
    for (int t = 0; t < PULSE_STEPS; t++) {
        fputs("      [", out);
        for (int k = 0; k < inputs; k++)
            fprintf(out, "%s%d", k ? ", " : "", t == PULSE_AT && k == 0);
        fprintf(out, "]%s\n", t + 1 < PULSE_STEPS ? "," : "");
    }
    fputs("    ]\n  },\n", out);
}

/* What the file does not tell stands in the lesson. */
static void put_settings(FILE *out, const CellSpec *spec, const NetworkOptions *options) {
    const CellKindInfo *kind = cell_kind(spec->kind);
    for (int k = 0; k < kind->variant_count; k++)
        if (kind->variants[k].told)
            fprintf(out, ", \"%s\": \"%s\"", kind->variants[k].key,
                    kind->variants[k].words[variant_on(spec, k)]);
        else if (kind->variants[k].form == VARIANT_BOOL && variant_on(spec, k))
            fprintf(out, ", \"%s\": true", kind->variants[k].key);
    if (kind->reads_out && spec->candidate == ACTIVATION_RELU &&
        options->nonlinearity == CHOICE_SECOND)
        fputs(", \"activations\": {\"candidate\": \"relu\"}", out);
    if (spec->backward)
        fputs(", \"direction\": \"backward\"", out);
}

static void put_sources(FILE *out, const Network *network, const LookLayers *chosen, int cell) {
    const NetworkLayer *layer = &network->layers[chosen->layers[cell]];
    bool several = layer->source_count > 1;
    char id[LOOK_ID + 1];
    if (!several && layer->sources[0].layer < 0)
        return;
    fputs(several ? ", \"input\": [" : ", \"input\": ", out);
    for (int k = 0; k < layer->source_count; k++) {
        int source = layer->sources[k].layer;
        if (source >= 0)
            own_id(network, chosen, find_chosen(chosen, source), id);
        fprintf(out, "%s\"%s\"", k ? ", " : "", source < 0 ? "inputs" : id);
    }
    fputs(several ? "]" : "", out);
}

static void put_key(FILE *out, const char *key, const char *text) {
    fprintf(out, "\"%s\": ", key);
    json_string_write(out, text);
    fputs(", ", out);
}

static void put_cell(FILE *out, const char *file, const Network *network,
                     const NetworkOptions *options, const LookLayers *chosen, int cell) {
    const NetworkLayer *layer = &network->layers[chosen->layers[cell]];
    const CellSpec *spec = &layer->cell->spec;
    char id[LOOK_ID + 1];
    own_id(network, chosen, cell, id);
    fprintf(out, "    {\n      \"id\": \"%s\", \"kind\": \"%s\", \"hidden\": %d", id,
            cell_kind(spec->kind)->name, spec->hidden);
    put_settings(out, spec, options);
    put_sources(out, network, chosen, cell);
    fputs(",\n      \"title\": \"", out);
    fputs(layer->readout ? "" : cell_kind(spec->kind)->title, out);
    fputs(layer->readout ? "" : ", ", out);
    json_text_write(out, layer->name);
    fputs("\",\n      ", out);
    put_key(out, "weights", file);
    if (layer->module[0] || options->module)
        put_key(out, "module", layer->module[0] ? layer->module : options->module);
    fprintf(out, "\"layer\": %d\n    }", layer->index);
}

void look_write(FILE *out, const char *id, const char *file, const Network *network,
                const NetworkOptions *options, const LookLayers *chosen) {
    assert(chosen->count >= 1);
    fprintf(out,
            "{\n  \"$schema\": \"lesson.schema.json\",\n  \"format\": 1,\n  \"id\": \"%s\",\n"
            "  \"title\": ",
            id);
    json_string_write(out, file);
    fputs(",\n  \"track\": \"own\", \"level\": 1, \"minutes\": 5,\n"
          "  \"goal\": { \"en\": \"Look into a trained network.\", \"zh\": "
          "\"看看训练好的网络里面。\" },\n",
          out);
    put_inputs(out, network->inputs);
    fputs("  \"cells\": [\n", out);
    for (int k = 0; k < chosen->count; k++) {
        put_cell(out, file, network, options, chosen, k);
        fputs(k + 1 < chosen->count ? ",\n" : "\n", out);
    }
    fprintf(out,
            "  ],\n  \"beats\": [\n    {\n      \"say\": {\n"
            "        \"en\": \"A pulse in the first input at t = %d. Paint other inputs in the "
            "timeline, or write your own numbers into the file: what is saved shows at once.\",\n"
            "        \"zh\": \"t = %d 时第一个输入有一个脉冲。可以在时间轴上画别的输入，"
            "也可以把自己的数写进文件：保存后立刻显示。\"\n      },\n"
            "      \"at\": { \"t\": %d }\n    }\n  ]\n}\n",
            PULSE_AT, PULSE_AT, PULSE_AT);
}
