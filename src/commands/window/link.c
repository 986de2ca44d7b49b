/* link.c: see link.h. */
#include "commands/window/link.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/clamp.h"
#include "commands/library/languages.h"
#include "commands/window/serve.h"
#include "files/state/link.h"
#include "scene/display/theme.h"
#include "scene/screens.h"
#include "session/words/phrase.h"

static const char HOME[] = "home";

/* The names of screens that a link may open, with NULL at the end. */
static const char *const *screen_names(void) {
    static const char *names[SESSION_KIND_COUNT + 2];
    int count = 0;
    if (names[0])
        return names;
    names[count++] = HOME;
    for (int kind = 0; kind < SESSION_KIND_COUNT; kind++)
        if (tools_has(kind))
            names[count++] = screen_of((SessionKindId)kind)->name;
    return names;
}

const char *place_link_in(const char *text) {
    return link_in(text, screen_names());
}

/* ---- where the window is ---- */

static bool is_home(const WindowSetup *setup) {
    const Viewport viewport = {.catalogue = setup->catalogue};
    return screen_now(setup->session, &viewport)->library;
}

static void add_number(char *text, size_t size, const char *name, long number) {
    char digits[24];
    snprintf(digits, sizeof digits, "%ld", number);
    link_add(text, size, name, digits);
}

static void add_lesson(const WindowSetup *setup, char *text, size_t size) {
    const Session *session = setup->session;
    link_add(text, size, "lesson", session->lesson->id);
    add_number(text, size, "beat", session->beat + 1);
    add_number(text, size, "step", step_of(session->tick));
}

bool place_is_lesson(const WindowSetup *setup) {
    const Host *host = setup->host;
    return !is_home(setup) && !tools_are_open(host->tools);
}

void place_share(WindowSetup *setup, char *text, size_t size) {
    const Host *host = setup->host;
    text[0] = '\0';
    if (is_home(setup))
        link_add(text, size, HOME, NULL);
    else if (place_is_lesson(setup))
        add_lesson(setup, text, size);
    else
        tools_link(host->tools, setup, text, size);
}

void place_link(WindowSetup *setup, char *text, size_t size) {
    const View *view = &setup->session->view;
    place_share(setup, text, size);
    link_add(text, size, "lang", language_tag(view->language));
    link_add(text, size, "theme", theme_get(view->theme)->name);
}

/* ---- to where a link leads ---- */

/* On its way, and what is to be said of it, in the language that is shown. */
typedef struct Way {
    WindowSetup *setup;
    Link link;
    char told[192];
    size_t used;
} Way;

static void note(Way *way, const char *format, ...) ERROR_FORMAT(2, 3);

static void note(Way *way, const char *format, ...) {
    va_list arguments;
    if (way->used && way->used + 2 < sizeof way->told)
        way->used += (size_t)snprintf(way->told + way->used, sizeof way->told - way->used, "; ");
    va_start(arguments, format);
    if (way->used < sizeof way->told)
        way->used += (size_t)vsnprintf(way->told + way->used, sizeof way->told - way->used, format,
                                       arguments);
    va_end(arguments);
}

static const Session *session_of(const Way *way) {
    return way->setup->session;
}

static Language language_of(const Way *way) {
    return session_of(way)->view.language;
}

static void apply(Way *way, Action action) {
    session_apply(way->setup->session, &action);
}

/* What of it is known; the rest is noted. */
static SessionLook wished_look(Way *way) {
    const char *tag = way->link.language, *theme = way->link.theme;
    SessionLook look = session_look(session_of(way));
    Language wished = tag[0] ? languages_near(languages_here(), tag) : NULL;
    look.language = wished ? wished : look.language;
    const Language language = look.language;
    int index = theme[0] ? theme_from_name(theme) : -1;
    if (index >= 0) {
        look.theme = index;
        look.theme_chosen = true;
    }
    if (tag[0] && !wished)
        note(way, phrase_in(language, "the language \u201c%s\u201d is not known here"), tag);
    if (theme[0] && index < 0)
        note(way, phrase_in(language, "no colours are called \u201c%s\u201d"), theme);
    if (way->link.strange[0])
        note(way, phrase_in(language, "nothing is called \u201c%s\u201d"), way->link.strange);
    return look;
}

static void take_look(Way *way, const SessionLook *look) {
    session_set_look(way->setup->session, look);
    session_redraw(way->setup->session);
}

static void go_home(Way *way) {
    if (is_home(way->setup))
        return;
    way->setup->go_home(way->setup);
    apply(way, (Action){.kind = ACTION_HOME, .number = 1});
}

static void go_to_lesson(Way *way) {
    const Host *host = way->setup->host;
    const char *name = way->link.lesson;
    int index = library_called(&host->library, name);
    bool here = strcmp(host->lesson->id, name) == 0;
    if (!here && index < 0) {
        Language language = language_of(way);
        note(way, phrase_in(language, "no lesson is called \u201c%s\u201d"), name);
        go_home(way);
        return;
    }
    way->setup->open_nth(way->setup, here ? way->setup->lesson_number - 1 : index);
    apply(way, (Action){.kind = ACTION_HOME, .number = 0});
}

/* The one that is there stays as it is. */
static void go_to_tool(Way *way) {
    const Host *host = way->setup->host;
    Action wish = tools_wish(way->link.screen, way->link.which);
    if (tools_shows(host->tools, way->setup, &wish) && !is_home(way->setup))
        return;
    if (way->link.lesson[0]) { /* what the screen shows is of a lesson */
        go_to_lesson(way);
        wish.unit = wish.unit ? wish.unit : 1;
    }
    way->setup->open_tool(way->setup, &wish);
}

static void go_to_beat(Way *way) {
    int count, now = session_part(session_of(way), &count);
    const Link *link = &way->link;
    Language language = language_of(way);
    long beat = clamp_long(link->beat, 1, count);
    if (link->beat_text[0] && (!link->has_beat || beat != link->beat))
        note(way, phrase_in(language, "there is no beat \u201c%s\u201d"), link->beat_text);
    if (!link->has_beat || beat - 1 == now)
        return;
    session_skip_question(way->setup->session); /* who names the beat is not held back */
    apply(way, (Action){.kind = ACTION_GO_BEAT, .number = (int)beat - 1});
}

static void go_to_step(Way *way) {
    const Session *session = session_of(way);
    const Link *link = &way->link;
    Language language = language_of(way);
    long step = clamp_long(link->step, -1, session->lesson->steps - 1);
    if (link->step_text[0] && (!link->has_step || step != link->step))
        note(way, phrase_in(language, "there is no step \u201c%s\u201d"), link->step_text);
    if (link->has_step && step != step_of(session->tick))
        apply(way, (Action){.kind = ACTION_GO, .step = step, .phase = PHASE_SHOW});
}

/* A lesson with all changes: said by the window itself where it cannot be read. */
static void go_to_state(Way *way) {
    const Host *host = way->setup->host;
    tools_close(host->tools, way->setup);
    apply(way, (Action){.kind = ACTION_HOME, .number = 0});
    way->setup->paste_state(way->setup, way->link.state);
}

static void go(Way *way) {
    const Host *host = way->setup->host;
    const Link *link = &way->link;
    if (link->state)
        go_to_state(way);
    else if (strcmp(link->screen, HOME) == 0)
        go_home(way);
    else if (link->screen[0])
        go_to_tool(way);
    else if (link->lesson[0])
        go_to_lesson(way);
    else if (link->strange[0])
        go_home(way);
    if (is_home(way->setup))
        return;
    go_to_beat(way);
    if (!tools_are_open(host->tools))
        go_to_step(way);
}

/* All in one notice, unless a state had something to say that went before. */
static void tell(const Way *way) {
    Language language = language_of(way);
    Error notice;
    error_set(&notice, phrase_in(language, "Not all of the link was found: %s"), way->told);
    session_tell(way->setup->session, &notice);
}

void place_go(WindowSetup *setup, const char *link) {
    Way way = {.setup = setup};
    if (!link_read(&way.link, link, screen_names()))
        return;
    SessionLook look = wished_look(&way);
    session_tell(setup->session, &(Error){0});
    take_look(&way, &look);
    go(&way);
    take_look(&way, &look); /* of the session that is there now */
    if (way.used)
        tell(&way);
    link_free(&way.link);
}
