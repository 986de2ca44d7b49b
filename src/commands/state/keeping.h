/* keeping.h: the saved state while a window is open: read when that opens, saved again and again.
 *
 * What lies on the disk is never written over unseen. What another window has saved is taken in;
 * what is not understood (an edit with a slip, what a newer program has written) gets another name;
 * and where it is not known what is there, because it cannot be read, nothing is saved. The window
 * says so. */
#ifndef GATESCOPE_COMMANDS_STATE_KEEPING_H
#define GATESCOPE_COMMANDS_STATE_KEEPING_H

#include "commands/state/saved.h"
#include "ui/window/window.h"

enum { KEEPING_PATH = 4096 };

typedef struct Keeping {
    SavedState state;
    char path[KEEPING_PATH];       /* of its file; empty: there is no place for it */
    bool refused;                  /* nothing is saved, as long as the window is open */
    Error trouble;                 /* why what is done is not kept; what empty: it is */
    char aside[KEEPING_PATH + 32]; /* what was set aside and is not told yet; empty: nothing */
    char said[192];                /* the trouble that standard error had last */
    Error shown;                   /* the trouble in the words of the window */
    int lock;
} Keeping;

/* Finds and reads the saved state. */
void keeping_open(Keeping *keeping);
void keeping_close(Keeping *keeping);

/* Saving, so that several windows lose nothing of each other: one waits for the other, takes in what
 * it has saved, puts its own (saved_keep and the like) into keeping->state between these two, and
 * writes. Of one lesson that is open in two windows the one that saved last counts. False: nothing
 * may be saved now, and keeping_end is not to be called; trouble says why. */
bool keeping_begin(Keeping *keeping);
/* `whole` false: there was no memory for what should have been put in, and nothing is written. False
 * where it is not kept; trouble says why. */
bool keeping_end(Keeping *keeping, bool whole);

/* Lets the window say what has to be said: what is not kept, as long as it is not; and, once, what was
 * set aside, to a session that stays: not on the way to another. */
void keeping_tell_trouble(Keeping *keeping, WindowSetup *setup);
void keeping_tell(Keeping *keeping, WindowSetup *setup);

#endif
