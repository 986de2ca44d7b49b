/* torch_rest.c: what a file with PyTorch's names has besides recurrent layers; see torch.h. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "files/network/torch.h"

static bool ends_with(const char *name, const char *end) {
    size_t length = strlen(name), own = strlen(end);
    return length >= own && strcmp(name + length - own, end) == 0;
}

/* Whether the name holds the word, in either case. */
static bool holds(const char *name, const char *word) {
    size_t own = strlen(word);
    for (; *name; name++) {
        size_t k = 0;
        while (k < own && name[k] && tolower((unsigned char)name[k]) == word[k])
            k++;
        if (k == own)
            return true;
    }
    return false;
}

/* ---- linear layers ---- */

/* "fc" of "fc.weight"; false: it is no matrix of that name. */
static bool stem_of(const TensorInfo *info, char stem[NETWORK_NAME]) {
    static const char WEIGHT[] = ".weight";
    size_t length = strlen(info->name), own = sizeof WEIGHT - 1;
    if (info->rank != 2 || !info->numbers || length <= own || length - own >= NETWORK_NAME ||
        !ends_with(info->name, WEIGHT))
        return false;
    memcpy(stem, info->name, length - own);
    stem[length - own] = '\0';
    return true;
}

/* A table, a row an entry: by its name, or where it has no bias, stands before the layers and is as
 * wide as what they read. */
static bool is_embedding(const Torch *torch, int array, const char *stem, int bias) {
    static const char *const WORDS[] = {"emb", "wte", "lookup"};
    for (size_t k = 0; k < sizeof WORDS / sizeof *WORDS; k++)
        if (bias < 0 && holds(stem, WORDS[k]))
            return true;
    for (int k = 0; bias < 0 && k < torch->top_count; k++)
        if (array < torch->tops[k].first &&
            torch->set->tensors[array].shape[1] == (size_t)torch->tops[k].inputs)
            return true;
    return false;
}

/* The only one that is as wide as what the layers read; -1: there is none, or several. */
static int find_embedding(const Torch *torch) {
    int found = -1, columns = network_columns(torch->network);
    for (int k = 0; k < torch->set->count; k++) {
        const TensorInfo *info = &torch->set->tensors[k];
        char stem[NETWORK_NAME], bias[NETWORK_NAME + 8];
        if (torch->network->tensors[k].what || !stem_of(info, stem) ||
            info->shape[1] != (size_t)columns || !info->shape[0])
            continue;
        snprintf(bias, sizeof bias, "%s.bias", stem);
        if (!is_embedding(torch, k, stem, tensors_find(torch->set, bias)))
            continue;
        if (found >= 0)
            return -1;
        found = k;
    }
    return found;
}

static bool read_embedding(Torch *torch) {
    int array = find_embedding(torch);
    return array < 0 || network_take_embedding(torch->network, torch->set, array, torch->error);
}

static bool read_linears(Torch *torch) {
    for (int k = 0; k < torch->set->count; k++) {
        const TensorInfo *info = &torch->set->tensors[k];
        NetworkLinear linear = {.weight = k};
        char bias[NETWORK_NAME + 8];
        if (torch->network->tensors[k].what || !stem_of(info, linear.name))
            continue;
        snprintf(bias, sizeof bias, "%s.bias", linear.name);
        linear.bias = tensors_find(torch->set, bias);
        if (is_embedding(torch, k, linear.name, linear.bias))
            network_left(torch->network, info->name,
                         "an embedding of %zu entries: what it gives is what is read",
                         info->shape[0]);
        else if (!network_take_linear(torch->network, torch->set, torch->tops, torch->top_count,
                                      &linear, torch->error))
            return false;
    }
    return true;
}

/* ---- all else ---- */

static const char *reason(const TensorInfo *info) {
    static const struct {
        const char *part, *why;
    } NAMES[] = {{"running_", "a batch norm's mean or variance"},
                 {"num_batches_tracked", "a batch norm's counter"},
                 {"_packed_params", "quantised weights"},
                 {"_all_weight_values", "quantised weights"},
                 {"zero_point", "of quantised weights"},
                 {"in_proj_", "attention"},
                 {"emb", "an embedding"}};
    for (size_t k = 0; k < sizeof NAMES / sizeof *NAMES; k++)
        if (holds(info->name, NAMES[k].part))
            return NAMES[k].why;
    if (!info->numbers)
        return "no floating-point numbers";
    if (info->rank >= 3)
        return "a convolution, or another array of three or more dimensions";
    if (info->rank == 1 && ends_with(info->name, "weight"))
        return "a norm's scale";
    if (info->rank == 1 && ends_with(info->name, "bias"))
        return "the bias of something that is not shown";
    return "no part of a recurrent layer, nor of a linear readout";
}

bool torch_read_rest(Torch *torch) {
    if (!read_embedding(torch) || !read_linears(torch))
        return false;
    for (int k = 0; k < torch->set->count; k++) {
        const TensorInfo *info = &torch->set->tensors[k];
        if (!torch->network->tensors[k].what)
            network_left(torch->network, info->name, "%s (%s)", reason(info), info->dtype);
    }
    return true;
}
