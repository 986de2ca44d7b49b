/* passages.h: a file of texts to read. What stands before the first title says where they come
 * from. A title is a line "== Title", or "== Title | its Chinese"; the lines up to the next are the
 * text, without empty lines at its ends. A file without a title is one text, which has the file's
 * name. */
#ifndef GATESCOPE_FILES_DATA_PASSAGES_H
#define GATESCOPE_FILES_DATA_PASSAGES_H

#include "base/error.h"
#include "lesson/reading/alphabet.h"
#include "lesson/reading/passage.h"

/* The texts in characters of the alphabet; each ends after CHARACTERS_MOST of them, characters that
 * are not known are left out. False, an empty set and an error where the file cannot be read or
 * holds no text, or more than PASSAGES_MOST. */
bool passages_read(PassageSet *set, const Alphabet *alphabet, const char *path, Error *error);
void passages_free(PassageSet *set);

#endif
