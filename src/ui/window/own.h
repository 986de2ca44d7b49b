/* own.h: what somebody has of their own: files that they choose, and what the host keeps of those that
 * were opened. A browser has a dialog and keeps them (own_web.c); on a desktop files lie where they are,
 * and come by being dropped (own_desktop.c). */
#ifndef GATESCOPE_UI_WINDOW_OWN_H
#define GATESCOPE_UI_WINDOW_OWN_H

#include "base/error.h"
#include "session/catalogue.h"

/* Whether there is a dialog, and what is opened is kept. */
bool own_is_kept(void);
/* Shows the dialog; what is chosen there comes as if it were dropped. */
void own_choose(void);

/* What has been opened. */
typedef struct OwnOpened {
    OwnKind kind;
    const char *path; /* the lesson's, or the model's */
    const char *data; /* what the model reads; NULL: none */
    const char *id;   /* the lesson's; NULL: it is a model */
} OwnOpened;
void own_opened(const OwnOpened *opened);

/* A line of each thing, the newest first: id, kind (an OwnKind), seconds since 1970, 1 where it is removed
 * and can be brought back (else 0), and its name, with a tab between them. The caller's (free); NULL:
 * there is none. */
char *own_list(void);

/* By its id. What is opened comes as if it were dropped; the list is another one then
 * (WindowSetup.list_own). */
void own_open(const char *id);
void own_remove(const char *id);
void own_restore(const char *id);

/* What the host has to say of files, by a short name of it, in the words of the window; `one` and `two` are
 * names, sizes and reasons that stand in it. False: nothing has that name. */
bool own_words(Language language, const char *name, const char *one, const char *two,
               Error *notice);

#endif
