/* glossary.h: the words of the field, each with what it means, as plain data. Read by
 * files/lesson/glossary.h. */
#ifndef GATESCOPE_LESSON_GLOSSARY_H
#define GATESCOPE_LESSON_GLOSSARY_H

#include <stdbool.h>
#include <stddef.h>

#include "lesson/text.h"

enum { TERM_NAMES = 4, TERM_SEE = 6 };

/* Other forms of a term in texts of one language. */
typedef struct TermNames {
    char tag[TAG_SIZE];
    char *names[TERM_NAMES]; /* owned; NULL: no more */
} TermNames;

typedef struct GlossaryTerm {
    char *id;
    Text term;       /* "forget gate" */
    TermNames *also; /* owned */
    int also_count, also_capacity;
    char *signal;      /* the letter that stands for it in texts; NULL: none */
    Text means;        /* CommonMark with symbols, as in lessons */
    int see[TERM_SEE]; /* indices of terms */
    int see_count;
    char *lesson; /* id of the lesson that shows it; NULL: none */
} GlossaryTerm;

typedef struct Glossary {
    GlossaryTerm *items; /* owned; in the order of the English terms */
    int count;
} Glossary;

void glossary_free(Glossary *glossary);
int glossary_find(const Glossary *glossary, const char *id); /* -1 */
/* The term that a letter in braces stands for; n is the candidate as g is. -1: none. */
int glossary_signal(const Glossary *glossary, const char *letter, size_t length);

/* Makes room for other forms in a language that has none yet; NULL where memory lacks. */
TermNames *glossary_also(GlossaryTerm *term, const char *tag);

/* The term whose name begins at text + at, the longest where several do, and its length in bytes;
 * -1: none. Latin letters count alike in both cases, and end where a word ends. */
int glossary_match(const Glossary *glossary, Language language, const char *text, size_t length,
                   size_t at, size_t *matched);

#endif
