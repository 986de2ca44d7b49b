/* asked.c: see asked.h. */
#include "session/asked.h"

#include "engine/random.h"

enum { CHOICES_MOST = sizeof((BeatState *)0)->tried / sizeof *((BeatState *)0)->tried };

/* Out of the seed, the lesson and the beat, so that each question has an order of its own. */
static Random dealer(const Session *session, int beat) {
    uint64_t seed = session->seed;
    for (const char *c = session->lesson->id; c && *c; c++)
        seed = random_mix(seed, (unsigned char)*c);
    return (Random){random_mix(seed, (uint64_t)beat)};
}

/* Fisher and Yates' shuffle. */
static int deal(const Session *session, int beat, int order[CHOICES_MOST]) {
    const Question *question = session->lesson->beats[beat].question;
    int count = question ? question->choice_count : 0;
    Random random = dealer(session, beat);
    count = count < CHOICES_MOST ? count : CHOICES_MOST;
    for (int k = 0; k < count; k++) {
        int at = (int)random_below(&random, k + 1);
        order[k] = order[at];
        order[at] = k;
    }
    return count;
}

int asked_choice(const Session *session, int beat, int at) {
    int order[CHOICES_MOST] = {0}, count = deal(session, beat, order);
    return at >= 0 && at < count ? order[at] : -1;
}

int asked_place(const Session *session, int beat, int choice) {
    int order[CHOICES_MOST] = {0}, count = deal(session, beat, order);
    for (int k = 0; k < count; k++)
        if (order[k] == choice)
            return k;
    return -1;
}
