/* panel.h: what the files of the lesson panel share. Private to them. */
#ifndef GATESCOPE_SCENE_LESSON_PANEL_H
#define GATESCOPE_SCENE_LESSON_PANEL_H

#include "scene/lesson/lesson.h"

/* question.c, task.c */
void lesson_question(Column *c, const Question *question);
void lesson_task(Column *c, const Task *task);

#endif
