/* text.h: a text of a lesson file, and of the files beside it: a string, or an object of
 * languages. */
#ifndef GATESCOPE_FILES_LESSON_TEXT_H
#define GATESCOPE_FILES_LESSON_TEXT_H

#include "files/json/reader.h"
#include "lesson/text.h"

/* False where nothing could be read; `what` names the text in errors. */
bool reader_text(JsonReader *reader, const Node *node, const char *what, Text *text);

#endif
