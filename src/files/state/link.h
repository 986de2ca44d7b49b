/* link.h: where somebody is in the program, as the part of an address behind its '#', and back.
 *
 *     #lesson=forget-gate&beat=3&step=5&lang=en&theme=dark     a lesson, by its id or its file's name
 *     #home  #digits  #text=lisp  #opening&beat=2              a screen by its name
 *     #state=gatescope:1:...                                   a lesson with all changes (share_text.h)
 *
 * A link comes from anywhere: each part is read by itself, and one that is broken costs no other. What
 * a part names is looked up by who knows it (commands/window/link.h). */
#ifndef GATESCOPE_FILES_STATE_LINK_H
#define GATESCOPE_FILES_STATE_LINK_H

#include <stdbool.h>
#include <stddef.h>

enum {
    LINK_NAME = 128,        /* bytes of a name, with its end; a longer one is cut */
    LINK_STATE = 256 << 10, /* of a state's text, at most */
    LINK_LONGEST = 1000000  /* the largest number that is meant; beyond it is this one */
};

typedef struct Link {
    char screen[LINK_NAME];  /* "home", "digits"; empty: none is named */
    char which[LINK_NAME];   /* of what the screen shows: "lisp"; empty: not said */
    char strange[LINK_NAME]; /* a name alone that is no screen's; empty: none is */
    char lesson[LINK_NAME];
    char language[LINK_NAME], theme[LINK_NAME];
    char beat_text[LINK_NAME], step_text[LINK_NAME]; /* as they stand there; empty: not said */
    long beat, step;         /* from 1; from -1. Where the text is a number */
    bool has_beat, has_step; /* it is one */
    char *state;             /* owned; NULL: none */
} Link;

/* What behind a '#' in the text is a link: it names a lesson, a state or one of the screens; NULL:
 * nothing is. The names end with NULL. */
const char *link_in(const char *text, const char *const *screens);

/* Reads what is behind the '#'. Values of other names are passed over. False where memory lacks, and
 * nothing is to be freed. */
bool link_read(Link *link, const char *text, const char *const *screens);
void link_free(Link *link);

/* A part more, with a '&' between, the value escaped where it must be; value NULL: the name alone.
 * One that has no room is left out. */
void link_add(char *text, size_t size, const char *name, const char *value);

#endif
