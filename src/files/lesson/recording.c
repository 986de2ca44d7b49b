/* recording.c: see recording.h. */
#include "files/lesson/recording.h"

#include <cJSON.h>
#include <limits.h>
#include <string.h>

#include "base/new_file.h"
#include "files/lesson/keys.h"
#include "lesson/number.h"

enum { ROW_NUMBERS = 12, LINE_ROWS = 8 }; /* on a line, so that an editor can show the file */

/* ---- values ---- */

static void write_number(FILE *out, float value) {
    char text[NUMBER_SIZE];
    number_format(value, text);
    fputs(text, out);
}

/* cJSON knows what has to be escaped. */
static bool write_string(FILE *out, const char *text) {
    cJSON *json = cJSON_CreateString(text);
    char *quoted = json ? cJSON_PrintUnformatted(json) : NULL;
    if (quoted)
        fputs(quoted, out);
    bool good = quoted != NULL;
    cJSON_free(quoted);
    cJSON_Delete(json);
    return good;
}

/* `"key": "text",` at the start of a line. */
static bool write_entry(FILE *out, const char *key, const char *text) {
    fprintf(out, "  \"%s\": ", key);
    bool good = write_string(out, text);
    fputs(",\n", out);
    return good;
}

static void write_list(FILE *out, const float *numbers, int count) {
    putc('[', out);
    for (int k = 0; k < count; k++) {
        fputs(!k ? "" : k % ROW_NUMBERS ? ", " : ",\n          ", out);
        write_number(out, numbers[k]);
    }
    putc(']', out);
}

static void write_rows(FILE *out, const float *numbers, long rows, int columns,
                       const char *margin) {
    int on_line = columns > LINE_ROWS ? 1 : LINE_ROWS / columns;
    putc('[', out);
    for (long row = 0; row < rows; row++) {
        if (row)
            putc(',', out);
        if (row % on_line == 0)
            fprintf(out, "\n%s", margin);
        else
            putc(' ', out);
        write_list(out, numbers + (size_t)row * (size_t)columns, columns);
    }
    putc(']', out);
}

/* ---- the lesson's head and inputs ---- */

static bool write_head(FILE *out, const Lesson *lesson) {
    fprintf(out, "{\n  \"$schema\": \"lesson.schema.json\",\n  \"format\": %d,\n", LESSON_FORMAT);
    bool good = write_entry(out, "id", lesson->id) &&
                write_entry(out, "title", text_in(&lesson->title, NULL)) &&
                write_entry(out, "track", lesson->track);
    fprintf(out, "  \"level\": %d, \"minutes\": ", lesson->level);
    write_number(out, lesson->minutes);
    fputs(",\n", out);
    return good && write_entry(out, "goal", text_in(&lesson->goal, NULL));
}

static bool write_inputs(FILE *out, const Lesson *lesson) {
    bool good = true;
    fputs("  \"inputs\": {\n    \"names\": [", out);
    for (int k = 0; k < lesson->inputs && good; k++) {
        fputs(k ? ", " : "", out);
        good = write_string(out, lesson->input_names[k]);
    }
    fputs("],\n    \"sequence\": ", out);
    write_rows(out, lesson->sequence, lesson->steps, lesson->inputs, "      ");
    fputs("\n  },\n", out);
    return good;
}

/* ---- cells ---- */

static void write_weight(FILE *out, const Cell *cell, int weight, const char **separator) {
    const WeightInfo *info = &cell_kind(cell->spec.kind)->weights[weight];
    int columns = weight_columns(&cell->spec, weight);
    fprintf(out, "%s\n        \"%s\": ", *separator, info->name);
    if (info->shape == WEIGHT_HIDDEN)
        write_list(out, cell->weights[weight], columns);
    else
        write_rows(out, cell->weights[weight], weight_rows(&cell->spec, weight), columns,
                   "          ");
    *separator = ",";
}

/* Those that stand among "weights", or apart, under a variant's own key. */
static void write_weights(FILE *out, const Cell *cell, const VariantInfo *apart) {
    const CellKindInfo *kind = cell_kind(cell->spec.kind);
    const char *separator = "";
    fprintf(out, ",\n      \"%s\": {", apart ? apart->key : "weights");
    for (int weight = 0; weight < kind->weight_count; weight++)
        if (weight_present(&cell->spec, weight) && weight_apart(cell->spec.kind, weight) == apart)
            write_weight(out, cell, weight, &separator);
    fputs("\n      }", out);
}

/* Its name, or with numbers that are not the usual ones an object. */
static void write_activation(FILE *out, Curve curve) {
    const char *name = activation_name(curve.activation);
    int numbers = activation_numbers(curve.activation);
    if (activation_same(curve, activation_usual(curve.activation))) {
        fprintf(out, "\"%s\"", name);
        return;
    }
    fprintf(out, "{\"name\": \"%s\", \"alpha\": ", name);
    write_number(out, curve.alpha);
    if (numbers > 1) {
        fputs(", \"beta\": ", out);
        write_number(out, curve.beta);
    }
    putc('}', out);
}

static void write_activations(FILE *out, const CellSpec *spec) {
    const CellKindInfo *kind = cell_kind(spec->kind);
    const char *separator = "";
    fputs(",\n      \"activations\": {", out);
    for (int slot = 0; slot < SLOT_COUNT; slot++) {
        if (!kind->slots[slot].word)
            continue;
        fprintf(out, "%s\"%s\": ", separator, activation_slot_name((ActivationSlot)slot));
        write_activation(out, cell_curve(spec, (ActivationSlot)slot));
        separator = ", ";
    }
    putc('}', out);
}

/* Those that weights tell of say it themselves. */
static void write_variants(FILE *out, const CellSpec *spec) {
    const CellKindInfo *kind = cell_kind(spec->kind);
    for (int k = 0; k < kind->variant_count; k++) {
        const VariantInfo *variant = &kind->variants[k];
        bool on = variant_on(spec, k), word = variant->form == VARIANT_WORDS;
        if (variant->form != VARIANT_WEIGHTS && (on || variant->told))
            fprintf(out, word ? ", \"%s\": \"%s\"" : ", \"%s\": %s", variant->key,
                    variant->words[on]);
    }
}

/* A list, where the lesson's inputs are among them. */
static void write_sources(FILE *out, const Lesson *lesson, const LessonCell *entry) {
    for (int k = 0; k < entry->source_count; k++) {
        int source = entry->sources[k].cell;
        fprintf(out, "%s\"%s\"", k ? ", " : ", \"input\": [",
                source < 0 ? "inputs" : lesson->cells[source].id);
    }
    if (entry->source_count)
        putc(']', out);
}

static bool write_cell(FILE *out, const Lesson *lesson, const LessonCell *entry) {
    const Cell *cell = entry->cell;
    const CellSpec *spec = &cell->spec;
    const CellKindInfo *kind = cell_kind(spec->kind);
    const char *title = text_in(&entry->title, NULL);
    bool good = true;
    fprintf(out, "    {\n      \"id\": \"%s\", \"kind\": \"%s\", \"hidden\": %d", entry->id,
            cell_kind(spec->kind)->name, spec->hidden);
    if (title[0]) {
        fputs(", \"title\": ", out);
        good = write_string(out, title);
    }
    write_sources(out, lesson, entry);
    if (spec->backward)
        fputs(", \"direction\": \"backward\"", out);
    if (spec->projection)
        fprintf(out, ", \"projection\": %d", spec->projection);
    if (spec->clip > 0) {
        fputs(", \"clip\": ", out);
        write_number(out, spec->clip);
    }
    write_variants(out, spec);
    write_activations(out, spec);
    for (int signal = 0; signal < kind->signal_count; signal++)
        if (kind->signals[signal].has_initial) {
            fprintf(out, ",\n      \"%s0\": ", kind->signals[signal].name);
            write_list(out, cell_initial(cell, signal), signal_width(spec, signal));
        }
    write_weights(out, cell, NULL);
    for (int k = 0; k < kind->variant_count; k++)
        if (kind->variants[k].form == VARIANT_WEIGHTS && variant_on(spec, k))
            write_weights(out, cell, &kind->variants[k]);
    fputs("\n    }", out);
    return good;
}

static bool write_cells(FILE *out, const Lesson *lesson) {
    bool good = true;
    fputs("  \"cells\": [\n", out);
    for (int k = 0; k < lesson->cell_count && good; k++) {
        good = write_cell(out, lesson, &lesson->cells[k]);
        fputs(k + 1 < lesson->cell_count ? ",\n" : "\n  ],\n", out);
    }
    return good;
}

/* ---- beats ---- */

static void write_hold(FILE *out, const Lesson *lesson, const Edit *edit) {
    const LessonCell *cell = &lesson->cells[edit->cell];
    fprintf(out, "{\"hold\": \"%s.%s", cell->id,
            cell_kind(cell->cell->spec.kind)->signals[edit->index].name);
    if (edit->row >= 0)
        fprintf(out, "[%d]", edit->row);
    fputs("\", \"to\": ", out);
    write_number(out, edit->value);
    if (edit->from > 0 || edit->to != LONG_MAX)
        fprintf(out, ", \"steps\": [%ld, %ld]", edit->from,
                edit->to < lesson->steps ? edit->to : lesson->steps - 1);
    putc('}', out);
}

static bool write_claims(FILE *out, const Beat *beat) {
    bool good = true;
    fputs(",\n      \"claims\": [", out);
    for (int k = 0; k < beat->claim_count && good; k++) {
        fputs(k ? ",\n        " : "\n        ", out);
        good = write_string(out, beat->claims[k].source);
    }
    fputs("\n      ]", out);
    return good;
}

static bool write_beat(FILE *out, const Lesson *lesson, const Beat *beat) {
    fputs("    {\n      \"say\": ", out);
    bool good = write_string(out, text_in(&beat->say, NULL));
    if (beat->edit_count)
        fputs(",\n      \"do\": [", out);
    for (int k = 0; k < beat->edit_count; k++) {
        fputs(k ? ",\n        " : "\n        ", out);
        write_hold(out, lesson, &beat->edits[k]);
    }
    if (beat->edit_count)
        fputs("\n      ]", out);
    if (beat->claim_count)
        good = good && write_claims(out, beat);
    fputs("\n    }", out);
    return good;
}

static bool write_beats(FILE *out, const Lesson *lesson) {
    bool good = true;
    fputs("  \"beats\": [\n", out);
    for (int k = 0; k < lesson->beat_count && good; k++) {
        good = write_beat(out, lesson, &lesson->beats[k]);
        fputs(k + 1 < lesson->beat_count ? ",\n" : "\n  ]\n}\n", out);
    }
    return good;
}

bool recording_write(const char *path, const Lesson *lesson, Error *error) {
    NewFile file;
    if (!new_file_open(&file, path, error))
        return false;
    bool whole = write_head(file.out, lesson) && write_inputs(file.out, lesson) &&
                 write_cells(file.out, lesson) && write_beats(file.out, lesson);
    if (!whole)
        error_memory(error, sizeof *lesson, "the lesson's text");
    return new_file_close(&file, whole, error);
}
