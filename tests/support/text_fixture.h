/* text_fixture.h: for tests of texts: a small model from a seed, which has learnt nothing but is
 * what it is, and two passages. */
#ifndef GATESCOPE_TESTS_TEXT_FIXTURE_H
#define GATESCOPE_TESTS_TEXT_FIXTURE_H

#include "language_sample.h"
#include "testing.h"

#include <string.h>

#include "lesson/reading/characters.h"
#include "lesson/reading/passage.h"

enum { TEXT_FIXTURE_UNITS = 12 };

static const char FIXTURE_CHARACTERS[] = "\n !\"'(),-.:;?AHISTWabcdefghijklmnopqrstuvwxyz*/";

static const char FIXTURE_FIRST[] =
    "HIS text (a short one) says: \"what is inside (here)\nis seen\"; and so on.\n\n"
    "  A second paragraph follows, with an \"open quote\nthat ends with it.\n\n"
    "/* this, at last */ is it: a line that is far longer than any of those before it, so that "
    "it has to be broken where it is shown, at one of its many spaces; that is all there is.";
static const char FIXTURE_SECOND[] = "Another one.\nIt is short.";

static inline Alphabet fixture_alphabet(void) {
    Alphabet alphabet;
    assert_true(alphabet_make(&alphabet, (const unsigned char *)FIXTURE_CHARACTERS,
                              (int)strlen(FIXTURE_CHARACTERS)));
    return alphabet;
}

static inline Model *fixture_text_model(CellKind kind) {
    int count = (int)strlen(FIXTURE_CHARACTERS);
    const ModelSpec spec = {
        .kind = kind, .inputs = count, .hidden = TEXT_FIXTURE_UNITS, .layers = 1, .outputs = count};
    Model *model = model_new(&spec, NULL);
    assert_non_null(model);
    model_begin(model, 3);
    for (int k = 0; k < TEXT_FIXTURE_UNITS * count; k++) /* so that some are likelier than others */
        model->weight[k] *= 12;
    return model;
}

static inline PassageSet fixture_passages(void) {
    PassageSet set = {.count = 2};
    set.items[0] = (Passage){.title = sample_text("First", "\u7b2c\u4e00"),
                             .text = (unsigned char *)FIXTURE_FIRST,
                             .length = (long)strlen(FIXTURE_FIRST)};
    set.items[1] = (Passage){.title = sample_text("Second", NULL),
                             .text = (unsigned char *)FIXTURE_SECOND,
                             .length = (long)strlen(FIXTURE_SECOND)};
    return set;
}

#endif
