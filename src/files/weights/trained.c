/* trained.c: see trained.h. */
#include "files/weights/trained.h"

#include <assert.h>
#include <string.h>

#include "files/json/text.h"
#include "files/weights/keras.h"
#include "files/weights/torch.h"

enum { PULSE_STEPS = 24, PULSE_AT = 2 };

static bool is_keras(const char *path) {
    size_t length = strlen(path);
    return length > 4 && strcmp(path + length - 4, ".npz") == 0;
}

bool trained_weights_read(Cell *cell, const char *path, int layer, Error *error) {
    return is_keras(path) ? keras_weights_read(cell, path, layer, error)
                          : torch_weights_read(cell, path, layer, error);
}

static bool read_spec(const char *path, int layer, CellSpec *spec, Error *error) {
    return is_keras(path) ? keras_weights_spec(path, layer, spec, error)
                          : torch_weights_spec(path, layer, spec, error);
}

/* Layers that do not read the one before are another network's. */
int trained_weights_specs(const char *path, CellSpec *specs, int most, Error *error) {
    assert(most >= 1);
    int count = 0;
    Error none;
    while (count < most && read_spec(path, count, &specs[count], count ? &none : error) &&
           (count == 0 || specs[count].inputs == specs[count - 1].hidden))
        count++;
    return count;
}

/* ---- a lesson ---- */

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

static void put_cell(FILE *out, const char *name, const CellSpec *spec, int layer) {
    fprintf(out, "    {\n      \"id\": \"layer%d\", \"kind\": \"%s\", \"hidden\": %d", layer,
            cell_kind(spec->kind)->name, spec->hidden);
    const CellKindInfo *kind = cell_kind(spec->kind);
    for (int k = 0; k < kind->variant_count; k++)
        if (kind->variants[k].told)
            fprintf(out, ", \"%s\": \"%s\"", kind->variants[k].key,
                    kind->variants[k].words[variant_on(spec, k)]);
    if (layer)
        fprintf(out, ", \"input\": \"layer%d\"", layer - 1);
    fprintf(out, ",\n      \"title\": \"%s, layer %d\",\n      \"weights\": \"",
            cell_kind(spec->kind)->title, layer);
    json_text_write(out, name);
    fprintf(out, "\", \"layer\": %d\n    }", layer);
}

void trained_weights_lesson(FILE *out, const char *id, const char *name, const CellSpec *specs,
                            int count) {
    assert(count >= 1);
    fprintf(out,
            "{\n  \"$schema\": \"lesson.schema.json\",\n  \"format\": 1,\n  \"id\": \"%s\",\n"
            "  \"title\": \"",
            id);
    json_text_write(out, name);
    fputs("\",\n  \"track\": \"own\", \"level\": 1, \"minutes\": 5,\n"
          "  \"goal\": { \"en\": \"Look into a trained network.\", \"zh\": "
          "\"看看训练好的网络里面。\" },\n",
          out);
    put_inputs(out, specs[0].inputs);
    fputs("  \"cells\": [\n", out);
    for (int k = 0; k < count; k++) {
        put_cell(out, name, &specs[k], k);
        fputs(k + 1 < count ? ",\n" : "\n", out);
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
