/* tasks.c: see tasks.h. */
#include "engine/training/tasks.h"

#include <math.h>
#include <string.h>

#include "base/clamp.h"
#include "engine/random.h"

enum {
    GENERATED_TRAIN = 6400, /* examples that an epoch of a made-up task has */
    GENERATED_TEST = 1000,
    ADDING_STEPS = 20,
    RECALL_STEPS = 20,
    RECALL_SYMBOLS = 4,
    COUNTING_STEPS = 20
};

/* ---- made up as they go ---- */

static void example_adding(const void *data, const Example *example) {
    (void)data;
    Random random = {example->random};
    long first = random_below(&random, ADDING_STEPS / 2);
    long second = ADDING_STEPS / 2 + random_below(&random, ADDING_STEPS / 2);
    *example->targets = 0;
    for (long t = 0; t < ADDING_STEPS; t++) {
        float *x = example->inputs + (size_t)t * example->step;
        bool marked = t == first || t == second;
        x[0] = random_share(&random);
        x[1] = marked;
        *example->targets += marked ? x[0] : 0;
    }
}

TrainTask task_adding(void) {
    return (TrainTask){.name = "adding",
                       .inputs = 2,
                       .outputs = 1,
                       .steps = ADDING_STEPS,
                       .loss = LOSS_SQUARES,
                       .train_count = GENERATED_TRAIN,
                       .test_count = GENERATED_TEST,
                       .example = example_adding};
}

static void example_recall(const void *data, const Example *example) {
    (void)data;
    Random random = {example->random};
    long symbol = random_below(&random, RECALL_SYMBOLS);
    for (long t = 0; t < RECALL_STEPS; t++)
        for (int k = 0; k <= RECALL_SYMBOLS; k++)
            example->inputs[(size_t)t * example->step + (size_t)k] =
                k == (t ? RECALL_SYMBOLS : symbol);
    *example->targets = (float)symbol;
}

TrainTask task_recall(void) {
    return (TrainTask){.name = "recall",
                       .inputs = RECALL_SYMBOLS + 1,
                       .outputs = RECALL_SYMBOLS,
                       .steps = RECALL_STEPS,
                       .loss = LOSS_CLASSES,
                       .train_count = GENERATED_TRAIN,
                       .test_count = GENERATED_TEST,
                       .example = example_recall};
}

static void example_counting(const void *data, const Example *example) {
    (void)data;
    Random random = {example->random};
    float likely = random_share(&random); /* few pulses in some sequences, many in others */
    int count = 0;
    for (long t = 0; t < COUNTING_STEPS; t++) {
        bool pulse = random_share(&random) < likely;
        count += pulse;
        example->inputs[(size_t)t * example->step] = pulse;
        example->targets[(size_t)t * example->target] = (float)count / COUNTING_STEPS;
    }
}

TrainTask task_counting(void) {
    return (TrainTask){.name = "counting",
                       .inputs = 1,
                       .outputs = 1,
                       .steps = COUNTING_STEPS,
                       .every = true,
                       .loss = LOSS_SQUARES,
                       .train_count = GENERATED_TRAIN,
                       .test_count = GENERATED_TEST,
                       .example = example_counting};
}

/* ---- digits ---- */

/* From a pixel of an example to the place in the digit that it shows, both from the middle. */
typedef struct Warp {
    float x, y;           /* the digit is moved so far */
    float xx, xy, yx, yy; /* the place's x is xx * x + xy * y, its y yx * x + yy * y */
} Warp;

static float random_between(Random *random, float low, float high) {
    return low + (high - low) * random_share(random);
}

/* Hands differ in how wide and how high they write, how they lean and how straight they hold the
 * paper. A 7 that were narrower yet would be a 1. */
static Warp random_warp(Random *random) {
    float wide = random_between(random, 0.75f, 1.1f), high = random_between(random, 0.9f, 1.05f);
    float lean = random_between(random, -0.2f, 0.2f); /* pixels to the side for each row */
    float turn = random_between(random, -0.1f, 0.1f); /* about 6 degrees */
    float x = (float)random_below(random, 3) - 1, y = (float)random_below(random, 3) - 1;
    return (Warp){.x = x,
                  .y = y,
                  .xx = cosf(turn) / wide,
                  .xy = (sinf(turn) - lean) / wide,
                  .yx = -sinf(turn) / high,
                  .yy = cosf(turn) / high};
}

enum { FRAMED = DIGIT_SIDE + 3 }; /* paper before the first pixel, and twice behind the last */

static void put_in_frame(const unsigned char *pixels, float framed[FRAMED * FRAMED]) {
    memset(framed, 0, FRAMED * FRAMED * sizeof *framed);
    for (int row = 0; row < DIGIT_SIDE; row++)
        for (int column = 0; column < DIGIT_SIDE; column++)
            framed[(row + 1) * FRAMED + column + 1] =
                (float)pixels[row * DIGIT_SIDE + column] * (1 / 255.0f);
}

static int rounded_down(float v) {
    int whole = (int)v;
    return whole - ((float)whole > v);
}

/* Between four pixels; beyond the frame there is nothing but paper. */
static float level_at(const float framed[FRAMED * FRAMED], float x, float y) {
    x = clamp_float(x, -1, DIGIT_SIDE);
    y = clamp_float(y, -1, DIGIT_SIDE);
    int column = rounded_down(x), row = rounded_down(y);
    float right = x - (float)column, down = y - (float)row;
    const float *from = framed + (row + 1) * FRAMED + column + 1;
    float above = from[0] * (1 - right) + from[1] * right;
    float below = from[FRAMED] * (1 - right) + from[FRAMED + 1] * right;
    return above * (1 - down) + below * down;
}

static void example_digit(const void *data, const Example *example) {
    const Digits *digits = data;
    const DigitSet *set = example->test ? &digits->test : &digits->train;
    const float middle = DIGIT_SIDE / 2.0f;
    float framed[FRAMED * FRAMED];
    Random random = {example->random};
    Warp warp = example->test ? (Warp){.xx = 1, .yy = 1} : random_warp(&random);
    put_in_frame(set->pixels + (size_t)example->index * DIGIT_PIXELS, framed);
    for (int row = 0; row < DIGIT_SIDE; row++)
        for (int column = 0; column < DIGIT_SIDE; column++) {
            float x = (float)column - middle - warp.x, y = (float)row - middle - warp.y;
            example->inputs[(size_t)row * example->step + (size_t)column] = level_at(
                framed, middle + warp.xx * x + warp.xy * y, middle + warp.yx * x + warp.yy * y);
        }
    *example->targets = set->labels[example->index];
}

TrainTask task_digits(const Digits *digits) {
    return (TrainTask){.name = "digits",
                       .inputs = DIGIT_SIDE,
                       .outputs = DIGIT_CLASSES,
                       .steps = DIGIT_SIDE,
                       .loss = LOSS_CLASSES,
                       .train_count = digits->train.count,
                       .test_count = digits->test.count,
                       .data = digits,
                       .example = example_digit};
}

/* ---- text ---- */

bool text_data(TextData *data, const unsigned char *text, long length, Error *error) {
    *data = (TextData){
        .text = text, .length = length, .split = length - length / 10, .steps = TEXT_STEPS};
    if (length / 10 <= TEXT_STEPS || data->split / TEXT_STEPS < 1)
        return error_set(error, "a text of %ld characters is too short to learn from: it needs %d",
                         length, 10 * (TEXT_STEPS + 1));
    for (int k = 0; k < 256; k++)
        data->symbol_of[k] = -1;
    for (long k = 0; k < length; k++)
        data->symbol_of[text[k]] = 0;
    for (int k = 0; k < 256; k++)
        if (data->symbol_of[k] == 0) {
            data->character_of[data->symbols] = (unsigned char)k;
            data->symbol_of[k] = data->symbols++;
        }
    return true;
}

/* The line's beginning before a place, unless that is far: a state of noughts then stands for
 * something, and what counts from there can be learnt. */
static long line_before(const TextData *data, long from) {
    long first = from;
    while (first > 0 && from - first < data->steps && data->text[first - 1] != '\n')
        first--;
    return first > 0 && data->text[first - 1] != '\n' ? from : first;
}

/* Training begins in any line, another one in every epoch; testing at fixed places in a row. */
static void example_text(const void *source, const Example *example) {
    const TextData *data = source;
    Random random = {example->random};
    long at = example->test ? data->split + example->index * data->steps
                            : random_below(&random, data->split - data->steps);
    long from = line_before(data, at);
    for (long t = 0; t < data->steps; t++) {
        float *x = example->inputs + (size_t)t * example->step;
        for (int k = 0; k < data->symbols; k++)
            x[k] = 0;
        x[data->symbol_of[data->text[from + t]]] = 1;
        example->targets[(size_t)t * example->target] =
            (float)data->symbol_of[data->text[from + t + 1]];
    }
}

TrainTask task_text(const TextData *data) {
    return (TrainTask){.name = "text",
                       .inputs = data->symbols,
                       .outputs = data->symbols,
                       .steps = data->steps,
                       .every = true,
                       .loss = LOSS_CLASSES,
                       .train_count = data->split / data->steps,
                       .test_count = (data->length - data->split - 1) / data->steps,
                       .characters = data->character_of,
                       .data = data,
                       .example = example_text};
}
