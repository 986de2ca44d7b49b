/* text.h: a text of a lesson file, and of the files beside it: a string, which is English, or an
 * object of languages, each named by its BCP 47 tag: { "en": "...", "zh": "...", "pt-BR": "..." }. */
#ifndef GATESCOPE_FILES_LESSON_TEXT_H
#define GATESCOPE_FILES_LESSON_TEXT_H

#include "files/json/reader.h"
#include "lesson/text.h"

/* False where nothing could be read; `what` names the text in errors. */
bool reader_text(JsonReader *reader, const Node *node, const char *what, Text *text);
/* Whether a member of an object stands for a language: its key is a tag, and none of the keys
 * before it is the same one. Adds an error where it is neither that nor a remark. */
bool reader_language(JsonReader *reader, const Node *member);

#endif
