/* aside.c: see aside.h. */
#include "commands/state/aside.h"

#include <stdlib.h>
#include <string.h>

#include "session/words/phrase.h"

/* A session that another state comes to. */
typedef struct Turn {
    Keeping *keeping;
    Session *session;
    bool back;          /* to one that was set aside, so that the others come first the next time */
    char *before, *now; /* what is on the screen, as texts; owned */
    bool begun;         /* what was before is somebody's work */
} Turn;

/* Whether there is anything that somebody could miss. */
static bool is_begun(const Session *session) {
    bool begun = session->beat > 0;
    for (int k = 0; k < session->lesson->beat_count; k++)
        begun |= session->beats[k].edits.count > 0;
    return begun;
}

static bool is_to_keep(const Turn *turn) {
    return turn->begun && strcmp(turn->before, turn->now) != 0;
}

static bool move(const Turn *turn, SavedLesson *saved) {
    saved_lesson_drop_aside(saved, turn->now);
    return !is_to_keep(turn) || saved_lesson_aside(saved, turn->before, turn->back);
}

/* What is on the screen now is no longer aside; what was there before is. Where nothing is saved
 * nothing is written over, either. */
static bool keep(const Turn *turn, Error *error) {
    Keeping *keeping = turn->keeping;
    if (keeping->refused)
        return true;
    bool kept = keeping_begin(keeping);
    if (kept) {
        SavedLesson *saved = state_lesson(&keeping->state, turn->session->lesson->id, true);
        kept = keeping_end(keeping, saved && move(turn, saved));
    }
    if (!kept)
        *error = keeping->trouble;
    return kept;
}

static void tell(const Turn *turn) {
    const Error *told = &turn->session->notice;
    Language language = turn->session->view.language;
    const char *kept =
        phrase_in(language, "The state that was here is set aside: Shift+V brings it back");
    Error notice;
    if (told->what[0])
        error_set(&notice, phrase_in(language, "%s. %s"), told->what, kept);
    else
        error_set(&notice, "%s", kept);
    session_tell(turn->session, &notice);
}

static void go_back(const Turn *turn) {
    SharedState state;
    Error error;
    if (!share_read(&state, turn->before, &error))
        return;
    share_restore(turn->session, &state, &error);
    share_free(&state);
}

static bool bring(Turn *turn, const SharedState *state, Error *error) {
    turn->begun = is_begun(turn->session);
    turn->before = share_text(turn->session, error);
    if (!turn->before || !share_restore(turn->session, state, error))
        return false;
    turn->now = share_text(turn->session, error);
    if (!turn->now || !keep(turn, error)) {
        go_back(turn);
        return false;
    }
    if (is_to_keep(turn) && !turn->keeping->refused)
        tell(turn);
    return true;
}

static bool turn_to(Turn turn, const SharedState *state, Error *error) {
    bool good = bring(&turn, state, error);
    free(turn.before);
    free(turn.now);
    return good;
}

bool aside_open(Keeping *keeping, Session *session, const SharedState *state, Error *error) {
    return turn_to((Turn){.keeping = keeping, .session = session}, state, error);
}

bool aside_turn(Keeping *keeping, Session *session, Error *error) {
    const SavedLesson *saved = state_lesson(&keeping->state, session->lesson->id, false);
    SharedState state;
    if (!saved || !saved->aside_count)
        return error_set(error, "%s",
                         phrase_in(session->view.language, "Nothing of this lesson is set aside"));
    if (!share_read(&state, saved->aside[saved->aside_count - 1], error))
        return false;
    bool good =
        turn_to((Turn){.keeping = keeping, .session = session, .back = true}, &state, error);
    share_free(&state);
    return good;
}
