/* saved.c: see saved.h. */
#include "commands/state/saved.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "commands/library/languages.h"
#include "commands/line/words.h"
#include "lesson/run/version.h"
#include "session/keep.h"

enum { EDIT_SIZE = 256, PATH_SIZE = 4096, NAMES_MOST = 10000 };

bool saved_path(char *path, size_t size) {
    const char *base = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
    int length = -1;
    if (base && base[0] == '/')
        length = snprintf(path, size, "%s/gatescope/state.json", base);
    else if (home && home[0])
        length = snprintf(path, size, "%s/.local/state/gatescope/state.json", home);
    return length > 0 && (size_t)length < size;
}

_Static_assert((int)SAVED_THEMES == (int)THEME_CHOICES, "every theme can be kept");
_Static_assert((int)SAVED_PANELS <= (int)PANEL_COUNT, "the first panels are kept");

void saved_keep_view(SavedState *state, const View *view) {
    state->theme = view->theme;
    state->text_scale = view->text_scale;
    for (int k = 0; k < SAVED_PANELS; k++)
        state->folded[k] = view->folded[k];
    state->notation = view->notation;
    state->reduced_motion = view->reduced_motion;
    state->sound = view->sound;
    state->theme_chosen = view->theme_chosen;
    state->motion_chosen = view->motion_chosen;
    state->gradients =
        view->gradients && !view->gradients_by_beat; /* what a beat opens is its own */
    snprintf(state->language, sizeof state->language, "%s", language_tag(view->language));
}

bool saved_keep_edits(SavedBeat *saved, const Session *session, int beat) {
    char text[EDIT_SIZE];
    for (int k = 0; k < session->beats[beat].edits.count; k++)
        if (session_keep_edit(session, beat, k, text, sizeof text) > 0 &&
            !saved_beat_edit(saved, text))
            return false;
    return true;
}

static void complete_beat(SavedBeat *saved, const Beat *beat) {
    const Question *question = beat->question;
    saved->asked = question != NULL;
    saved->right = question && question_right(question, saved->answer);
    saved->tasked = beat->task != NULL;
}

void saved_complete(SavedLesson *saved, const Lesson *lesson) {
    for (int k = 0; k < saved->beat_count && k < lesson->beat_count; k++)
        complete_beat(&saved->beats[k], &lesson->beats[k]);
}

static bool keep_beat(SavedBeat *saved, const Session *session, int beat) {
    const BeatState *state = &session->beats[beat];
    saved->visited = state->visited;
    saved->answer = state->answer;
    saved->first = state->first;
    saved->tries = state->tries;
    memcpy(saved->tried, state->tried, sizeof saved->tried);
    saved->guess = state->guess;
    saved->task_done = state->task_done;
    saved->task_shown = state->task_shown;
    complete_beat(saved, &session->lesson->beats[beat]);
    return saved_keep_edits(saved, session, beat);
}

bool saved_keep(SavedState *state, const Session *session, double seconds, int64_t now) {
    saved_keep_view(state, &session->view);
    SavedLesson *saved = state_lesson(state, session->lesson->id, true);
    if (!saved || !saved_lesson_beats(saved, session->lesson->beat_count))
        return false;
    saved->beat = session->beat;
    saved->tick = session->tick;
    saved->seen = session->seen;
    for (int beat = 0; beat < session->lesson->beat_count; beat++)
        if (!keep_beat(&saved->beats[beat], session, beat))
            return false;
    saved->version = lesson_version(session->lesson);
    saved->seconds += seconds;
    saved->last = now;
    if (!saved->first)
        saved->first = now;
    if (!saved->finished && saved_progress(saved).finished)
        saved->finished = now;
    return true;
}

void saved_restore_view(Session *session, const SavedState *state) {
    session_set_look(session, &(SessionLook){.theme = state->theme,
                                             .text_scale = state->text_scale,
                                             .notation = state->notation,
                                             .language = language_of_tag(state->language),
                                             .reduced_motion = state->reduced_motion,
                                             .sound = state->sound,
                                             .theme_chosen = state->theme_chosen,
                                             .motion_chosen = state->motion_chosen});
    for (int k = 0; k < SAVED_PANELS; k++)
        session_restore_folded(session, k, state->folded[k]);
    if (state->gradients)
        session_apply(session, &(Action){.kind = ACTION_GRADIENTS, .number = 1});
}

static void restore_beat(Session *session, int beat, const SavedBeat *saved) {
    session_restore_guess(session, beat, &saved->guess);
    session_restore_answer(session, beat, saved->answer, saved->tries, saved->tried, SAVED_CHOICES);
    session_restore_first(session, beat, saved->first);
    session_restore_done(session, beat, saved->task_done);
    session_restore_shown(session, beat, saved->task_shown);
    session_restore_visited(session, beat, saved->visited);
    for (int k = 0; k < saved->edit_count; k++)
        session_restore_edit(session, beat, saved->edits[k]);
}

void saved_restore(Session *session, const SavedState *state) {
    saved_restore_view(session, state);
    session_set_seed(session, state->seed);
    for (int k = 0; k < state->lesson_count; k++) {
        const SavedLesson *saved = &state->lessons[k];
        if (strcmp(saved->id, session->lesson->id) != 0)
            continue;
        for (int beat = 0; beat < saved->beat_count && beat < session->lesson->beat_count; beat++)
            restore_beat(session, beat, &saved->beats[beat]);
        session_restore_place(session, saved->beat, saved->tick, saved->seen);
    }
}

int saved_new_name(char *path, size_t size, const char *stem, const char *ending) {
    struct stat status;
    int number = 1;
    do
        snprintf(path, size, "%s-%d.%s", stem, number++, ending);
    while (stat(path, &status) == 0 && number < NAMES_MOST);
    return number - 1;
}
