/* glossary.h: glossary.json, the words of the field and what they mean:
 *
 *     { "format": 1, "terms": [ { "id": "forget-gate", "term": TEXT, "means": TEXT,
 *       "also": { "en": ["forget gates"] }, "signal": "f", "see": ["input-gate"],
 *       "lesson": "forget-gate" }, ... ] }
 *
 * where TEXT is a string or { "en": "...", "zh": "..." }; id, term and means are required. "also"
 * are other forms by which texts name it, at most TERM_NAMES a language; "see" names at most
 * TERM_SEE other terms. */
#ifndef GATESCOPE_FILES_LESSON_GLOSSARY_H
#define GATESCOPE_FILES_LESSON_GLOSSARY_H

#include "base/error.h"
#include "lesson/glossary.h"

#define GLOSSARY_FILE "glossary.json" /* in the folder of lessons, and no lesson */

/* False with every error of the file; *glossary is empty then. Free with glossary_free. */
bool glossary_read(const char *path, Glossary *glossary, Errors *errors);
/* The same from memory; `file` names the source in errors, NULL: no name. */
bool glossary_parse(const char *text, size_t length, const char *file, Glossary *glossary,
                    Errors *errors);

#endif
