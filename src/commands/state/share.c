/* share.c: see share.h. */
#include "commands/state/share.h"

#include <stdio.h>
#include <string.h>

#include "commands/library/languages.h"
#include "commands/state/saved.h"
#include "lesson/run/version.h"
#include "session/keep.h"
#include "session/words/phrase.h"

/* ---- from a session ---- */

static bool take(SharedState *state, const Session *session) {
    const Lesson *lesson = session->lesson;
    SavedLesson *saved = &state->lesson;
    *state = (SharedState){.lesson = {.id = strdup(lesson->id)}};
    if (!saved->id || !saved_lesson_beats(saved, lesson->beat_count))
        return false;
    for (int beat = 0; beat < lesson->beat_count; beat++)
        if (!saved_keep_edits(&saved->beats[beat], session, beat))
            return false;
    saved->beat = session->beat;
    saved->tick = session->tick;
    saved->seen = session->seen;
    state->version = lesson_version(lesson);
    snprintf(state->cell, sizeof state->cell, "%s", lesson->cells[session->cell].id);
    state->unit = session->unit;
    state->notation = session->view.notation;
    snprintf(state->language, sizeof state->language, "%s", language_tag(session->view.language));
    return true;
}

char *share_text(const Session *session, Error *error) {
    SharedState state;
    char *text = NULL;
    if (take(&state, session))
        text = share_write(&state, error);
    else
        error_memory(error, sizeof state, "a shared state");
    share_free(&state);
    return text;
}

/* ---- to a session ---- */

/* Tweaks that were there, and those of them that did not fit. */
typedef struct Fit {
    int all, away;
} Fit;

static bool restore_beat(Session *session, int beat, const SavedBeat *saved, Fit *fit) {
    bool here = beat < session->lesson->beat_count;
    if (here && (saved->edit_count || session->beats[beat].edits.count) &&
        !session_drop_edits(session, beat))
        return false;
    for (int k = 0; k < saved->edit_count; k++, fit->all++)
        fit->away += !here || !session_restore_edit(session, beat, saved->edits[k]);
    return true;
}

static bool restore_edits(Session *session, const SavedLesson *saved, Fit *fit) {
    static const SavedBeat none = {0};
    for (int beat = 0; beat < session->lesson->beat_count || beat < saved->beat_count; beat++)
        if (!restore_beat(session, beat, beat < saved->beat_count ? &saved->beats[beat] : &none,
                          fit))
            return false;
    return true;
}

static void notice_version(Session *session, const SharedState *state, Fit fit) {
    bool same = state->version == lesson_version(session->lesson);
    Language language = session->view.language;
    const char *which = same ? "" : phrase_in(language, " This is another version of the lesson.");
    Error notice;
    if (fit.away)
        error_set(&notice,
                  phrase_in(language, "Opened.%s %d of %d changes do not fit it and stay away"),
                  which, fit.away, fit.all);
    else if (!same)
        error_set(&notice, phrase_in(language, "Opened.%s What is told may differ"), which);
    if (fit.away || !same)
        session_tell(session, &notice);
    else
        session_redraw(session);
}

bool share_restore(Session *session, const SharedState *state, Error *error) {
    Fit fit = {0};
    const char *wanted = state->lesson.id, *here = session->lesson->id;
    if (strcmp(wanted, here) != 0)
        return error_set(error, "the shared state is of the lesson \"%s\", and this is \"%s\"",
                         wanted, here);
    SessionLook look = session_look(session);
    look.notation = state->notation;
    look.language = language_of_tag(state->language);
    session_set_look(session, &look);
    session_tell(session, &(Error){0});
    bool whole = restore_edits(session, &state->lesson, &fit);
    session_restore_place(session, state->lesson.beat, state->lesson.tick, state->lesson.seen);
    int cell = lesson_cell_find(session->lesson, state->cell);
    if (cell >= 0)
        session_apply(session, &(Action){.kind = ACTION_SELECT, .cell = cell, .unit = state->unit});
    if (!whole)
        return error_memory(error, sizeof(Edit), "the shared changes");
    notice_version(session, state, fit);
    return true;
}

const char *share_lesson(const SharedState *state, const Library *library, Error *error) {
    int at = library_named(library, state->lesson.id);
    if (at >= 0)
        return library->paths[at];
    error_set(error, "the lesson \"%s\" of the shared state is not among the lessons here",
              state->lesson.id);
    error_hint(error, "get its file, and name it behind the state");
    return NULL;
}
