/* panel.h: what the files of the lesson panel share. Private to them, but for the question's
 * choices, which a class sees too. */
#ifndef GATESCOPE_SCENE_LESSON_PANEL_H
#define GATESCOPE_SCENE_LESSON_PANEL_H

#include "scene/paint/panel.h"

/* question.c, task.c */
void lesson_choice(Column *c, const Question *question, int k); /* one of its choices */
void lesson_question(Column *c, const Question *question);
void lesson_task(Column *c, const Task *task);

#endif
