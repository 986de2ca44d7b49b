/* passage.h: texts to choose from, for a model that reads characters. */
#ifndef GATESCOPE_LESSON_READING_PASSAGE_H
#define GATESCOPE_LESSON_READING_PASSAGE_H

#include "lesson/text.h"

enum { PASSAGES_MOST = 16 };

typedef struct Passage {
    Text title;
    unsigned char *text; /* characters that the model knows; owned by the set */
    long length;         /* 1..CHARACTERS_MOST */
} Passage;

typedef struct PassageSet {
    Passage items[PASSAGES_MOST];
    int count;
} PassageSet;

#endif
