/* linear.c: see linear.h. */
#include "files/network/linear.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Sides {
    size_t inputs, outputs;
} Sides;

static Sides sides_of(const TensorSet *set, const NetworkLinear *linear) {
    const size_t *shape = set->tensors[linear->weight].shape;
    return linear->by_inputs ? (Sides){shape[0], shape[1]} : (Sides){shape[1], shape[0]};
}

/* How many letters both names begin with. */
static size_t common(const char *a, const char *b) {
    size_t k = 0;
    while (a[k] && a[k] == b[k])
        k++;
    return k;
}

static NetworkTop *nearest_top(NetworkTop *tops, int count, const NetworkLinear *linear,
                               size_t inputs) {
    NetworkTop *best = NULL;
    for (int k = 0; k < count; k++)
        if ((size_t)tops[k].width == inputs &&
            (!best || common(tops[k].path, linear->name) >= common(best->path, linear->name)))
            best = &tops[k];
    return best;
}

static const char *skip_digits(const char *text) {
    return text + strspn(text, "0123456789");
}

bool network_numbered(const char *a, const char *b) {
    for (; *a || *b; a++, b++) {
        a = skip_digits(a);
        b = skip_digits(b);
        if (*a != *b)
            return false;
        if (!*a)
            return true;
    }
    return true;
}

/* The readout's name: where the layers' names have no module, without what its path and theirs begin
 * with: "fc" of "model.fc" beside "model.rnn". */
static const char *shown_name(const NetworkTop *tops, int count, const char *name) {
    const char *begin = name;
    int shown = 0;
    while (shown < count && !tops[shown].layer_count)
        shown++;
    if (shown == count || tops[shown].module[0])
        return name;
    size_t length = common(tops[shown].path, name);
    for (size_t k = 0; k < length; k++)
        if (name[k] == '.')
            begin = name + k + 1;
    return *begin ? begin : name;
}

/* The readout that this one is likely to stand behind; NULL: none. */
static const NetworkLayer *before_it(const Network *network, const char *name, size_t inputs) {
    for (int k = 0; k < network->layer_count; k++) {
        const NetworkLayer *layer = &network->layers[k];
        if (layer->readout && (size_t)layer->cell->spec.hidden == inputs &&
            network_numbered(layer->name, name))
            return layer;
    }
    return NULL;
}

static void leave(Network *network, const TensorSet *set, const NetworkLinear *linear,
                  const char *why) {
    network_left(network, set->tensors[linear->weight].name, "%s", why);
    if (linear->bias >= 0)
        network_left(network, set->tensors[linear->bias].name, "left with \"%.100s\"",
                     set->tensors[linear->weight].name);
}

/* Why it is no readout; false: it is one of *top. */
static bool is_left(const Network *network, NetworkTop *tops, int top_count,
                    const NetworkLinear *linear, Sides sides, NetworkTop **top, char *why,
                    size_t size) {
    const NetworkLayer *before =
        before_it(network, shown_name(tops, top_count, linear->name), sides.inputs);
    *top = nearest_top(tops, top_count, linear, sides.inputs);
    if (before)
        snprintf(why, size,
                 "a linear layer that reads what \"%.60s\" gives, through what the file does not "
                 "tell",
                 before->name);
    else if (*top && !(*top)->layer_count)
        snprintf(why, size, "a linear layer behind the module \"%.80s\", which was not asked for",
                 (*top)->path);
    else if (!*top && top_count == 1)
        snprintf(why, size, "a linear layer of %zu inputs: %s gives %d", sides.inputs,
                 network->layers[tops->layers[0]].name, tops->width);
    else if (!*top)
        snprintf(why, size, "a linear layer of %zu inputs: no last layer gives so many",
                 sides.inputs);
    else if (linear->weight < (*top)->first && sides.outputs == (size_t)(*top)->inputs)
        snprintf(why, size,
                 "a linear layer that stands before the recurrent ones and gives as many numbers "
                 "as these read: what is in front of them is not shown");
    else if (!network_readout_fits(network, sides.outputs))
        snprintf(why, size, "a linear readout of %zu outputs: more than there is room for",
                 sides.outputs);
    else
        return false;
    return true;
}

static bool fill(Network *network, TensorSet *set, NetworkLayer *layer, const NetworkLinear *linear,
                 Error *error) {
    const CellSpec *spec = &layer->cell->spec;
    const ProductBlock *block = &cell_kind(spec->kind)->torch[0].weights;
    size_t inputs = (size_t)spec->inputs, outputs = (size_t)spec->hidden;
    const size_t *shape = set->tensors[linear->weight].shape;
    float *to = layer->cell->weights[block->from_x];
    float *from = network_numbers(network, set, linear->weight, shape[0], shape[1], error);
    for (size_t k = 0; from && k < inputs * outputs; k++)
        to[k] = linear->by_inputs ? from[k] : from[k % outputs * inputs + k / outputs];
    if (!from)
        return false;
    free(from);
    if (linear->bias < 0)
        return true;
    from = network_numbers(network, set, linear->bias, outputs, 0, error);
    if (from)
        memcpy(layer->cell->weights[block->bias], from, outputs * sizeof *from);
    free(from);
    return from != NULL;
}

static bool take(Network *network, TensorSet *set, NetworkTop *top, const NetworkLinear *linear,
                 const char *name, Sides sides, Error *error) {
    NetworkLayer *layer = network_readout(network, top->module, name, top->index, (int)sides.inputs,
                                          (int)sides.outputs, error);
    if (!layer)
        return false;
    top->index++;
    for (int k = 0; k < top->layer_count; k++)
        if (!network_reads(layer, top->layers[k], 0, top->width / top->layer_count, error))
            return false;
    if (!fill(network, set, layer, linear, error))
        return false;
    cell_touch(layer->cell);
    const char *below = network->layers[top->layers[0]].name;
    network_used(network, set->tensors[linear->weight].name, "%s: a linear readout of %s%s",
                 layer->name, below, top->layer_count > 1 ? " in both directions" : "");
    if (linear->bias >= 0)
        network_used(network, set->tensors[linear->bias].name, "%s: its bias", layer->name);
    return true;
}

bool network_take_linear(Network *network, TensorSet *set, NetworkTop *tops, int top_count,
                         const NetworkLinear *linear, Error *error) {
    char why[200];
    NetworkTop *top;
    Sides sides = sides_of(set, linear);
    if (!is_left(network, tops, top_count, linear, sides, &top, why, sizeof why))
        return take(network, set, top, linear, shown_name(tops, top_count, linear->name), sides,
                    error);
    leave(network, set, linear, why);
    return true;
}
