/* gradients.c: see gradients.h. */
#include "session/gradients.h"

#include <stdlib.h>

void gradients_forget(Session *session) {
    for (int k = 0; session->lookbacks && k < session->lesson->cell_count; k++)
        lookback_free(session->lookbacks[k]);
    free(session->lookbacks);
    session->lookbacks = NULL;
}

static bool make_room(Session *session) {
    size_t count = (size_t)session->lesson->cell_count;
    if (session->lookbacks)
        return true;
    session->lookbacks = calloc(count, sizeof(Lookback *));
    return session->lookbacks ||
           error_memory(&session->notice, count * sizeof(Lookback *), "gradients");
}

void gradients_keep(Session *session) {
    if (!session->view.gradients || session_behind(session) >= 0) {
        gradients_forget(session);
        return;
    }
    if (!make_room(session))
        return;
    for (int k = 0; k < session->lesson->cell_count; k++) {
        Lookback **lookback = &session->lookbacks[k];
        const CellSpec *spec = &session->run->cells[k]->spec;
        int hidden = signal_width(spec, cell_kind(spec->kind)->memory);
        if (!session_cell_shown(session, k))
            continue;
        if (!*lookback)
            *lookback = lookback_new(session->run, k, &session->notice);
        if (*lookback)
            lookback_update(*lookback, session->run, session->unit < hidden ? session->unit : 0,
                            session_settled(session));
    }
}

/* A beat that asks for them opens them; one that does not closes what a beat has opened, and leaves
 * alone what was opened by hand. */
void gradients_enter(Session *session) {
    View *view = &session->view;
    if (session_beat(session)->open_gradients) {
        view->gradients_by_beat |= !view->gradients;
        view->gradients = true;
    } else if (view->gradients_by_beat) {
        view->gradients = view->gradients_by_beat = false;
    }
}

bool gradients_apply(Session *session, int number) {
    View *view = &session->view;
    bool on = number < 0 ? !view->gradients : number > 0;
    if (on == view->gradients)
        return false;
    view->gradients = on;
    view->gradients_by_beat = false;
    return true;
}
