/* torch_names.c: see torch_names.h. */
#include "files/network/torch_names.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"

enum { LAYER_MOST = 9999, PARTS_MOST = 1024 };

static const char *const STEMS[STEM_COUNT] = {"weight_ih", "weight_hh", "bias_ih", "bias_hh",
                                              "weight_hr"};

/* ---- one name ---- */

typedef struct Name {
    char module[NETWORK_NAME];
    int layer;
    bool backward, cell;
    TorchStem stem;
    TorchForm form;
} Name;

static bool begins(const char **text, const char *word) {
    size_t length = strlen(word);
    if (strncmp(*text, word, length) != 0)
        return false;
    *text += length;
    return true;
}

static bool read_layer(const char **text, int *layer) {
    const char *begin = *text;
    for (*layer = 0; **text >= '0' && **text <= '9' && *layer <= LAYER_MOST; ++*text)
        *layer = *layer * 10 + (**text - '0');
    return *text > begin && *layer <= LAYER_MOST;
}

static bool read_form(const char *text, TorchForm *form) {
    static const char *const ENDS[FORM_COUNT] = {"", "_raw", "_g", "_v"};
    for (int k = 0; k < FORM_COUNT; k++)
        if (strcmp(text, ENDS[k]) == 0) {
            *form = (TorchForm)k;
            return true;
        }
    return false;
}

/* "weight_hh_l0_reverse_g", what stands behind the module. */
static bool read_own(const char *text, Name *name) {
    int stem = 0;
    while (stem < STEM_COUNT && !begins(&text, STEMS[stem]))
        stem++;
    if (stem == STEM_COUNT)
        return false;
    name->stem = (TorchStem)stem;
    name->cell = !begins(&text, "_l");
    if (!name->cell && !read_layer(&text, &name->layer))
        return false;
    name->backward = !name->cell && begins(&text, "_reverse");
    return read_form(text, &name->form);
}

/* The full stop in front of the last component before `end`; NULL: there is none. */
static const char *stop_before(const char *text, const char *end) {
    while (end > text && end[-1] != '.')
        end--;
    return end > text ? end - 1 : NULL;
}

static bool put_module(Name *name, const char *text, const char *end) {
    size_t length = end ? (size_t)(end - text) : 0;
    if (length >= sizeof name->module)
        return false;
    memcpy(name->module, text, length);
    name->module[length] = '\0';
    return true;
}

/* "encoder.parametrizations.weight_ih_l0.original0" */
static bool read_parametrized(const char *text, const char *stop, Name *name) {
    static const char PARENT[] = "parametrizations";
    char own[TORCH_NAME];
    const char *before = stop_before(text, stop);
    const char *parent = before ? stop_before(text, before) : NULL;
    const char *begin = parent ? parent + 1 : text;
    size_t length = before ? (size_t)(stop - before - 1) : sizeof own;
    if (!before || (size_t)(before - begin) != sizeof PARENT - 1 ||
        strncmp(begin, PARENT, sizeof PARENT - 1) != 0 || length >= sizeof own)
        return false;
    memcpy(own, before + 1, length);
    own[length] = '\0';
    if (!read_own(own, name) || name->form != FORM_PLAIN || !put_module(name, text, parent))
        return false;
    name->form = stop[sizeof ".original" - 1] == '0' ? FORM_NORM_G : FORM_NORM_V;
    return true;
}

static bool read_name(const char *text, Name *name) {
    const char *stop = stop_before(text, text + strlen(text));
    *name = (Name){0};
    if (stop && (strcmp(stop, ".original0") == 0 || strcmp(stop, ".original1") == 0))
        return read_parametrized(text, stop, name);
    return read_own(stop ? stop + 1 : text, name) && put_module(name, text, stop);
}

/* ---- all names ---- */

static TorchPart *part_of(TorchNames *names, const Name *name) {
    for (int k = names->part_count - 1; k >= 0; k--) {
        TorchPart *part = &names->parts[k];
        if (part->layer == name->layer && part->backward == name->backward &&
            strcmp(part->module, name->module) == 0)
            return part;
    }
    return NULL;
}

static TorchPart *part_add(TorchNames *names, const Name *name, int array, Error *error) {
    TorchPart *parts =
        array_room(names->parts, &names->part_capacity, names->part_count, 1, sizeof *parts);
    if (!parts) {
        error_memory(error, sizeof *parts, "a list of layers");
        return NULL;
    }
    names->parts = parts;
    TorchPart *part = &parts[names->part_count++];
    *part = (TorchPart){
        .layer = name->layer, .backward = name->backward, .cell = name->cell, .first = array};
    memcpy(part->module, name->module, sizeof part->module);
    for (int stem = 0; stem < STEM_COUNT; stem++)
        for (int form = 0; form < FORM_COUNT; form++)
            part->arrays[stem][form] = -1;
    return part;
}

static bool put_name(TorchNames *names, const Network *network, const TensorSet *set, int array,
                     const Name *name, Error *error) {
    TorchPart *part = part_of(names, name);
    if (!part && names->part_count == PARTS_MOST)
        return network_fails(network, error, "the file has more than %d recurrent layers",
                             PARTS_MOST);
    if (!part)
        part = part_add(names, name, array, error);
    if (!part)
        return false;
    int *slot = &part->arrays[name->stem][name->form];
    if (*slot >= 0)
        return network_fails(network, error, "two arrays could be meant: \"%.60s\" and \"%.60s\"",
                             set->tensors[*slot].name, set->tensors[array].name);
    *slot = array;
    return true;
}

/* A wrapper keeps what it drops weights of beside its module: "rnn.weight_hh_l0_raw" belongs to
 * "rnn.module.weight_ih_l0". */
static void bring_raw_home(TorchNames *names) {
    for (int k = 0; k < names->part_count; k++) {
        TorchPart *raw = &names->parts[k];
        Name home = {.layer = raw->layer, .backward = raw->backward};
        if (torch_array(raw, STEM_IH) >= 0 || raw->arrays[STEM_HH][FORM_RAW] < 0 ||
            snprintf(home.module, sizeof home.module, "%s%smodule", raw->module,
                     raw->module[0] ? "." : "") >= (int)sizeof home.module)
            continue;
        TorchPart *part = part_of(names, &home);
        if (!part || part->arrays[STEM_HH][FORM_RAW] >= 0)
            continue;
        part->arrays[STEM_HH][FORM_RAW] = raw->arrays[STEM_HH][FORM_RAW];
        *raw = names->parts[--names->part_count];
        k--;
    }
}

static int compare_parts(const void *a, const void *b) {
    const TorchPart *one = a, *other = b;
    int order = strcmp(one->module, other->module);
    if (order)
        return order;
    if (one->layer != other->layer)
        return one->layer < other->layer ? -1 : 1;
    return (int)one->backward - (int)other->backward;
}

static int first_of(const TorchModule *module) {
    int first = module->parts[0].first;
    for (int k = 1; k < module->part_count; k++)
        if (module->parts[k].first < first)
            first = module->parts[k].first;
    return first;
}

static int compare_modules(const void *a, const void *b) {
    return first_of(a) < first_of(b) ? -1 : 1;
}

static bool find_modules(TorchNames *names, Error *error) {
    qsort(names->parts, (size_t)names->part_count, sizeof *names->parts, compare_parts);
    names->modules = calloc((size_t)names->part_count, sizeof *names->modules);
    if (!names->modules)
        return error_memory(error, sizeof *names->modules, "a list of modules");
    for (int k = 0; k < names->part_count; k++) {
        if (k == 0 || strcmp(names->parts[k].module, names->parts[k - 1].module) != 0)
            names->modules[names->module_count++].parts = &names->parts[k];
        names->modules[names->module_count - 1].part_count++;
    }
    qsort(names->modules, (size_t)names->module_count, sizeof *names->modules, compare_modules);
    return true;
}

bool torch_names_read(TorchNames *names, const Network *network, const TensorSet *set,
                      Error *error) {
    Name name;
    *names = (TorchNames){0};
    for (int k = 0; k < set->count; k++)
        if (read_name(set->tensors[k].name, &name) &&
            !put_name(names, network, set, k, &name, error)) {
            torch_names_free(names);
            return false;
        }
    bring_raw_home(names);
    if (!names->part_count || find_modules(names, error))
        return true;
    torch_names_free(names);
    return false;
}

void torch_names_free(TorchNames *names) {
    free(names->parts);
    free(names->modules);
    *names = (TorchNames){0};
}

const char *torch_name(const TorchPart *part, TorchStem stem, char text[TORCH_NAME]) {
    if (part->cell)
        snprintf(text, TORCH_NAME, "%s", STEMS[stem]);
    else
        snprintf(text, TORCH_NAME, "%s_l%d%s", STEMS[stem], part->layer,
                 part->backward ? "_reverse" : "");
    return text;
}

int torch_array(const TorchPart *part, TorchStem stem) {
    const int *forms = part->arrays[stem];
    return forms[FORM_NORM_V] >= 0 ? forms[FORM_NORM_V]
           : forms[FORM_RAW] >= 0  ? forms[FORM_RAW]
                                   : forms[FORM_PLAIN];
}
