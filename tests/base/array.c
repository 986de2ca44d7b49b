/* array.c: proves that an array grows when it is full and not before, by doubling; that it keeps what
 * is in it; and that what would overflow is refused without a change. */
#include "testing.h"

#include <limits.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/array.h"

static void test_doubles(void **state) {
    (void)state;
    int *items = NULL, capacity = 0, grown = 0;
    for (int count = 0; count < 1000; count++) {
        int before = capacity;
        int *room = array_room(items, &capacity, count, 1, sizeof *room);
        assert_non_null(room);
        assert_true(capacity > count);
        if (count < before)
            assert_true(room == items && capacity == before);
        else
            assert_int_equal(capacity, before ? 2 * before : 8);
        grown += capacity != before;
        items = room;
        items[count] = 7 * count;
    }
    assert_int_equal(grown, 8); /* 8, 16, ... 1024 */
    for (int k = 0; k < 1000; k++)
        assert_int_equal(items[k], 7 * k);
    free(items);
}

static void test_many_at_once(void **state) {
    (void)state;
    size_t capacity = 0;
    char *text = array_room_large(NULL, &capacity, 0, 100, 1);
    assert_non_null(text);
    assert_int_equal(capacity, 100);
    char *same = array_room_large(text, &capacity, 40, 60, 1);
    assert_true(same == text && capacity == 100);
    text = array_room_large(text, &capacity, 41, 60, 1);
    assert_non_null(text);
    assert_int_equal(capacity, 200);
    text = array_room_large(text, &capacity, 200, 500, 1);
    assert_non_null(text);
    assert_int_equal(capacity, 700);
    free(text);
}

/* None of these asks for memory: the numbers are too large before. */
static void test_overflow(void **state) {
    (void)state;
    int item, capacity = INT_MAX;
    assert_null(array_room(&item, &capacity, INT_MAX, 1, 1));
    assert_int_equal(capacity, INT_MAX);
    capacity = 10;
    assert_null(array_room(&item, &capacity, 10, INT_MAX - 9, 1));
    assert_null(array_room(&item, &capacity, 10, 1, SIZE_MAX / 2));
    assert_null(
        array_room(&item, &capacity, 10, 1, SIZE_MAX / 20 + 1)); /* doubled, just too much */
    assert_int_equal(capacity, 10);
    size_t large = SIZE_MAX - 1;
    assert_null(array_room_large(&item, &large, SIZE_MAX - 1, 2, 1));
    large = SIZE_MAX / 2 + 2;
    assert_null(array_room_large(&item, &large, large, 1, 2)); /* twice that is no number */
    assert_true(large == SIZE_MAX / 2 + 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_doubles),
                                       cmocka_unit_test(test_many_at_once),
                                       cmocka_unit_test(test_overflow)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
