/* digits_fixture.h: for tests of digits: images and small networks from a seed, whose answers mean
 * nothing, but which are what they are. */
#ifndef GATESCOPE_TESTS_DIGITS_FIXTURE_H
#define GATESCOPE_TESTS_DIGITS_FIXTURE_H

#include "testing.h"

#include <stdlib.h>
#include <string.h>

#include "lesson/sandbox/sandbox.h"
#include "session/kinds/digits.h"
#include "session/kinds/opening.h"

enum { FIXTURE_DIGITS = 60, FIXTURE_UNITS = 12 };

/* A bar and a block that move with the image's place; rows 0 to 3 are blank. */
static inline void fixture_image(unsigned char *image, int index) {
    memset(image, 0, DIGIT_PIXELS);
    for (int row = 4; row < DIGIT_SIDE; row++)
        for (int column = 0; column < DIGIT_SIDE; column++)
            if (column / 3 == index % 9 || (row > 14 && (column + row) % 11 == index % 11))
                image[row * DIGIT_SIDE + column] = (unsigned char)(80 + 5 * index % 170);
}

static inline DigitSet fixture_set(void) {
    DigitSet set = {.count = FIXTURE_DIGITS};
    set.pixels = malloc((size_t)set.count * DIGIT_PIXELS);
    set.labels = malloc((size_t)set.count);
    assert_non_null(set.pixels);
    assert_non_null(set.labels);
    for (int k = 0; k < set.count; k++) {
        fixture_image(set.pixels + (size_t)k * DIGIT_PIXELS, k);
        set.labels[k] = (unsigned char)(k % DIGIT_CLASSES);
    }
    return set;
}

static inline void fixture_set_free(DigitSet *set) {
    free(set->pixels);
    free(set->labels);
}

static inline DigitModel fixture_model(void) {
    DigitModel model = {{NULL}, {NULL}};
    Error error = {0};
    for (int k = 0; k < CELL_KIND_COUNT; k++) {
        CellSpec spec = cell_spec((CellKind)k, DIGIT_SIDE, FIXTURE_UNITS);
        CellSpec readout = cell_spec(CELL_RNN, FIXTURE_UNITS, DIGIT_CLASSES);
        cell_set_activation(&readout, SLOT_CANDIDATE, ACTIVATION_IDENTITY);
        model.cells[k] = cell_new(&spec, &error);
        model.readouts[k] = cell_new(&readout, &error);
        assert_non_null(model.cells[k]);
        assert_non_null(model.readouts[k]);
        sandbox_random(model.cells[k], 3);
        sandbox_random(model.readouts[k], 5 + (unsigned)k);
        memset(model.readouts[k]->weights[weight_find(CELL_RNN, "W_hh")], 0,
               DIGIT_CLASSES * DIGIT_CLASSES * sizeof(float));
        cell_touch(model.readouts[k]);
    }
    return model;
}

static inline Session *fixture_digits(const DigitSet *set) {
    DigitModel model = fixture_model();
    Error error = {0};
    Session *session = session_new_digits(&model, set, &error);
    if (!session)
        fail_msg("%s", error.what);
    return session;
}

/* Of the last of the images. */
static inline Session *fixture_opening(void) {
    DigitSet set = fixture_set();
    DigitModel model = fixture_model();
    Error error = {0};
    Session *session = session_new_opening(&model, &set, &error);
    fixture_set_free(&set);
    if (!session)
        fail_msg("%s", error.what);
    return session;
}

#endif
