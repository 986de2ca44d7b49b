/* life.h: the life of a session: making it, freeing it, and its lesson in the place of which another
 * one has come, because its file was changed. */
#ifndef GATESCOPE_SESSION_LIFE_H
#define GATESCOPE_SESSION_LIFE_H

#include "session/state.h"

/* A session at the lesson's first beat. The lesson must outlive it. NULL and an error where memory
 * lacks, or the lesson has no cells or no beats. */
Session *session_new(const Lesson *lesson, Error *error);
void session_free(Session *session); /* NULL is allowed */

/* The lesson was read again: keeps beat, place, answers, and those tweaks, undone ones too, that
 * still fit. A beat stays the same beat where others were put in or taken out around it. On failure
 * the session is as before and false is returned. */
bool session_relesson(Session *session, const Lesson *lesson, Error *error);

#endif
