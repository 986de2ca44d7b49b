/* groups.c: see groups.h. */
#include "files/inputs/groups.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"

/* FNV-1a. */
static size_t hash(const char *name) {
    uint64_t value = 0xcbf29ce484222325u;
    for (; *name; name++)
        value = (value ^ (unsigned char)*name) * 0x100000001b3u;
    return (size_t)(value ^ value >> 32);
}

/* The slot of that name, or the free one where it belongs. */
static size_t slot_of(const Groups *groups, const char *name) {
    size_t at = hash(name) & (groups->slot_count - 1);
    while (groups->slots[at] && strcmp(groups->items[groups->slots[at] - 1].name, name) != 0)
        at = (at + 1) & (groups->slot_count - 1);
    return at;
}

/* At most half of the slots are taken. */
static bool spread(Groups *groups) {
    size_t wanted = groups->slot_count ? 2 * groups->slot_count : 64;
    if (2 * (size_t)groups->count < groups->slot_count)
        return true;
    int *slots = calloc(wanted, sizeof *slots);
    if (!slots)
        return false;
    free(groups->slots);
    groups->slots = slots;
    groups->slot_count = wanted;
    for (int k = 0; k < groups->count; k++)
        slots[slot_of(groups, groups->items[k].name)] = k + 1;
    return true;
}

static int add(Groups *groups, const char *name) {
    Group *items =
        array_room(groups->items, &groups->capacity, groups->count, 1, sizeof *groups->items);
    char *own = items ? strdup(name) : NULL;
    if (items)
        groups->items = items;
    if (!own)
        return -1;
    size_t slot = slot_of(groups, name);
    items[groups->count] = (Group){.name = own, .last = -1};
    groups->slots[slot] = ++groups->count;
    return groups->count - 1;
}

int groups_find(Groups *groups, const char *name, Error *error) {
    int found = -1;
    if (spread(groups)) {
        found = groups->slots[slot_of(groups, name)] - 1;
        if (found < 0)
            found = add(groups, name);
    }
    if (found < 0)
        error_memory(error, strlen(name), "the name of a sequence");
    return found;
}

static void make_sequences(Groups *groups, InputData *data, float *numbers) {
    long begin = 0;
    for (int k = 0; k < groups->count; k++) {
        Group *group = &groups->items[k];
        data->sequences[k] =
            (InputSequence){group->name, group->rows, numbers + begin * data->inputs};
        group->name = NULL;
        group->last = begin; /* from here on: where its next row goes */
        begin += group->rows;
    }
    data->count = groups->count;
    data->many = true;
}

bool groups_sort(Groups *groups, InputData *data, const int *of_row, long rows, Error *error) {
    size_t inputs = (size_t)data->inputs, bytes = (size_t)rows * inputs * sizeof(float);
    float *numbers = malloc(bytes);
    InputSequence *sequences = calloc((size_t)groups->count, sizeof *sequences);
    if (!numbers || !sequences) {
        free(numbers);
        free(sequences);
        return error_memory(error, bytes, "a table's sequences");
    }
    free(data->sequences);
    data->sequences = sequences;
    make_sequences(groups, data, numbers);
    for (long row = 0; row < rows; row++)
        memcpy(numbers + (size_t)groups->items[of_row[row]].last++ * inputs,
               data->numbers + (size_t)row * inputs, inputs * sizeof(float));
    free(data->numbers);
    data->numbers = numbers;
    return true;
}

void groups_free(Groups *groups) {
    for (int k = 0; k < groups->count; k++)
        free(groups->items[k].name);
    free(groups->items);
    free(groups->slots);
    *groups = (Groups){0};
}
