/* lesson.h: the panel on the left: what is being said, the question or the task, and the way on
 * (panel.c, question.c, task.c); and what a word of the field means (glossary.c). */
#ifndef GATESCOPE_SCENE_LESSON_LESSON_H
#define GATESCOPE_SCENE_LESSON_LESSON_H

#include "scene/paint/paint.h"

void scene_lesson_panel(Painter *p, Rect rect);
void scene_glossary(Painter *p, Rect stage); /* the open word, over the stage */

#endif
