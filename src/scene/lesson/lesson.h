/* lesson.h: the panel on the left: what is being said, the question or the task, and the way on
 * (panel.c, question.c, task.c); and what a word of the field means (glossary.c). */
#ifndef GATESCOPE_SCENE_LESSON_LESSON_H
#define GATESCOPE_SCENE_LESSON_LESSON_H

#include "scene/paint/panel.h"

void scene_lesson_panel(Painter *p, Rect rect);
/* One of the question's choices, which a class sees too. */
void lesson_choice(Column *c, const Question *question, int k);
/* The open word, over the stage; lessons: those that show a word can be opened from here. */
void scene_glossary(Painter *p, Rect stage, bool lessons);

#endif
