/* check_layout.h: whether every beat of a lesson can be read on the screen as it stands. */
#ifndef GATESCOPE_COMMANDS_LESSON_CHECK_LAYOUT_H
#define GATESCOPE_COMMANDS_LESSON_CHECK_LAYOUT_H

#include "lesson/lesson.h"

/* Lays out every beat in every language at 1280x720 and 1600x900, before and after its question is
 * answered, with the program's own type, and adds an error for each that is not whole: a text that
 * is cut or lies on another, a lesson panel that must be scrolled, an asterisk that shows. False
 * and an error where the type cannot be had. */
bool layout_check(const Lesson *lesson, const Languages *languages, Errors *errors, Error *error);

#endif
