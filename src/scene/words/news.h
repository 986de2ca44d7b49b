/* news.h: what has changed since it was last told, in a sentence or two, for a voice that is not to
 * read the whole screen anew (scene/announce.h says when). Each writes like snprintf: the result is
 * the length of the whole text, without its end. */
#ifndef GATESCOPE_SCENE_WORDS_NEWS_H
#define GATESCOPE_SCENE_WORDS_NEWS_H

#include "session/state.h"

enum { NEWS_WORDS = 25 /* of lines that are told together, at most; one alone is told whole */ };

/* What a listener knows of a run. */
typedef struct NewsPoint {
    int beat, cell, unit;
    long tick;               /* where the session was going */
    int answer, tries;       /* of the beat's question */
    bool outcome, task;      /* what came of it was known; the task held */
    bool known[MAX_SIGNALS]; /* of the selected unit: which numbers there were */
    float values[MAX_SIGNALS];
} NewsPoint;
NewsPoint news_point(const Session *session);

/* The beat that was come to: its number, what it says, its question or task. */
size_t news_beat(const Session *session, char *text, size_t size);
/* What came of an answer, or that the task holds now; empty: neither is new. */
size_t news_answer(const Session *session, const NewsPoint *since, char *text, size_t size);
/* Where time stands, if that is new, and what has changed most of the selected unit; empty: nothing
 * that can be heard. */
size_t news_step(const Session *session, const NewsPoint *since, char *text, size_t size);
/* The lines of `now` that `before` did not have, the first of them and as many more as make
 * NEWS_WORDS, on one line. */
size_t news_lines(const char *before, const char *now, Language language, char *text, size_t size);

#endif
