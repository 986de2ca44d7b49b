/* kind.h: what a kind of session does in its own way: a table of hooks, one a kind (kinds/). Private
 * to src/session, but for the names of the kinds.
 *
 * All that is the same in every session stands in the files beside this one and asks the hooks where
 * kinds differ; none of them asks which kind it is. A new kind is a file in kinds/ with its own
 * table, and its name here. */
#ifndef GATESCOPE_SESSION_KIND_H
#define GATESCOPE_SESSION_KIND_H

#include "session/tempo.h"

typedef struct Session Session;

/* What a session is about. A lesson's has nothing besides what stands here; each of the others has
 * data of its own, which session_sandbox, session_digits, ... give (session/kinds/). */
typedef enum SessionKindId {
    SESSION_LESSON,
    SESSION_SANDBOX,
    SESSION_DIGITS,
    SESSION_TEXT,
    SESSION_TRAINING,
    SESSION_OPENING,
    SESSION_PRACTISE,
    SESSION_LOOK,
    SESSION_KIND_COUNT
} SessionKindId;

typedef struct SessionKind {
    SessionKindId id;
    bool guided;   /* it is led through, on the guided stage, with the workbench one key away */
    bool computes; /* what of its run is behind it computes itself, as time passes (advance) */
    /* What it shows was come to from elsewhere, and Escape leads back (ACTION_LEAD_BACK): the word
     * for that, in English; NULL: it was not. */
    const char *leads_back;
    /* Takes an action that is the kind's own, or that means something else here: true, and whether
     * it changed anything is in *changed. False: it means what it means everywhere. NULL: the kind
     * has no actions of its own. */
    bool (*take)(Session *session, const Action *action, bool *changed);
    /* Lets time pass, of a session that moves; whether the picture changed. Never NULL: without a
     * time of its own a kind has clock_advance. */
    bool (*advance)(Session *session, double seconds);
    /* Whether the kind has work to go on with, besides what moves in every session. NULL: never. */
    bool (*moving)(const Session *session);
    /* After every action: what the kind keeps fits the session as it is now. changed: the action
     * did something. NULL: it keeps nothing of the kind. */
    void (*keep)(Session *session, bool changed);
    /* The run grows by a step, where a place behind its end is asked for. NULL: it has the steps of
     * its lesson, and no more. */
    void (*grow)(Session *session);
    /* Whether there is something to go back to (back) or forward to beyond the tweaks of the run.
     * NULL: never. */
    bool (*can_undo)(const Session *session, bool back);
    /* How fast time goes, in steps a second (tempo.h). NULL: by the session's speed. */
    Tempo (*tempo)(const Session *session);
    /* Steps that were chosen to be in view (tempo.h). NULL: nobody chooses. */
    long (*window)(const Session *session, long *from);
    /* Which of how many parts it is at, as a lesson is at its beats; ACTION_GO_BEAT leads to others.
     * NULL: beats are its parts. */
    int (*part)(const Session *session, int *count);
    /* Frees what the session has of the kind. NULL: it has nothing. */
    void (*free)(Session *session);
} SessionKind;

#endif
