/* torch_fill.c: one direction of a layer out of PyTorch's arrays; see torch.h. */
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "files/network/torch.h"

enum { GATES_TEXT = 80 };

static const TensorInfo *info(const Torch *torch, int array) {
    return &torch->set->tensors[array];
}

/* ---- what it is ---- */

static bool fail_missing(const Torch *torch, const TorchPart *part, TorchStem stem) {
    char name[TORCH_NAME];
    const char *dot = part->module[0] ? "." : "";
    network_fails(torch->network, torch->error, "the file has no array \"%.80s%s%s\"", part->module,
                  dot, torch_name(part, stem, name));
    error_found(torch->error, "\"%.90s\" without it", info(torch, part->first)->name);
    error_hint(torch->error, "is it one file of several? All belong together");
    return false;
}

static bool fail_kind(const Torch *torch, const TensorInfo *ih, const TensorInfo *hh) {
    char shapes[2][SHAPE_TEXT];
    network_fails(torch->network, torch->error,
                  "\"%.60s\" and \"%.60s\" are no LSTM's, GRU's or "
                  "RNN's",
                  ih->name, hh->name);
    error_expected(torch->error,
                   "in both 4, 3 or 1 rows a unit, and a column a unit in the second");
    error_found(torch->error, "%.50s and %.50s", network_shape(ih, shapes[0]),
                network_shape(hh, shapes[1]));
    return false;
}

/* Entries of h, and units; 0 where the shapes do not say. */
static bool find_sizes(const Torch *torch, const TorchPart *part, size_t *out, size_t *units) {
    int hr = torch_array(part, STEM_HR);
    const TensorInfo *hh = info(torch, torch_array(part, STEM_HH));
    *out = hh->rank == 2 ? hh->shape[1] : 0;
    *units = *out;
    if (hr < 0)
        return true;
    const TensorInfo *projection = info(torch, hr);
    *units = projection->rank == 2 ? projection->shape[1] : 0;
    if (projection->rank == 2 && projection->shape[0] == *out)
        return true;
    char found[SHAPE_TEXT];
    network_fails(torch->network, torch->error, "\"%.100s\" has the wrong shape", projection->name);
    error_expected(torch->error, "%zu rows, as \"%.60s\" has columns", *out, hh->name);
    error_found(torch->error, "%s", network_shape(projection, found));
    return false;
}

/* The curve that the file says of one of the part's arrays; NULL: of none. */
static const char *said_curve(const Torch *torch, const TorchPart *part) {
    const char *said = NULL;
    for (int k = 0; !said && k < STEM_COUNT * FORM_COUNT; k++) {
        int array = part->arrays[k / FORM_COUNT][k % FORM_COUNT];
        said = array < 0 ? NULL : info(torch, array)->curve;
    }
    return said;
}

/* tanh or relu: what the caller knows, what the file says, or a guess. */
static Activation choose_curve(const Torch *torch, const TorchPart *part) {
    NetworkChoice asked = torch->options->nonlinearity;
    const char *said = said_curve(torch, part);
    bool told = said && strcmp(said, "relu") == 0;
    bool relu = asked == CHOICE_FILE ? told : asked == CHOICE_SECOND;
    if (asked == CHOICE_FILE && !said)
        network_guess(torch->network, "--nonlinearity relu",
                      "tanh, since the arrays do not tell it from relu");
    if (said && relu != told && part->layer == 0 && !part->backward)
        network_warn(torch->network,
                     "\"%.80s\" is of an RNN with %s, as the file says: with %s it computes "
                     "something else",
                     info(torch, part->first)->name, said, relu ? "relu" : "tanh");
    return relu ? ACTIVATION_RELU : ACTIVATION_TANH;
}

static void choose(const Torch *torch, const TorchPart *part, CellSpec *spec) {
    const CellKindInfo *kind = cell_kind(spec->kind);
    for (int k = 0; k < kind->variant_count; k++)
        variant_set(spec, k, kind->variants[k].usual);
    if (kind->reads_out)
        cell_set_activation(spec, SLOT_CANDIDATE, choose_curve(torch, part));
}

bool torch_spec(const Torch *torch, const TorchPart *part, CellSpec *spec) {
    int arrays[] = {torch_array(part, STEM_IH), torch_array(part, STEM_HH)};
    size_t out, units;
    if (arrays[0] < 0 || arrays[1] < 0)
        return fail_missing(torch, part, arrays[0] < 0 ? STEM_IH : STEM_HH);
    if (!find_sizes(torch, part, &out, &units))
        return false;
    const TensorInfo *ih = info(torch, arrays[0]), *hh = info(torch, arrays[1]);
    size_t sources = ih->rank == 2 ? ih->shape[1] : 0;
    bool sized = units > 0 && units <= INT_MAX && sources > 0 && sources <= INT_MAX && out > 0;
    for (int kind = 0; sized && kind < cell_kind_count(); kind++) {
        size_t gates = (size_t)cell_kind((CellKind)kind)->torch_count;
        bool projects = cell_kind((CellKind)kind)->memory != SIGNAL_H;
        if (!cell_kind_kept((CellKind)kind) || ih->shape[0] != gates * units ||
            hh->shape[0] != ih->shape[0] || (torch_array(part, STEM_HR) >= 0 && !projects))
            continue;
        *spec = cell_spec((CellKind)kind, (int)sources, (int)units);
        spec->backward = part->backward;
        spec->projection = torch_array(part, STEM_HR) >= 0 ? (int)out : 0;
        choose(torch, part, spec);
        return true;
    }
    return fail_kind(torch, ih, hh);
}

/* ---- numbers of one array, however it is kept ---- */

/* w = v g / |v|, |v| over a row, a column or all, as g has numbers (Salimans and Kingma 2016,
 * equation 2). */
static bool multiply_out(const Torch *torch, int g_index, float *v, size_t rows, size_t columns) {
    const TensorInfo *about = info(torch, g_index);
    bool all = about->count == 1, by_column = !all && about->rank == 2 && about->shape[0] == 1;
    size_t lines = all ? 1 : by_column ? columns : rows, step = by_column ? columns : 1;
    size_t length = all ? rows * columns : by_column ? rows : columns;
    float *g = network_numbers(torch->network, torch->set, g_index,
                               about->rank == 0 ? 0
                               : by_column      ? 1
                                                : lines,
                               about->rank != 2 ? 0
                               : by_column      ? columns
                                                : 1,
                               torch->error);
    for (size_t line = 0; g && line < lines; line++) {
        float *first = v + line * (by_column ? 1 : columns);
        double sum = 0;
        for (size_t k = 0; k < length; k++)
            sum += (double)first[k * step] * (double)first[k * step];
        double scale = (double)g[line] / sqrt(sum);
        for (size_t k = 0; k < length; k++)
            first[k * step] = (float)((double)first[k * step] * scale);
    }
    bool good = g != NULL;
    free(g);
    return good;
}

static bool check_forms(const Torch *torch, const TorchPart *part, TorchStem stem) {
    const int *forms = part->arrays[stem];
    int lone = forms[FORM_NORM_G] >= 0 ? forms[FORM_NORM_G] : forms[FORM_NORM_V];
    if ((forms[FORM_NORM_G] >= 0) == (forms[FORM_NORM_V] >= 0))
        return true;
    return network_fails(torch->network, torch->error,
                         "\"%.100s\" is half of a weight norm: its other half is missing",
                         info(torch, lone)->name);
}

static void say_used(const Torch *torch, const TorchPart *part, TorchStem stem, const char *layer,
                     const char *what) {
    const int *forms = part->arrays[stem];
    char name[TORCH_NAME];
    torch_name(part, stem, name);
    if (forms[FORM_NORM_V] >= 0) {
        network_used(torch->network, info(torch, forms[FORM_NORM_V])->name,
                     "%s: %s, the directions of their weight norm", layer, what);
        network_used(torch->network, info(torch, forms[FORM_NORM_G])->name,
                     "%s: %s, the lengths of their weight norm", layer, what);
    } else if (forms[FORM_RAW] >= 0) {
        network_used(torch->network, info(torch, forms[FORM_RAW])->name,
                     "%s: %s, before any are dropped in training", layer, what);
    } else {
        network_used(torch->network, info(torch, forms[FORM_PLAIN])->name, "%s: %s", layer, what);
        return;
    }
    if (forms[FORM_PLAIN] >= 0)
        network_left(torch->network, info(torch, forms[FORM_PLAIN])->name,
                     "%s: made from \"%.80s\", which was taken", layer,
                     info(torch, torch_array(part, stem))->name);
}

/* The numbers, rows x columns (columns 0: a vector), the caller's; NULL and an error. */
static float *load(const Torch *torch, const TorchPart *part, TorchStem stem, size_t rows,
                   size_t columns) {
    int array = torch_array(part, stem), g = part->arrays[stem][FORM_NORM_G];
    if (!check_forms(torch, part, stem))
        return NULL;
    if (info(torch, array)->rank != (columns ? 2 : 1) || !columns)
        g = -1; /* the shape is refused; biases have no norm */
    float *numbers =
        network_numbers(torch->network, torch->set, array, rows, columns, torch->error);
    if (numbers && g >= 0 && !multiply_out(torch, g, numbers, rows, columns)) {
        free(numbers);
        return NULL;
    }
    return numbers;
}

/* ---- into the cell ---- */

/* to[source][unit] = from[unit][source]. */
static void transpose(float *to, const float *from, int sources, int units) {
    for (int source = 0; source < sources; source++)
        for (int unit = 0; unit < units; unit++)
            to[(size_t)source * (size_t)units + (size_t)unit] =
                from[(size_t)unit * (size_t)sources + (size_t)source];
}

/* The weight of a gate that an array of the stem fills. */
static int weight_of(const TorchGate *gate, TorchStem stem) {
    switch (stem) {
    case STEM_IH:
        return gate->weights.from_x;
    case STEM_HH:
        return gate->weights.from_h;
    case STEM_BIAS_HH:
        return gate->hidden_bias >= 0 ? gate->hidden_bias : gate->weights.bias;
    default:
        return gate->weights.bias;
    }
}

/* "W_xi, W_xf, W_xc, W_xo" */
static const char *gates_text(const CellKindInfo *kind, TorchStem stem, char text[GATES_TEXT]) {
    size_t length = 0;
    for (int k = 0; k < kind->torch_count && length < GATES_TEXT; k++)
        length += (size_t)snprintf(text + length, GATES_TEXT - length, "%s%s", k ? ", " : "",
                                   kind->weights[weight_of(&kind->torch[k], stem)].name);
    return text;
}

static bool fill_matrices(const Torch *torch, const TorchPart *part, TorchStem stem,
                          NetworkLayer *layer) {
    const CellSpec *spec = &layer->cell->spec;
    const CellKindInfo *kind = cell_kind(spec->kind);
    char what[GATES_TEXT];
    int sources = stem == STEM_IH    ? spec->inputs
                  : spec->projection ? spec->projection
                                     : spec->hidden;
    size_t units = (size_t)spec->hidden, gates = (size_t)kind->torch_count;
    float *numbers = load(torch, part, stem, gates * units, (size_t)sources);
    if (!numbers)
        return false;
    for (size_t gate = 0; gate < gates; gate++)
        transpose(layer->cell->weights[weight_of(&kind->torch[gate], stem)],
                  numbers + gate * units * (size_t)sources, sources, spec->hidden);
    free(numbers);
    say_used(torch, part, stem, layer->name, gates_text(kind, stem, what));
    return true;
}

/* bias_ih is set, bias_hh is added to it or kept apart. */
static bool fill_biases(const Torch *torch, const TorchPart *part, TorchStem stem,
                        NetworkLayer *layer) {
    const CellKindInfo *kind = cell_kind(layer->cell->spec.kind);
    size_t units = (size_t)layer->cell->spec.hidden, gates = (size_t)kind->torch_count;
    char what[GATES_TEXT];
    float *numbers = load(torch, part, stem, gates * units, 0);
    if (!numbers)
        return false;
    for (size_t gate = 0; gate < gates; gate++) {
        float *bias = layer->cell->weights[weight_of(&kind->torch[gate], stem)];
        for (size_t unit = 0; unit < units; unit++)
            bias[unit] += numbers[gate * units + unit];
    }
    free(numbers);
    say_used(torch, part, stem, layer->name, gates_text(kind, stem, what));
    return true;
}

/* The weight with which a cell projects its h, a row a unit; NO_WEIGHT: none. */
static int projection_of(const CellSpec *spec) {
    return weight_find(spec->kind, "W_hr");
}

static bool fill_projection(const Torch *torch, const TorchPart *part, NetworkLayer *layer) {
    const CellSpec *spec = &layer->cell->spec;
    int weight = projection_of(spec);
    if (!spec->projection)
        return true;
    if (weight < 0 || !layer->cell->weights[weight])
        return network_fails(torch->network, torch->error, "\"%.80s\": no cell here projects its h",
                             info(torch, torch_array(part, STEM_HR))->name);
    float *numbers = load(torch, part, STEM_HR, (size_t)spec->projection, (size_t)spec->hidden);
    if (!numbers)
        return false;
    transpose(layer->cell->weights[weight], numbers, spec->hidden, spec->projection);
    free(numbers);
    say_used(torch, part, STEM_HR, layer->name, cell_kind(spec->kind)->weights[weight].name);
    return true;
}

bool torch_has_bias(const TorchPart *part) {
    return torch_array(part, STEM_BIAS_IH) >= 0 || torch_array(part, STEM_BIAS_HH) >= 0;
}

bool torch_fill(const Torch *torch, const TorchPart *part, NetworkLayer *layer, bool biases) {
    for (TorchStem stem = STEM_BIAS_IH; biases && stem <= STEM_BIAS_HH; stem++)
        if (torch_array(part, stem) < 0)
            return fail_missing(torch, part, stem);
    bool good = fill_matrices(torch, part, STEM_IH, layer) &&
                fill_matrices(torch, part, STEM_HH, layer) &&
                (!biases || (fill_biases(torch, part, STEM_BIAS_IH, layer) &&
                             fill_biases(torch, part, STEM_BIAS_HH, layer))) &&
                fill_projection(torch, part, layer);
    cell_touch(layer->cell);
    return good;
}
