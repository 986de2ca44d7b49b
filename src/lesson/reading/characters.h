/* characters.h: a text that a trained cell reads character by character.
 *
 * At step t input k is 1 where character t is the alphabet's k-th, else 0. The readout makes of the
 * hidden state a number for each character; their softmax, after a division by the temperature, is
 * how likely each is to come next. Sampling draws one of them. */
#ifndef GATESCOPE_LESSON_READING_CHARACTERS_H
#define GATESCOPE_LESSON_READING_CHARACTERS_H

#include <stdint.h>

#include "engine/model.h"
#include "lesson/lesson.h"
#include "lesson/reading/alphabet.h"

enum {
    CHARACTERS_MOST = 4096, /* of a text */
    CHARACTERS_CELL = 0,    /* the lesson's cells */
    CHARACTERS_READOUT = 1
};

/* A lesson that is a recording (lesson/run/record.h) with room for CHARACTERS_MOST characters,
 * whose cells are the model's layer and its readout. The model is taken, also where it fails: NULL
 * and an error where it is not of one layer, its inputs and outputs are not the alphabet's, or
 * memory lacks. The caller's. */
Lesson *characters_lesson(Model *model, const Alphabet *alphabet, Error *error);

/* Writes the text as inputs: count x alphabet->count numbers. Its characters are known. */
void characters_inputs(const Alphabet *alphabet, const unsigned char *text, long count,
                       float *inputs);

/* How likely each is: softmax(readout / temperature); at temperature 0 the largest (the first of
 * equals) has all of it. */
void characters_chances(const float *readout, int count, float temperature, float *chances);

/* How surprising a character is, in bits: -log2 of its chance at temperature 1. */
double characters_surprise(const float *readout, int count, int symbol);

/* Draws one by its chance. What is drawn depends on the seed and its position in the text alone. */
int characters_draw(const float *chances, int count, uint64_t seed, long at);

#endif
