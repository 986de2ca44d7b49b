/* keeping.c: see keeping.h. */
#include "commands/state/keeping.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/new_file.h"
#include "commands/line/say.h"
#include "engine/random.h"
#include "session/words/phrase.h"
#include "ui/window/host.h"

/* The same is said once on standard error. */
static bool trouble(Keeping *keeping, const Error *error) {
    keeping->trouble = *error;
    if (strcmp(keeping->said, error->what) != 0)
        say_error(0, error);
    snprintf(keeping->said, sizeof keeping->said, "%s", error->what);
    return false;
}

static bool refuse(Keeping *keeping, const Error *error) {
    keeping->refused = true;
    return trouble(keeping, error);
}

/* ---- what lies on the disk ---- */

static bool set_aside(Keeping *keeping, const Error *why) {
    Error error;
    say_error(0, why);
    if (!file_set_aside(keeping->path, ".unreadable", keeping->aside, sizeof keeping->aside,
                        &error)) {
        keeping->aside[0] = '\0';
        return trouble(keeping, &error);
    }
    say(0, "it is kept as %s", keeping->aside);
    return true;
}

/* Takes in what is there, or sees to it that it is not written over. */
static bool take_in(Keeping *keeping) {
    SavedState now;
    Error error;
    StateFound found = state_find(keeping->path, &now, &error);
    if (found == STATE_READ) {
        now.seed = now.seed ? now.seed : keeping->state.seed;
        state_free(&keeping->state);
        keeping->state = now;
        return true;
    }
    state_free(&now);
    if (found == STATE_UNREADABLE)
        return trouble(keeping, &error);
    return found == STATE_NONE || set_aside(keeping, &error);
}

/* Another one for each person, which their saved state keeps. */
static uint32_t new_seed(void) {
    uint64_t mixed = random_mix((uint64_t)time(NULL), (uint64_t)getpid());
    return (uint32_t)mixed | 1;
}

void keeping_open(Keeping *keeping) {
    Error error;
    *keeping = (Keeping){.lock = -1};
    StateFound found = STATE_UNREADABLE;
    if (saved_path(keeping->path, sizeof keeping->path))
        found = state_find(keeping->path, &keeping->state, &error);
    else {
        keeping->path[0] = '\0';
        state_find("", &keeping->state, &error);
        error_set(&error, "neither XDG_STATE_HOME nor HOME says where it could be kept");
    }
    if (found == STATE_UNREADABLE)
        refuse(keeping, &error);
    if (found == STATE_STRANGE) {
        int lock = file_lock(keeping->path); /* another window may be about to do the same */
        keeping->refused = !take_in(keeping);
        file_unlock(lock);
    }
    if (!keeping->state.seed)
        keeping->state.seed = new_seed();
}

void keeping_close(Keeping *keeping) {
    state_free(&keeping->state);
}

bool keeping_begin(Keeping *keeping) {
    if (keeping->refused)
        return false;
    host_fetch();
    folder_create_for(keeping->path, NULL); /* that it cannot be is said when it is written to */
    keeping->lock = file_lock(keeping->path);
    bool may = take_in(keeping);
    if (!may)
        file_unlock(keeping->lock);
    return may;
}

bool keeping_end(Keeping *keeping, bool whole) {
    Error error;
    bool kept = whole ? state_write(keeping->path, &keeping->state, &error)
                      : error_memory(&error, sizeof keeping->state, "the saved state");
    file_unlock(keeping->lock);
    if (!kept || !host_keep(&error))
        return trouble(keeping, &error);
    keeping->trouble.what[0] = keeping->said[0] = '\0';
    return true;
}

/* ---- what the window says ---- */

static void tell_aside(Keeping *keeping, Session *session) {
    const char *slash = strrchr(keeping->aside, '/');
    Error notice;
    error_set(&notice,
              phrase_in(session->view.language,
                        "What was kept is not understood here, and is set aside: %s"),
              slash ? slash + 1 : keeping->aside);
    keeping->aside[0] = '\0';
    session_tell(session, &notice);
}

void keeping_tell_trouble(Keeping *keeping, WindowSetup *setup) {
    Session *session = setup->session;
    const Error *error = &keeping->trouble;
    const char *slash = strrchr(error->file, '/');
    char before[sizeof error->what], why[512];
    snprintf(why, sizeof why, "%s%s%s", slash ? slash + 1 : "", slash ? ": " : "", error->what);
    snprintf(before, sizeof before, "%s", setup->unkept ? setup->unkept->what : "");
    error_set(&keeping->shown,
              keeping->refused
                  ? phrase_in(session->view.language, "Nothing is kept of this session: %s")
                  : phrase_in(session->view.language, "What you do is not kept: %s"),
              why);
    setup->unkept = error->what[0] ? &keeping->shown : NULL;
    if (strcmp(before, setup->unkept ? setup->unkept->what : "") != 0)
        session_redraw(session);
}

void keeping_tell(Keeping *keeping, WindowSetup *setup) {
    keeping_tell_trouble(keeping, setup);
    if (keeping->aside[0])
        tell_aside(keeping, setup->session);
}
