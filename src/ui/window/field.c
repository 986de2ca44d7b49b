/* field.c: see field.h. */
#include "ui/window/field.h"

#include "session/kinds/text.h"

bool field_open(const Session *session) {
    const View *view = &session->view;
    return view->typing.id || view->home.typing || view->reasoning || session_text_typing(session);
}

/* The region that is typed into, and its text. */
static const char *name_of(const Session *session, const char **text) {
    const View *view = &session->view;
    *text = NULL;
    if (view->typing.id) {
        *text = view->typing.text;
        return "typing";
    }
    if (view->home.typing) {
        *text = view->home.search;
        return "home.search";
    }
    if (view->reasoning) {
        *text = session_beat_state(session)->guess.reason;
        return "reason";
    }
    return session_text_typing(session) ? "text.type" : NULL;
}

bool field_find(const Session *session, const DisplayList *list, Field *field) {
    const char *text, *name = name_of(session, &text);
    const Region *region = name ? region_find(list, region_id(name, 0)) : NULL;
    if (!region || region->rect.w <= 0)
        return false;
    *field = (Field){.rect = region->rect,
                     .text = text,
                     .number = session->view.typing.id != 0,
                     .marked = session->view.typing.fresh};
    field->label = region_label(list, region, &field->label_length);
    return true;
}
