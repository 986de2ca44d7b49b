/* saved.h: what is remembered between starts: a session's state to the saved state's plain values,
 * and back; and where its file lies. keeping.h reads and writes that. */
#ifndef GATESCOPE_COMMANDS_STATE_SAVED_H
#define GATESCOPE_COMMANDS_STATE_SAVED_H

#include "files/state/state.h"
#include "session/session.h"

/* $XDG_STATE_HOME/gatescope/state.json, or ~/.local/state/...; false where neither is known. */
bool saved_path(char *path, size_t size);

/* Takes down, and puts back, how things look: theme, size of text, notation and the like. */
void saved_keep_view(SavedState *state, const View *view);
void saved_restore_view(Session *session, const SavedState *state);

/* Takes down the session's state under its lesson's id; false where memory lacks. `seconds` were
 * spent on it since it was taken down last (commands/window/attention.h), and it is `now` (since
 * 1970). */
bool saved_keep(SavedState *state, const Session *session, double seconds, int64_t now);
/* Puts back what still fits; a lesson that was not open before begins at its beginning. */
void saved_restore(Session *session, const SavedState *state);

/* Fills in what an entry that was kept by an older version does not say of its beats: whether they
 * ask, have a task, and the answer is right. */
void saved_complete(SavedLesson *saved, const Lesson *lesson);

/* Takes down the beat's tweaks; false where memory lacks. */
bool saved_keep_edits(SavedBeat *saved, const Session *session, int beat);

/* The first name that is free in the current folder: "<stem>-1.<ending>" and so on. Returns its
 * number. */
int saved_new_name(char *path, size_t size, const char *stem, const char *ending);

#endif
