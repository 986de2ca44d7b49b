/* screen.c: see screen.h. */
#include "commands/tools/screen.h"

#include <stdlib.h>

#include "commands/line/command.h"
#include "commands/line/say.h"
#include "commands/picture/studio.h"
#include "commands/state/language.h"
#include "commands/tools/practise.h"
#include "session/words/phrase.h"

enum { WIDTH = 1600, HEIGHT = 900 };

/* ---- the command line ---- */

bool tool_read_look(const Words *words, ToolLook *look) {
    *look = (ToolLook){.width = WIDTH, .height = HEIGHT, .text_scale = 1};
    return words_size(words, &look->width, &look->height) && words_theme(words, &look->theme) &&
           words_float(words, "--text-scale", 1, 2, &look->text_scale) &&
           language_choose(words, NULL, &look->language);
}

bool tool_read_out(const char *out) {
    if (!out || has_ending(out, ".png"))
        return true;
    say(EXIT_USAGE, "-o: expected a .png, found \"%s\"", out);
    return false;
}

void tool_take_look(Session *session, const ToolLook *look) {
    SessionLook taken = session_look(session);
    taken.theme = look->theme;
    taken.text_scale = look->text_scale;
    taken.language = look->language;
    session_set_look(session, &taken);
}

/* ---- the window ---- */

static bool save(WindowSetup *setup) {
    ToolHost *host = setup->host;
    Keeping *keeping = &host->keeping;
    bool kept = false;
    if (keeping_begin(keeping)) {
        saved_keep_view(&keeping->state, &setup->session->view);
        kept = keeping_end(keeping, practise_hand_out(&keeping->state, setup->session));
    }
    keeping_tell(keeping, setup);
    return kept;
}

static void save_picture(WindowSetup *setup, const SDL_Surface *picture) {
    const ToolHost *host = setup->host;
    char path[KEEPING_PATH];
    Error error;
    saved_new_name(path, sizeof path, host->name, "png");
    if (picture_save(picture, path, &error))
        error_set(&error, phrase_in(setup->session->view.language, "The picture is saved as %s"),
                  path);
    session_tell(setup->session, &error);
}

bool tool_run(WindowSetup *setup, Language language, Error *error) {
    ToolHost *host = setup->host;
    setup->save = save;
    setup->save_picture = save_picture;
    keeping_open(&host->keeping);
    saved_restore_view(setup->session, &host->keeping.state);
    session_set_language(setup->session, language);
    keeping_tell(&host->keeping, setup);
    bool good = window_run(setup, error);
    keeping_close(&host->keeping);
    return good;
}

/* ---- without a display ---- */

bool tool_draw(const Session *session, const ToolLook *look, const char *path, Error *error) {
    Studio studio;
    bool good = studio_open(&studio, look->width, look->height, 1, error);
    if (good) {
        studio_draw(&studio, session);
        good = picture_save(studio.picture, path, error);
    }
    studio_close(&studio);
    return good;
}

bool tool_describe(const Session *session,
                   size_t describe(const Session *session, char *text, size_t size),
                   const char *path, Error *error) {
    size_t length = describe(session, NULL, 0);
    char *text = malloc(length + 1);
    if (!text)
        return error_memory(error, length + 1, "a description");
    describe(session, text, length + 1);
    bool good = say_text(text, path, error);
    free(text);
    return good;
}
