/* window.c: proves, on SDL's dummy display, that the window hands events to the session, that it
 * draws when something changed and only then, that it calls its host when it should, and that it
 * follows its own size; and that without a display it fails with an error. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "files/lesson/file.h"
#include "languages.h"
#include "ui/window/drops.h"
#include "ui/window/own.h"
#include "ui/window/window.h"

static const char LESSON[] =
    "{ \"format\": 1, \"id\": \"window\", \"title\": \"Window\", \"track\": \"test\", \"level\": 1,"
    "  \"minutes\": 1, \"goal\": \"None.\","
    "  \"inputs\": { \"names\": [\"value\"], \"sequence\": [[1], [0], [0.5], [0]] },"
    "  \"cells\": [ { \"id\": \"lstm\", \"kind\": \"lstm\", \"hidden\": 2,"
    "                 \"weights\": { \"W_xc\": [[1, 2]], \"b_f\": [2, 2], \"b_i\": [1, 1] } } ],"
    "  \"beats\": [ { \"say\": \"One.\", \"at\": { \"t\": 0 } }, { \"say\": \"Two.\" } ] }";

/* What the callbacks saw. */
typedef struct Host {
    int saves, polls, opened, pictures;
    bool broken;          /* nothing can be saved */
    SDL_Surface *picture; /* a copy of the last one; owned */
    char pasted[64], dropped[64];
} Host;

typedef struct Bench {
    Lesson *lesson;
    Session *session;
    Host host;
    WindowSetup setup;
    Window *window;
    Error error;
} Bench;

static Host *host_of(WindowSetup *setup) {
    return setup->host;
}

static bool on_save(WindowSetup *setup) {
    host_of(setup)->saves++;
    return !host_of(setup)->broken;
}

static bool on_poll(WindowSetup *setup) {
    host_of(setup)->polls++;
    return false;
}

static void on_open(WindowSetup *setup, int direction) {
    host_of(setup)->opened += direction;
}

static void on_picture(WindowSetup *setup, const SDL_Surface *picture) {
    Host *host = host_of(setup);
    SDL_FreeSurface(host->picture);
    host->picture = SDL_DuplicateSurface((SDL_Surface *)(uintptr_t)picture);
    host->pictures++;
}

static char *on_copy(WindowSetup *setup) {
    (void)setup;
    return strdup("gatescope:1:abc");
}

static void on_paste(WindowSetup *setup, const char *text) {
    snprintf(host_of(setup)->pasted, sizeof host_of(setup)->pasted, "%s", text);
}

static bool on_drop(WindowSetup *setup, char *const *paths, int count) {
    char *text = host_of(setup)->dropped;
    setup->session->kept += 5; /* another session, which has changed as often as it has */
    text[0] = '\0';
    for (int k = 0; k < count; k++)
        snprintf(text + strlen(text), sizeof host_of(setup)->dropped - strlen(text), "%s;",
                 paths[k]);
    return true;
}

static int set_up(void **state) {
    static Bench bench;
    Errors errors = {0};
    bench = (Bench){.lesson = lesson_parse(LESSON, sizeof LESSON - 1, NULL, &errors)};
    errors_free(&errors);
    if (!bench.lesson || !(bench.session = session_new(bench.lesson, &bench.error)))
        return -1;
    bench.setup = (WindowSetup){.session = bench.session,
                                .title = "test",
                                .host = &bench.host,
                                .save = on_save,
                                .poll = on_poll,
                                .open_lesson = on_open,
                                .save_picture = on_picture,
                                .copy_state = on_copy,
                                .drop_files = on_drop,
                                .paste_state = on_paste};
    bench.window = window_open(&bench.setup, &bench.error);
    *state = &bench;
    return bench.window ? 0 : -1;
}

static int tear_down(void **state) {
    Bench *bench = *state;
    int saves = bench->host.saves;
    window_close(bench->window);
    bool saved = bench->host.saves == saves + 1; /* closing always saves */
    SDL_FreeSurface(bench->host.picture);
    session_free(bench->session);
    lesson_free(bench->lesson);
    return saved ? 0 : -1;
}

static void frame(Bench *bench, double seconds) {
    assert_true(window_frame(bench->window, seconds, &bench->error));
}

static void push_key(SDL_Keycode code, int modifiers) {
    SDL_Event event = {.key = {.type = SDL_KEYDOWN,
                               .keysym = {.scancode = SDL_GetScancodeFromKey(code),
                                          .sym = code,
                                          .mod = (Uint16)modifiers}}};
    assert_int_equal(SDL_PushEvent(&event), 1);
}

/* Frames until nothing moves any more. */
static void settle(Bench *bench) {
    for (int k = 0; k < 1000 && window_moving(bench->window); k++)
        frame(bench, 0.05);
    assert_false(window_moving(bench->window));
}

static const SDL_Surface *take_picture(Bench *bench) {
    push_key(SDLK_s, KMOD_LCTRL);
    frame(bench, 0);
    assert_non_null(bench->host.picture);
    return bench->host.picture;
}

static bool same_picture(const SDL_Surface *a, const SDL_Surface *b) {
    if (a->w != b->w || a->h != b->h)
        return false;
    for (int y = 0; y < a->h; y++)
        if (memcmp((const char *)a->pixels + y * a->pitch, (const char *)b->pixels + y * b->pitch,
                   4 * (size_t)a->w) != 0)
            return false;
    return true;
}

static bool has_title(const char *title) {
    for (Uint32 id = 1; id < 64; id++) {
        SDL_Window *window = SDL_GetWindowFromID(id);
        if (window && strcmp(SDL_GetWindowTitle(window), title) == 0)
            return true;
    }
    return false;
}

static void the_title_is_that_of_the_setup(void **state) {
    Bench *bench = *state;
    frame(bench, 0);
    assert_true(has_title("test"));
    bench->setup.title = "another lesson";
    frame(bench, 0);
    assert_true(has_title("another lesson") && !has_title("test"));
    bench->setup.title = "test";
}

static void keys_reach_the_session_and_the_screen(void **state) {
    Bench *bench = *state;
    frame(bench, 0);
    settle(bench);
    SDL_Surface *before = SDL_DuplicateSurface((SDL_Surface *)(uintptr_t)take_picture(bench));
    assert_true(same_picture(before, take_picture(bench)));
    long tick = bench->session->tick;
    push_key(SDLK_RIGHT, 0);
    frame(bench, 0.01);
    assert_true(bench->session->tick > tick);
    settle(bench);
    assert_false(same_picture(before, take_picture(bench)));
    push_key(SDLK_t, 0);
    frame(bench, 0.01);
    assert_int_equal(bench->session->view.theme, 1);
    SDL_FreeSurface(before);
}

/* ---- the home screen ---- */

static void press_region(Bench *bench, const char *name) {
    const Region *region = region_find(window_picture(bench->window), region_id(name, 0));
    assert_non_null(region);
    int x = (int)(region->rect.x + region->rect.w / 2);
    int y = (int)(region->rect.y + region->rect.h / 2);
    for (int up = 0; up < 2; up++) {
        SDL_Event event = {.button = {.type = up ? SDL_MOUSEBUTTONUP : SDL_MOUSEBUTTONDOWN,
                                      .button = SDL_BUTTON_LEFT,
                                      .clicks = 1,
                                      .x = x,
                                      .y = y}};
        assert_int_equal(SDL_PushEvent(&event), 1);
    }
    frame(bench, 0.01);
}

/* What is open of a lesson that was played leads to its beat. */
static void a_way_leads_to_a_beat(void **state) {
    Bench *bench = *state;
    CatalogueLesson entry = {
        .lesson = bench->lesson,
        .path = "x.json",
        .index = 7,
        .progress = {.begun = true, .played = true, .questions_open = 1, .open_at = 1}};
    CatalogueTrack track = {.id = "test", .count = 1};
    Catalogue catalogue = {.tracks = &track,
                           .track_count = 1,
                           .lessons = &entry,
                           .lesson_count = 1,
                           .here = 0,
                           .version = 1};
    bench->setup.catalogue = &catalogue;
    bench->setup.open_nth = on_open;
    frame(bench, 0);
    settle(bench);
    push_key(SDLK_h, 0);
    frame(bench, 0.01);
    assert_true(bench->session->view.home.open);
    press_region(bench, "home.open");
    assert_int_equal(bench->host.opened, 7);
    assert_int_equal(bench->session->beat, 1);
    bench->setup.catalogue = NULL;
}

/* Four times a second, and only while it can be seen: scrolled away it costs nothing. */
static void the_home_screens_picture_moves(void **state) {
    Bench *bench = *state;
    CatalogueLesson entries[12];
    for (int k = 0; k < 12; k++)
        entries[k] = (CatalogueLesson){.lesson = bench->lesson, .path = "x.json", .index = k};
    CatalogueTrack track = {.id = "test", .count = 12};
    Catalogue catalogue = {.tracks = &track,
                           .track_count = 1,
                           .lessons = entries,
                           .lesson_count = 12,
                           .here = -1,
                           .version = 1,
                           .tools = true};
    const Home *home = &bench->session->view.home;
    bench->setup.catalogue = &catalogue;
    bench->setup.poll = NULL;
    SDL_SetWindowSize(SDL_GetWindowFromID(1), 900, 500);
    frame(bench, 0);
    settle(bench);
    push_key(SDLK_h, 0);
    frame(bench, 0);
    assert_false(window_moving(bench->window));
    assert_true(window_idle_seconds(bench->window) == 0.25);
    frame(bench, 0.2);
    assert_true(fabs(window_idle_seconds(bench->window) - 0.05) < 1e-6);
    frame(bench, 0.1);
    assert_true(fabs(home->seconds - 0.3) < 1e-6);
    push_key(SDLK_END, 0); /* to the end of the page */
    frame(bench, 0);
    double seconds = home->seconds;
    frame(bench, 0.2);
    assert_true(home->seconds == seconds);
    assert_true(window_idle_seconds(bench->window) == 1);
    bench->setup.catalogue = NULL;
}

static void a_stall_is_no_jump(void **state) {
    Bench *bench = *state;
    frame(bench, 0);
    settle(bench);
    push_key(SDLK_RIGHT, 0);
    frame(bench, 0);
    double shown = bench->session->shown;
    frame(bench, 1000);
    assert_true(bench->session->shown - shown < 1);
    assert_true(window_moving(bench->window));
}

static void the_host_is_asked_and_told(void **state) {
    Bench *bench = *state;
    frame(bench, 0);
    settle(bench);
    int polls = bench->host.polls;
    frame(bench, 0.29);
    frame(bench, 0.02);
    assert_true(bench->host.polls > polls && bench->host.polls <= polls + 2);

    frame(bench, 2);
    int saves = bench->host.saves;
    frame(bench, 2);
    assert_int_equal(bench->host.saves, saves); /* nothing changed since */
    push_key(SDLK_TAB, 0);
    push_key(SDLK_F1, 0);
    frame(bench, 0.1);
    frame(bench, 2);
    assert_int_equal(bench->host.saves, saves); /* that is not worth it */
    push_key(SDLK_F1, 0);
    push_key(SDLK_t, 0);
    frame(bench, 0.1);
    frame(bench, 0.5);
    assert_int_equal(bench->host.saves, saves); /* not yet settled */
    frame(bench, 0.6);
    assert_int_equal(bench->host.saves, saves + 1);

    push_key(SDLK_RIGHTBRACKET, 0);
    frame(bench, 0);
    assert_int_equal(bench->host.opened, 1);
}

/* Somebody who never stops loses seconds, not hours. */
static void it_saves_while_changes_keep_coming(void **state) {
    Bench *bench = *state;
    frame(bench, 0);
    settle(bench);
    frame(bench, 2);
    int saves = bench->host.saves;
    for (int k = 0; k < 9; k++) {
        push_key(SDLK_t, 0);
        frame(bench, 0.5);
        assert_int_equal(bench->host.saves, saves);
    }
    push_key(SDLK_t, 0);
    frame(bench, 0.5); /* the fifth second is over */
    assert_int_equal(bench->host.saves, saves + 1);
    for (int k = 0; k < 20; k++) {
        push_key(SDLK_t, 0);
        frame(bench, 0.5);
    }
    assert_int_equal(bench->host.saves, saves + 3);
}

static void what_is_not_kept_is_tried_again(void **state) {
    Bench *bench = *state;
    frame(bench, 0);
    settle(bench);
    frame(bench, 2);
    int saves = bench->host.saves;
    bench->host.broken = true;
    push_key(SDLK_t, 0);
    frame(bench, 0.1);
    frame(bench, 1.1);
    assert_int_equal(bench->host.saves, saves + 1);
    frame(bench, 9.9); /* not at once */
    assert_int_equal(bench->host.saves, saves + 1);
    bench->host.broken = false;
    frame(bench, 0.2); /* though nothing has changed since */
    assert_int_equal(bench->host.saves, saves + 2);
    frame(bench, 20); /* it is kept now */
    assert_int_equal(bench->host.saves, saves + 2);
}

/* Over whatever is on the screen, until it is kept again. */
static void what_is_not_kept_shows(void **state) {
    Bench *bench = *state;
    const Error unkept = {.what = "What you do is not kept: the disk is full"};
    frame(bench, 0);
    settle(bench);
    SDL_Surface *fine = SDL_DuplicateSurface((SDL_Surface *)(uintptr_t)take_picture(bench));
    bench->setup.unkept = &unkept;
    frame(bench, 0);
    assert_false(same_picture(fine, take_picture(bench)));
    bench->setup.unkept = NULL;
    frame(bench, 0);
    assert_true(same_picture(fine, take_picture(bench)));
    SDL_FreeSurface(fine);
}

static void an_error_of_reading_shows_and_goes(void **state) {
    Bench *bench = *state;
    Error broken = {.what = "unknown key \"W_fx\"", .file = "lesson.json", .line = 3};
    frame(bench, 0);
    settle(bench);
    SDL_Surface *fine = SDL_DuplicateSurface((SDL_Surface *)(uintptr_t)take_picture(bench));
    bench->setup.reading = &broken;
    frame(bench, 0);
    assert_false(same_picture(fine, take_picture(bench)));
    bench->setup.reading = NULL;
    frame(bench, 0);
    assert_true(same_picture(fine, take_picture(bench)));
    SDL_FreeSurface(fine);
}

static void the_picture_follows_the_window(void **state) {
    Bench *bench = *state;
    SDL_Window *window = SDL_GetWindowFromID(1);
    frame(bench, 0);
    assert_non_null(window);
    SDL_SetWindowSize(window, 1100, 700);
    frame(bench, 0);
    const SDL_Surface *picture = take_picture(bench);
    assert_int_equal(picture->w, 1100);
    assert_int_equal(picture->h, 700);
}

static void the_clipboard_takes_and_gives_states(void **state) {
    Bench *bench = *state;
    push_key(SDLK_c, KMOD_LCTRL);
    frame(bench, 0.01);
    char *text = SDL_GetClipboardText();
    assert_string_equal(text, "gatescope:1:abc");
    SDL_free(text);
    assert_string_equal(bench->host.pasted, "");
    push_key(SDLK_v, KMOD_LCTRL);
    frame(bench, 0.01);
    assert_string_equal(bench->host.pasted, "gatescope:1:abc");
}

static void push_drop(SDL_EventType type, const char *path) {
    SDL_Event event = {.drop = {.type = type, .file = path ? SDL_strdup(path) : NULL}};
    assert_int_equal(SDL_PushEvent(&event), 1);
}

static void a_dropped_file_reaches_the_host(void **state) {
    Bench *bench = *state;
    int saves = bench->host.saves;
    push_drop(SDL_DROPFILE, "/tmp/lesson.json");
    frame(bench, 0.01);
    assert_string_equal(bench->host.dropped, "/tmp/lesson.json;");
    assert_int_equal(bench->host.saves, saves + 1); /* what is left is saved first */
    frame(bench, 2);
    frame(bench, 2);
    assert_int_equal(bench->host.saves, saves + 1); /* what was opened is kept as it is */
}

/* They come one by one, and go to the host together when the last is there. */
static void dropped_files_reach_it_together(void **state) {
    Bench *bench = *state;
    int saves = bench->host.saves;
    bench->host.dropped[0] = '\0';
    push_drop(SDL_DROPBEGIN, NULL);
    push_drop(SDL_DROPFILE, "/tmp/model.pt");
    frame(bench, 0.01);
    assert_string_equal(bench->host.dropped, "");
    push_drop(SDL_DROPTEXT, "a text is no file");
    push_drop(SDL_DROPFILE, "/tmp/data.csv");
    push_drop(SDL_DROPCOMPLETE, NULL);
    frame(bench, 0.01);
    assert_string_equal(bench->host.dropped, "/tmp/model.pt;/tmp/data.csv;");
    assert_int_equal(bench->host.saves, saves + 1);
    push_drop(SDL_DROPBEGIN, NULL);
    push_drop(SDL_DROPCOMPLETE, NULL);
    frame(bench, 0.01);
    assert_int_equal(bench->host.saves, saves + 1); /* nothing was dropped */
}

/* More than are counted: the first ones are there, and the rest is given back. */
static void of_very_many_files_the_first_count(void **state) {
    Drops drops = {.count = 0};
    SDL_DropEvent event = {.type = SDL_DROPBEGIN};
    (void)state;
    assert_false(drops_take(&drops, &event));
    for (int k = 0; k < DROPS_MOST + 3; k++) {
        event = (SDL_DropEvent){.type = SDL_DROPFILE, .file = SDL_strdup(k ? "b" : "a")};
        assert_false(drops_take(&drops, &event));
    }
    event = (SDL_DropEvent){.type = SDL_DROPCOMPLETE};
    assert_true(drops_take(&drops, &event));
    assert_int_equal(drops.count, DROPS_MOST);
    assert_string_equal(drops.paths[0], "a");
    assert_string_equal(drops.paths[DROPS_MOST - 1], "b");
    drops_free(&drops);
    assert_int_equal(drops.count, 0);
}

/* On a desktop there is no dialog, and nothing is kept a second time. */
static void own_files_lie_where_they_are(void **state) {
    (void)state;
    assert_false(own_is_kept());
    assert_null(own_list());
}

/* In the words of the window; a name that there is not says nothing. */
static void what_is_said_of_files_has_words(void **state) {
    Error notice;
    (void)state;
    assert_true(own_words((Language){0}, "large", "big.pt (300 MB)", "269 MB", &notice));
    assert_string_equal(notice.what, "big.pt (300 MB) is too large to be opened here: all files "
                                     "together may have 269 MB");
    assert_true(own_words(LANGUAGE_ZH, "gone", "x.pt", "", &notice));
    assert_non_null(strstr(notice.what, "x.pt"));
    assert_null(strstr(notice.what, "nothing"));
    assert_false(own_words((Language){0}, "nothing of the kind", "", "", &notice));
}

/* Without a device sound goes off again and says why; nothing else changes. */
static void sound_needs_a_device(void **state) {
    Bench *bench = *state;
    const Session *session = bench->session;
    SDL_setenv("SDL_AUDIODRIVER", "there-is-none", 1);
    push_key(SDLK_s, KMOD_LSHIFT);
    frame(bench, 0.01);
    assert_false(session->view.sound);
    assert_non_null(strstr(session->notice.what, "No sound here"));
    SDL_setenv("SDL_AUDIODRIVER", "dummy", 1);
    push_key(SDLK_s, KMOD_LSHIFT);
    frame(bench, 0.01);
    assert_true(session->view.sound);
    assert_string_equal(session->notice.what, "");
    assert_true(SDL_WasInit(SDL_INIT_AUDIO));
    push_key(SDLK_s, KMOD_LSHIFT);
    frame(bench, 0.01);
    assert_false(session->view.sound);
    assert_false(SDL_WasInit(SDL_INIT_AUDIO)); /* off is closed */
}

static void quitting_ends_the_frames(void **state) {
    Bench *bench = *state;
    frame(bench, 0);
    push_key(SDLK_q, 0);
    bench->error = (Error){.what = ""};
    assert_false(window_frame(bench->window, 0, &bench->error));
    assert_string_equal(bench->error.what, "");
}

static void without_a_display_there_is_an_error(void **state) {
    Bench *bench = *state;
    Error error = {.what = ""};
    WindowSetup setup = bench->setup;
    SDL_setenv("SDL_VIDEODRIVER", "no-such-display", 1);
    assert_null(window_open(&setup, &error));
    SDL_setenv("SDL_VIDEODRIVER", "dummy", 1);
    assert_non_null(strstr(error.what, "display"));
    assert_non_null(strstr(error.hint, "render"));
}

static int set_up_session_only(void **state) {
    if (set_up(state) != 0)
        return -1;
    Bench *bench = *state;
    window_close(bench->window);
    return 0;
}

static int tear_down_session_only(void **state) {
    Bench *bench = *state;
    session_free(bench->session);
    lesson_free(bench->lesson);
    return 0;
}

/* Frames that begin up to a millisecond late, as waits end, come sixty a second all the same; one
 * that came much too late is not made up for. */
static void frames_keep_their_pace(void **state) {
    (void)state;
    double due = 100, start = 100;
    for (int frame = 0; frame < 60; frame++) {
        due = window_next_frame(due, start);
        start = due + 0.001 * (frame % 2);
    }
    assert_float_equal(due, 101, 1e-9);
    start = due + 0.5;
    due = window_next_frame(due, start);
    assert_float_equal(due, start + 1.0 / 60, 1e-9);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_title_is_that_of_the_setup, set_up, tear_down),
        cmocka_unit_test_setup_teardown(keys_reach_the_session_and_the_screen, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_stall_is_no_jump, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_way_leads_to_a_beat, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_home_screens_picture_moves, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_host_is_asked_and_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_not_kept_shows, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_not_kept_is_tried_again, set_up, tear_down),
        cmocka_unit_test_setup_teardown(it_saves_while_changes_keep_coming, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_error_of_reading_shows_and_goes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_picture_follows_the_window, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_clipboard_takes_and_gives_states, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_dropped_file_reaches_the_host, set_up, tear_down),
        cmocka_unit_test_setup_teardown(dropped_files_reach_it_together, set_up, tear_down),
        cmocka_unit_test(of_very_many_files_the_first_count),
        cmocka_unit_test(own_files_lie_where_they_are),
        cmocka_unit_test(what_is_said_of_files_has_words),
        cmocka_unit_test(frames_keep_their_pace),
        cmocka_unit_test_setup_teardown(sound_needs_a_device, set_up, tear_down),
        cmocka_unit_test_setup_teardown(quitting_ends_the_frames, set_up, tear_down),
        cmocka_unit_test_setup_teardown(without_a_display_there_is_an_error, set_up_session_only,
                                        tear_down_session_only),
    };
    SDL_setenv("SDL_VIDEODRIVER", "dummy", 1);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
