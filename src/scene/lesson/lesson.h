/* lesson.h: the panel on the left: what is being said, the question or the task, and the way on
 * (panel.c, question.c, guess.c, task.c, summary.c); and what a word of the field means (glossary.c). */
#ifndef GATESCOPE_SCENE_LESSON_LESSON_H
#define GATESCOPE_SCENE_LESSON_LESSON_H

#include "scene/paint/panel.h"

void scene_lesson_panel(Painter *p, Rect rect);
/* The question with its choices, one of them alone, and the task: a class sees them too. */
void lesson_choice(Column *c, const Question *question, int k);
void lesson_question(Column *c, const Question *question);
/* Below its words: a question whose answer is computed (guess.c). */
void lesson_guess(Column *c, const Question *question);
void lesson_task(Column *c, const Task *task);
/* At the last beat: what was reached and what is open; the next lesson by its title; and what the
 * lesson rests on. */
void lesson_summary(Column *c);
void lesson_next_door(Column *c);
void lesson_practise(
    Column *c);                 /* exercises on what the lesson teaches, where they can be opened */
void lesson_sources(Column *c); /* what the lesson rests on */
/* The open word, over the stage; lessons: those that show a word can be opened from here. */
void scene_glossary(Painter *p, Rect stage, bool lessons);
/* The same under the guided stage, without what the top bar says; and the height that it would
 * like at a width. */
void scene_lesson_words(Painter *p, Rect rect);
float lesson_words_height(Painter *p, float width);
/* Before a class: the words alone, and the ways back and on by themselves. */
void scene_lesson_captions(Painter *p, Rect rect);
float lesson_captions_height(Painter *p, float width);
void lesson_ways(Painter *p, Rect rect);

#endif
