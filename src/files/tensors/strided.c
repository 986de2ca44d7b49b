/* strided.c: see strided.h. */
#include "files/tensors/strided.h"

#include <stdlib.h>
#include <string.h>

enum { WINDOW = 16384, JUMPS_MOST = 1 << 18 };

bool strided_check(Strided *array, size_t stored) {
    size_t last = array->offset, reach;
    array->count = 1;
    for (int k = 0; k < array->rank; k++) {
        if (!sizes_multiply(array->count, array->shape[k], &array->count))
            return false;
    }
    for (int k = 0; k < array->rank && array->count; k++) {
        if (!sizes_multiply(array->shape[k] - 1, array->stride[k], &reach) ||
            reach > SIZE_MAX - last)
            return false;
        last += reach;
    }
    return !array->count || last < stored;
}

bool strided_plain(const Strided *array) {
    size_t follows = 1;
    for (int k = array->rank; k-- > 0; follows *= array->shape[k])
        if (array->shape[k] != 1 && array->stride[k] != follows)
            return false;
    return true;
}

/* ---- sides in the order of the file ---- */

/* A side: how many, how far from one to the next in the file and among the numbers. */
typedef struct Axis {
    size_t count, from, to;
} Axis;

static int compare(const void *a, const void *b) {
    const Axis *first = a, *second = b;
    return (first->from < second->from) - (first->from > second->from);
}

/* The longest strides first, so that the file is read from its beginning to its end; sides that
 * follow each other in both are one. There is at least one. */
static int order_axes(const Strided *array, Axis axes[TENSOR_SIDES]) {
    int count = 0, merged = 0;
    size_t to = 1;
    for (int k = array->rank; k-- > 0; to *= array->shape[k])
        if (array->shape[k] != 1)
            axes[count++] = (Axis){array->shape[k], array->stride[k], to};
    if (!count)
        axes[count++] = (Axis){1, 1, 1};
    qsort(axes, (size_t)count, sizeof *axes, compare);
    for (int k = 1; k < count; k++) {
        Axis *before = &axes[merged];
        if (before->from == axes[k].count * axes[k].from &&
            before->to == axes[k].count * axes[k].to)
            *before = (Axis){before->count * axes[k].count, axes[k].from, axes[k].to};
        else
            axes[++merged] = axes[k];
    }
    return merged + 1;
}

/* ---- a window on the file ---- */

typedef struct Window {
    ReadAt *read;
    void *source;
    size_t size;   /* bytes of a number */
    size_t stored; /* numbers */
    size_t begin, count;
    int jumps;
    unsigned char bytes[WINDOW];
} Window;

/* The number at that index and those behind it that are there; NULL: they cannot be read. */
static const unsigned char *look(Window *window, size_t index, size_t *count) {
    if (index < window->begin || index - window->begin >= window->count) {
        size_t most = WINDOW / window->size, rest = window->stored - index;
        if (index != window->begin + window->count && ++window->jumps > JUMPS_MOST)
            return NULL;
        window->begin = index;
        window->count = rest < most ? rest : most;
        if (!window->read(window->source, (uint64_t)index * window->size, window->bytes,
                          window->count * window->size))
            return NULL;
    }
    *count = window->count - (index - window->begin);
    return window->bytes + (index - window->begin) * window->size;
}

static bool read_run(const Strided *array, Window *window, const Axis *axis, size_t index,
                     float *numbers) {
    float some[WINDOW / 4];
    for (size_t done = 0; done < axis->count;) {
        size_t there;
        const unsigned char *bytes = look(window, index + done * axis->from, &there);
        if (!bytes)
            return false;
        size_t part = axis->from == 1 ? axis->count - done : 1;
        part = part < there ? part : there;
        part = part < WINDOW / 4 ? part : WINDOW / 4;
        numbers_read(some, bytes, part, array->type, array->big_endian);
        for (size_t k = 0; k < part; k++)
            numbers[(done + k) * axis->to] = some[k];
        done += part;
    }
    return true;
}

/* All runs of the last axis, the others counted through. */
static bool read_runs(const Strided *array, Window *window, const Axis *axes, int count,
                      float *numbers) {
    size_t at[TENSOR_SIDES] = {0}, index = array->offset, to = 0;
    for (;;) {
        if (!read_run(array, window, &axes[count - 1], index, numbers + to))
            return false;
        int side = count - 2;
        for (; side >= 0 && ++at[side] == axes[side].count; side--) {
            index -= (axes[side].count - 1) * axes[side].from;
            to -= (axes[side].count - 1) * axes[side].to;
            at[side] = 0;
        }
        if (side < 0)
            return true;
        index += axes[side].from;
        to += axes[side].to;
    }
}

bool strided_read(const Strided *array, size_t stored, ReadAt *read, void *source, float *numbers) {
    Axis axes[TENSOR_SIDES];
    if (!array->count)
        return true;
    Window *window = malloc(sizeof *window);
    if (!window)
        return false;
    *window = (Window){
        .read = read, .source = source, .size = number_size(array->type), .stored = stored};
    window->begin = array->offset; /* where reading begins is no jump */
    int count = order_axes(array, axes);
    bool good = read_runs(array, window, axes, count, numbers);
    free(window);
    return good;
}
