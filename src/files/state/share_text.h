/* share_text.h: where somebody stands in a lesson, and what they changed, as one short text that
 * can be copied, sent and opened elsewhere.
 *
 *     gatescope:1:<base64url of the checksum and the compressed lines>
 *
 *     lesson add-or-replace 9c1f03d2a86e47b5      id, version (lesson/run/version.h)
 *     place 5 56 13                               beat, tick, highest step seen
 *     select lstm 0                               cell, unit
 *     view 0 en                                   notation, language
 *     beats 6                                     how many follow at most
 *     beat 5                                      its tweaks follow (lesson/edit.h)
 *     set lstm.W_xf[1][0] -10
 *
 * The lesson itself is not carried. Answers are not either: they belong to the one who gave them.
 * The text comes from anywhere, so its size is bounded before and after decompression, every line
 * is checked here for its form, and every tweak by whoever knows the lesson. */
#ifndef GATESCOPE_FILES_STATE_SHARE_TEXT_H
#define GATESCOPE_FILES_STATE_SHARE_TEXT_H

#include <stdint.h>

#include "files/state/state.h"

enum { SHARE_NAME = 64 }; /* bytes of an id, with its end, at most */

typedef struct SharedState {
    SavedLesson lesson; /* id, place, and of its beats only the edits */
    uint64_t version;
    char cell[SHARE_NAME]; /* id of the selected one */
    int unit;
    int notation;
    char language[TAG_SIZE]; /* its tag, known here or not */
} SharedState;

void share_free(SharedState *state);

/* The text, the caller's (free). NULL and an error where memory lacks or it would be longer than
 * share_read accepts. */
char *share_write(const SharedState *state, Error *error);

/* Reads a text; white space in it and round it does not count (mail programs break lines). On
 * failure false, an error that says what is wrong with it, and nothing to free. */
bool share_read(SharedState *state, const char *text, Error *error);

/* Whether the text says that it is a shared state, readable or not. */
bool share_looks_like(const char *text);

#endif
