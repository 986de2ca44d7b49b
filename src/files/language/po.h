/* po.h: a language as a file, in gettext's PO format, so that translators' tools open it.
 *
 *     msgid ""
 *     msgstr ""
 *     "Language: zh\n"                            its BCP 47 tag
 *     "Content-Type: text/plain; charset=UTF-8\n"
 *     "X-Language-Name: 中文\n"                   the word on the button that leads to it
 *     "X-Sentences: unspaced\n"                   no space between two sentences; may be left out
 *
 *     #, c-format
 *     msgctxt "curve"                             may be left out
 *     msgid "Beat %d of %d"
 *     msgstr "第 %d 节，共 %d 节"
 *
 * What has no translation yet, or one that is marked as fuzzy, is not there. Plural forms are none
 * of this program's. Without a context the words may be a format: the translation has to take the
 * same values then, in any order ("%2$d"), and a file in which one does not is refused: it could
 * bring the program down. */
#ifndef GATESCOPE_FILES_LANGUAGE_PO_H
#define GATESCOPE_FILES_LANGUAGE_PO_H

#include "base/error.h"
#include "lesson/language.h"

typedef struct PoFile {
    LanguageInfo language; /* points into what follows */
    Phrase *phrases;       /* owned */
    char *text;            /* owned: every string of the file */
} PoFile;

/* False and an error with its line; nothing to free then. */
bool po_read(const char *path, PoFile *po, Error *error);
/* The same from memory: `text` ends with a NUL; `file` names it in errors. */
bool po_parse(const char *text, const char *file, PoFile *po, Error *error);
void po_free(PoFile *po);

/* Whether a format takes the same values as another one, each as the same type. */
bool po_same_values(const char *format, const char *other);

#endif
