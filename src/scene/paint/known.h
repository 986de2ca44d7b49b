/* known.h: how far an idea is known, as it is shown wherever that is: its name, how many answers that
 * rests on, the chance of a right answer today, and a bar of it.
 *
 * The bar is solid to the interval's low end, hatched to its high end, and has a mark at the chance.
 * An idea that was not met, or met and never asked, has a dashed outline and says so. */
#ifndef GATESCOPE_SCENE_PAINT_KNOWN_H
#define GATESCOPE_SCENE_PAINT_KNOWN_H

#include "lesson/practise/review.h"
#include "scene/paint/paint.h"

/* What an idea is called in the session's language. */
const char *paint_idea(const Painter *p, const Idea *idea);

/* How high a row is, with nothing above or below it. */
float paint_known_height(const Painter *p);
/* How wide a row is in which all of its words have room. */
float paint_known_width(const Painter *p, const Idea *idea, const Mastery *mastery);
/* A row at the rect's top, as wide as that. */
void paint_known(Painter *p, Rect rect, const Idea *idea, const Mastery *mastery);
/* The same in words, for its region: "keep: 96 %, between 82 and 99; answers: 11". */
void paint_known_label(const Painter *p, const Idea *idea, const Mastery *mastery, char *text,
                       size_t size);

/* How far the exam is: "days to the exam: 12"; empty where none is ahead. */
void paint_exam(const Painter *p, const Review *review, int64_t now, char *text, size_t size);

#endif
