/* layer.c: which layer is on top. The session says what is open, and the picture whether it is to
 * be seen there: keys never go to what nobody sees. */
#include "ui/input/parts.h"

#include "session/kinds/text.h"

static bool shows(const DisplayList *list, Overlay overlay) {
    for (int k = list->region_count - 1; k >= 0; k--)
        if (list->regions[k].overlay == overlay)
            return true;
    return false;
}

/* A list hangs from its box. */
static bool shows_menu(const InputContext *context) {
    const Region *box = region_find(context->list, context->session->view.menu);
    return box && box->rect.w > 0;
}

/* While it is presented on a second display, the first one shows the main screen. */
static bool shows_presentation(const InputContext *context) {
    return context->session->present.on && !context->lectern;
}

static bool is_there(KeyLayer layer, const InputContext *context) {
    const Session *session = context->session;
    const View *view = &session->view;
    switch (layer) {
    case LAYER_HELP:
        return view->help;
    case LAYER_NUMBER:
        return view->typing.id != 0;
    case LAYER_MENU:
        return shows_menu(context);
    case LAYER_SEARCH:
        return view->home.open && view->home.typing;
    case LAYER_HOME:
        return view->home.open;
    case LAYER_REASON:
        return view->reasoning && region_find(context->list, region_id("reason", 0));
    case LAYER_WRITING:
        return session_text_typing(session);
    case LAYER_BLANK:
        return session->present.blank && shows_presentation(context);
    case LAYER_GLOSSARY:
        return view->glossary && shows(context->list, OVERLAY_GLOSSARY);
    case LAYER_PEN:
        return session->present.pen && shows_presentation(context);
    default: /* a screen lies below all */
        return false;
    }
}

KeyLayer layer_top(const InputContext *context) {
    for (int layer = 0; layer < LAYER_LESSON; layer++)
        if (is_there((KeyLayer)layer, context))
            return (KeyLayer)layer;
    return key_screen(context->session);
}

static Overlay overlay_of(KeyLayer layer) {
    switch (layer) {
    case LAYER_HELP:
        return OVERLAY_HELP;
    case LAYER_MENU:
        return OVERLAY_MENU;
    case LAYER_GLOSSARY:
        return OVERLAY_GLOSSARY;
    default:
        return OVERLAY_NONE;
    }
}

bool layer_has(KeyLayer layer, const Region *region) {
    return region->overlay == overlay_of(layer);
}

bool layer_asks_focus(KeyLayer layer) {
    return layer >= LAYER_LESSON || overlay_of(layer) != OVERLAY_NONE;
}
