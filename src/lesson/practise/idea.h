/* idea.h: the ideas that are practised: what a question is about, and what is known or not.
 *
 * An idea is smaller than a lesson and outlives it: answers are kept by its id, which is ASCII and
 * stays as it is for ever. Order is that of the course. */
#ifndef GATESCOPE_LESSON_PRACTISE_IDEA_H
#define GATESCOPE_LESSON_PRACTISE_IDEA_H

#include <stdbool.h>

#include "lesson/practise/answer.h"

enum { IDEA_LESSONS = 3 };

typedef struct Idea {
    const char *id;                    /* "let-in": shorter than IDEA_NAME */
    const char *name;                  /* in English: a phrase (session/words) */
    const char *track;                 /* the id of one of lessons/tracks.json */
    const char *lessons[IDEA_LESSONS]; /* ids of those that teach it, the first one first; NULL
                                          behind the last */
} Idea;

int idea_count(void);
const Idea *idea_at(int index); /* 0 <= index < idea_count() */
int idea_find(const char *id);  /* its index; -1: there is none of that id */

/* Whether the lesson of that id teaches the idea. */
bool idea_is_taught_by(const Idea *idea, const char *lesson);

#endif
