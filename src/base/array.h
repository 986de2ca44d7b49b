/* array.h: room in an array that grows.
 *
 * An array is a pointer, a count and a capacity, in whatever structure they stand. Before something
 * is put behind its last item there must be room:
 *
 *     Hold *holds = array_room(cell->holds, &cell->hold_capacity, cell->hold_count, 1, sizeof *holds);
 *     if (!holds)
 *         return false;
 *     cell->holds = holds;
 *     cell->holds[cell->hold_count++] = *hold;
 *
 * The capacity at least doubles whenever it is not enough, so that n items cost no more than some 2n
 * copies. */
#ifndef GATESCOPE_BASE_ARRAY_H
#define GATESCOPE_BASE_ARRAY_H

#include <stddef.h>

/* The array with room for `more` items of `size` bytes behind its first `count`; it may have moved,
 * and what is new in it is not set. items is NULL where *capacity is 0; count is at most *capacity;
 * more and size are at least 1. NULL where memory lacks or the number of items or bytes would
 * overflow: then the array and its capacity are as they were. Who owns items frees them. */
void *array_room(void *items, int *capacity, int count, int more, size_t size);

/* The same where what is counted may be more than an int tells: bytes, for one. */
void *array_room_large(void *items, size_t *capacity, size_t count, size_t more, size_t size);

#endif
