/* entity.h: the entities of CommonMark ("&amp;", "&#38;") as the characters that they stand for. */
#ifndef GATESCOPE_SCENE_WORDS_ENTITY_H
#define GATESCOPE_SCENE_WORDS_ENTITY_H

#include <stddef.h>

enum { ENTITY_BYTES = 8 };

/* Writes the character as UTF-8, without an end; returns its bytes, 0 where the name is not known
 * or the number is no character. length counts "&" and ";". */
size_t entity_text(const char *entity, size_t length, char text[ENTITY_BYTES]);

#endif
