/* torch.c: the recurrent layers of a file with PyTorch's names: which modules it has, what each of
 * their layers reads. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "files/network/torch.h"

enum { LIST_TEXT = 190 };

/* ---- modules ---- */

static const char *name_of(const TorchModule *module) {
    return module->parts[0].module;
}

static int directions(const TorchModule *module) {
    for (int k = 0; k < module->part_count; k++)
        if (module->parts[k].backward)
            return 2;
    return 1;
}

/* "encoder (2 layers of LSTM, 6 inputs, 16 units)" */
static void describe(const Torch *torch, const TorchModule *module, char *text, size_t size) {
    CellSpec spec;
    Torch silent = *torch;
    silent.error = NULL;
    const char *name = name_of(module)[0] ? name_of(module) : "\"\"";
    if (torch_spec(&silent, &module->parts[0], &spec))
        snprintf(text, size, "%.60s (%s, %d inputs, %d units)", name, cell_kind(spec.kind)->title,
                 spec.inputs, spec.hidden);
    else
        snprintf(text, size, "%.60s", name);
}

static void list_modules(const Torch *torch, char text[LIST_TEXT]) {
    size_t length = 0;
    text[0] = '\0';
    for (int k = 0; k < torch->names.module_count && length < LIST_TEXT; k++) {
        char one[120];
        describe(torch, &torch->names.modules[k], one, sizeof one);
        length += (size_t)snprintf(text + length, LIST_TEXT - length, "%s%s", k ? "; " : "", one);
    }
}

/* How well a module is the one that was asked for: 2 by its name, 1 where it lies in it or is the end
 * of its path; 0: another. */
static int likeness(const char *module, const char *asked) {
    size_t length = strlen(module), own = strlen(asked);
    if (strcmp(module, asked) == 0)
        return 2;
    if (!own || length <= own)
        return 0;
    bool within = strncmp(module, asked, own) == 0 && module[own] == '.';
    bool end = strcmp(module + length - own, asked) == 0 && module[length - own - 1] == '.';
    return within || end;
}

/* Moves the modules that were asked for to the beginning of the list, in their order; returns how
 * many. */
static int choose_modules(Torch *torch) {
    TorchModule *modules = torch->names.modules;
    const char *asked = torch->options->module;
    int best = 0, count = 0;
    if (!asked)
        return torch->names.module_count;
    for (int k = 0; k < torch->names.module_count; k++)
        if (likeness(name_of(&modules[k]), asked) > best)
            best = likeness(name_of(&modules[k]), asked);
    for (int k = 0; best && k < torch->names.module_count; k++)
        if (likeness(name_of(&modules[k]), asked) == best) {
            TorchModule module = modules[k];
            memmove(&modules[count + 1], &modules[count], (size_t)(k - count) * sizeof *modules);
            modules[count++] = module;
        }
    return count;
}

static void leave_others(const Torch *torch, int chosen) {
    for (int k = chosen; k < torch->names.module_count; k++) {
        const TorchModule *module = &torch->names.modules[k];
        for (int part = 0; part < module->part_count; part++)
            for (int n = 0; n < STEM_COUNT * FORM_COUNT; n++) {
                int array = module->parts[part].arrays[n / FORM_COUNT][n % FORM_COUNT];
                if (array >= 0)
                    network_left(torch->network, torch->set->tensors[array].name,
                                 "of the module \"%.80s\", which was not asked for",
                                 name_of(module));
            }
    }
}

/* ---- layers ---- */

/* What a layer gives, in all its directions. */
static int width_of(const Network *network, const NetworkTop *top) {
    const CellSpec *spec = &network->layers[top->layers[0]].cell->spec;
    return top->layer_count * (spec->projection ? spec->projection : spec->hidden);
}

static bool read_from(const Torch *torch, NetworkLayer *layer, const NetworkTop *below) {
    if (!below->layer_count)
        return network_reads(layer, -1, 0, layer->cell->spec.inputs, torch->error);
    for (int k = 0; k < below->layer_count; k++)
        if (!network_reads(layer, below->layers[k], 0, below->width / below->layer_count,
                           torch->error))
            return false;
    return true;
}

static bool fail_inputs(const Torch *torch, const TorchPart *part, int inputs) {
    const TensorInfo *ih = &torch->set->tensors[torch_array(part, STEM_IH)];
    char found[SHAPE_TEXT];
    network_fails(torch->network, torch->error, "\"%.100s\" has the wrong shape", ih->name);
    error_expected(torch->error, "%zu x %d, as wide as what it reads", ih->shape[0], inputs);
    error_found(torch->error, "%s", network_shape(ih, found));
    return false;
}

/* Layer k in its directions, on what is below. */
static bool read_layer(Torch *torch, const TorchModule *module, int number, const char *prefix,
                       NetworkTop *top, bool biases) {
    NetworkTop below = *top;
    int count = directions(module);
    for (int k = 0; k < count; k++) {
        const TorchPart *part = &module->parts[number * count + k];
        char name[48];
        CellSpec spec;
        if (!torch_spec(torch, part, &spec))
            return false;
        int inputs = below.layer_count ? below.width : k ? top->inputs : spec.inputs;
        if (spec.inputs != inputs)
            return fail_inputs(torch, part, inputs);
        snprintf(name, sizeof name, "layer%d%s", number, k ? "_reverse" : "");
        NetworkLayer *layer =
            network_add(torch->network, prefix, name, number, &spec, torch->error);
        if (!layer || !read_from(torch, layer, &below) || !torch_fill(torch, part, layer, biases))
            return false;
        if (!number && !k)
            top->inputs = inputs;
        top->layers[k] = torch->network->layer_count - 1;
    }
    top->layer_count = count;
    top->width = width_of(torch->network, top);
    return true;
}

/* Every layer from 0 on, in all directions. */
static bool check_whole(const Torch *torch, const TorchModule *module) {
    int count = directions(module);
    for (int k = 0; k < module->part_count || k % count; k++) {
        TorchPart missing = {.layer = k / count, .backward = k % count != 0};
        const TorchPart *part = k < module->part_count ? &module->parts[k] : NULL;
        char name[TORCH_NAME];
        if (part && part->layer == missing.layer && part->backward == missing.backward)
            continue;
        network_fails(torch->network, torch->error, "the file has no array \"%.80s%s%s\"",
                      name_of(module), name_of(module)[0] ? "." : "",
                      torch_name(&missing, STEM_IH, name));
        error_found(torch->error, "\"%.90s\" without it",
                    torch->set->tensors[(part ? part : &module->parts[k - 1])->first].name);
        error_hint(torch->error, "is it one file of several? All belong together");
        return false;
    }
    return true;
}

static bool any_bias(const TorchModule *module) {
    for (int k = 0; k < module->part_count; k++)
        if (torch_has_bias(&module->parts[k]))
            return true;
    return false;
}

static void warn_of_biases(const Torch *torch, const TorchModule *module) {
    char name[TORCH_NAME];
    network_warn(torch->network,
                 "there is no \"%.60s%s%s\" nor another bias of its layers: they are 0, as with "
                 "bias=False; one file of several lacks them too",
                 name_of(module), name_of(module)[0] ? "." : "",
                 torch_name(&module->parts[0], STEM_BIAS_IH, name));
}

/* *top: what it reads; then its own. prefix: of its layers' names. */
static bool read_module(Torch *torch, const TorchModule *module, const char *prefix,
                        NetworkTop *top) {
    bool biases = any_bias(module);
    int layers = module->part_count / directions(module);
    if (!check_whole(torch, module))
        return false;
    for (int k = 0; k < layers; k++)
        if (!read_layer(torch, module, k, prefix, top, biases))
            return false;
    if (!biases)
        warn_of_biases(torch, module);
    snprintf(top->module, sizeof top->module, "%s", prefix);
    snprintf(top->path, sizeof top->path, "%s", name_of(module));
    top->index = layers;
    top->first = module->parts[0].first;
    return true;
}

/* ---- several modules ---- */

static size_t inputs_of(const Torch *torch, const TorchModule *module) {
    int array = torch_array(&module->parts[0], STEM_IH);
    const TensorInfo *ih = array >= 0 ? &torch->set->tensors[array] : NULL;
    return ih && ih->rank == 2 ? ih->shape[1] : 0;
}

/* What the module's last layer gives. */
static size_t outputs_of(const Torch *torch, const TorchModule *module) {
    int array = torch_array(&module->parts[module->part_count - 1], STEM_HH);
    const TensorInfo *hh = array >= 0 ? &torch->set->tensors[array] : NULL;
    return hh && hh->rank == 2 ? hh->shape[1] * (size_t)directions(module) : 0;
}

/* Whether a module reads the one before: numbered names, and widths that fit. */
static bool is_stacked(const Torch *torch, int module) {
    const TorchModule *modules = torch->names.modules;
    return module > 0 &&
           network_numbered(name_of(&modules[module - 1]), name_of(&modules[module])) &&
           inputs_of(torch, &modules[module]) == outputs_of(torch, &modules[module - 1]);
}

static bool check_widths(const Torch *torch, int count) {
    const TorchModule *modules = torch->names.modules;
    for (int k = 1; k < count; k++) {
        char list[LIST_TEXT];
        if (is_stacked(torch, k) || inputs_of(torch, &modules[k]) == inputs_of(torch, &modules[0]))
            continue;
        list_modules(torch, list);
        network_fails(torch->network, torch->error,
                      "the file has several networks, which read inputs of different width: choose "
                      "one by its module");
        error_expected(torch->error, "%s", list);
        error_hint(torch->error, "--module %.60s", name_of(&modules[0]));
        return false;
    }
    return true;
}

static void tell_apart(const Torch *torch, int module) {
    const char *name = name_of(&torch->names.modules[module]);
    char option[NETWORK_NAME + 16];
    snprintf(option, sizeof option, "--module %s", name);
    if (is_stacked(torch, module))
        network_guess(torch->network, option,
                      "\"%.40s\" reads \"%.40s\", since they are numbered and fit each other", name,
                      name_of(&torch->names.modules[module - 1]));
    else
        network_guess(torch->network, option,
                      "\"%.40s\" and \"%.40s\" stand apart, and each reads the data: the arrays do "
                      "not tell",
                      name_of(&torch->names.modules[0]), name);
}

static int compare_tops(const void *a, const void *b) {
    return ((const NetworkTop *)a)->first < ((const NetworkTop *)b)->first ? -1 : 1;
}

/* What linear layers may belong to instead: the modules that are not shown. In the file's order, so
 * that a readout has one number whether its module is asked for or not. */
static void add_unshown(Torch *torch, int count) {
    for (int k = count; k < torch->names.module_count && torch->top_count < NETWORK_LAYERS; k++) {
        const TorchModule *module = &torch->names.modules[k];
        NetworkTop *top = &torch->tops[torch->top_count++];
        *top = (NetworkTop){.width = (int)outputs_of(torch, module),
                            .inputs = (int)inputs_of(torch, module),
                            .first = module->parts[0].first};
        snprintf(top->path, sizeof top->path, "%s", name_of(module));
    }
    qsort(torch->tops, (size_t)torch->top_count, sizeof *torch->tops, compare_tops);
}

static bool read_modules(Torch *torch, int count) {
    if (!check_widths(torch, count))
        return false;
    for (int k = 0; k < count; k++) {
        bool stacked = is_stacked(torch, k);
        if (stacked)
            torch->top_count--;
        NetworkTop top = {0};
        if (stacked)
            top = torch->tops[torch->top_count];
        const TorchModule *module = &torch->names.modules[k];
        if (!read_module(torch, module, count > 1 ? name_of(module) : "", &top))
            return false;
        if (k)
            tell_apart(torch, k);
        torch->tops[torch->top_count++] = top;
    }
    add_unshown(torch, count);
    return true;
}

/* ---- all ---- */

static bool fail_none(const Torch *torch) {
    const TensorSet *set = torch->set;
    bool quantised = false;
    for (int k = 0; k < set->count; k++)
        quantised = quantised || strstr(set->tensors[k].name, "_packed_params") ||
                    strstr(set->tensors[k].name, "_all_weight_values");
    network_fails(torch->network, torch->error, "the file has no recurrent layer%s",
                  quantised ? ": its weights are quantised" : "");
    error_expected(torch->error,
                   "names such as \"weight_ih_l0\" and \"weight_hh_l0\" (PyTorch), or \"kernel\" "
                   "and \"recurrent_kernel\" (Keras)");
    error_found(torch->error, "%d array%s%s%.70s%s", set->count, set->count == 1 ? "" : "s",
                set->count ? ", \"" : "", set->count ? set->tensors[0].name : "",
                set->count ? "\" first" : "");
    if (quantised)
        error_hint(torch->error, "save the state_dict of the model before it is quantised");
    return false;
}

static bool read_all(Torch *torch) {
    int count = choose_modules(torch);
    if (!torch->names.module_count)
        return fail_none(torch);
    if (!count) {
        char list[LIST_TEXT];
        list_modules(torch, list);
        network_fails(torch->network, torch->error, "the file has no module \"%.60s\"",
                      torch->options->module);
        error_expected(torch->error, "%s", list);
        return false;
    }
    leave_others(torch, count);
    return read_modules(torch, count) && torch_read_rest(torch);
}

/* PyTorch has only one GRU. */
static void warn_of_reset(const Torch *torch) {
    for (int k = 0; k < torch->network->layer_count; k++)
        if (torch->options->reset == CHOICE_FIRST &&
            torch->network->layers[k].cell->spec.reset_after) {
            network_warn(torch->network, "a GRU with PyTorch's names resets after the product: "
                                         "\"before\" changes nothing");
            return;
        }
}

bool network_read_torch(Network *network, TensorSet *set, const NetworkOptions *options,
                        Error *error) {
    Torch torch = {.network = network, .set = set, .options = options, .error = error};
    if (!torch_names_read(&torch.names, network, set, error))
        return false;
    bool good = read_all(&torch);
    if (good)
        warn_of_reset(&torch);
    torch_names_free(&torch.names);
    return good;
}
