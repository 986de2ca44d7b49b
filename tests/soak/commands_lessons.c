/* An hour with the lessons, as fast as it can be computed: they are played and edited, one is left
 * for another and found again where it was, the home screen and the glossary come and go,
 * languages, themes and sizes change, the state is kept on the disk and read again, and everything
 * is drawn. Memory is that of the first minute all the time. A line every ten minutes. */
#include "session_monkey.h"

#include <unistd.h>

#include "commands/library/library.h"
#include "commands/library/shelf.h"
#include "commands/picture/studio.h"
#include "commands/state/saved.h"
#include "files/lesson/file.h"
#include "files/lesson/glossary.h"

enum { MINUTES = 60, FRAMES_A_SECOND = 60, DRAWN_EVERY = 6, ALLOWED_GROWTH = 2 << 20 };
static const char STATE[] = "build/tests/soak-state.json";

typedef struct Desk {
    Studio studio;
    Library library;
    Shelf shelf;
    Glossary glossary;
    SavedState state;
    Lesson *lesson;
    Session *session;
    Dice dice;
    int index;
} Desk;

static long resident_bytes(void) {
    long pages = 0, resident = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    assert_non_null(file);
    assert_int_equal(fscanf(file, "%ld %ld", &pages, &resident), 2);
    fclose(file);
    return resident * sysconf(_SC_PAGESIZE);
}

static void close_lesson(Desk *desk) {
    Error error;
    if (!desk->session)
        return;
    assert_true(saved_keep(&desk->state, desk->session, 1, 1764086400));
    assert_true(state_write(STATE, &desk->state, &error));
    session_free(desk->session);
    lesson_free(desk->lesson);
    desk->session = NULL;
}

/* As the window goes from one to the other. */
static void open_lesson(Desk *desk, int index) {
    Errors errors = {0};
    Error error;
    close_lesson(desk);
    state_free(&desk->state);
    assert_true(state_read(STATE, &desk->state, &error));
    desk->index = index;
    desk->lesson = lesson_read(desk->library.paths[index], &errors);
    assert_non_null(desk->lesson);
    desk->session = session_new(desk->lesson, &error);
    assert_non_null(desk->session);
    saved_restore(desk->session, &desk->state);
    session_apply(desk->session, &(Action){.kind = ACTION_PLAY, .number = 1});
}

static void go_home(Desk *desk) {
    Error error;
    assert_true(shelf_fill(&desk->shelf, &desk->library, &error));
    shelf_mark(&desk->shelf, &desk->state, desk->index, 1764086400);
    while (shelf_draw_more(&desk->shelf, 1))
        ;
    session_apply(desk->session, &(Action){.kind = ACTION_HOME, .number = 1});
}

/* What somebody does about once a second: presses what is there, or goes elsewhere. */
static void play_about(Desk *desk) {
    const DisplayList *list = &desk->studio.list;
    Action action = {0};
    switch (below(&desk->dice, 16)) {
    case 0:
        open_lesson(desk, below(&desk->dice, desk->library.count));
        return;
    case 1:
        go_home(desk);
        return;
    case 2:
        action = (Action){.kind = ACTION_LANGUAGE, .number = -1};
        break;
    case 3:
        action = (Action){.kind = ACTION_THEME, .number = -1};
        break;
    case 4:
        action =
            (Action){.kind = ACTION_GLOSSARY, .number = below(&desk->dice, desk->glossary.count)};
        break;
    case 5:
        action = (Action){.kind = ACTION_HOME, .number = 0};
        break;
    case 6:
        action = (Action){.kind = ACTION_PLAY, .number = 1};
        break;
    case 7:
        action = (Action){.kind = ACTION_TEXT_SIZE, .number = below(&desk->dice, 3) - 1};
        break;
    case 8:
        action = (Action){.kind = ACTION_RESET_EDITS};
        break;
    case 9:
        action = some_action(&desk->dice);
        break;
    default:
        if (list->region_count)
            action = list->regions[below(&desk->dice, list->region_count)].action;
    }
    session_apply(desk->session, &action);
}

static void pass_a_second(Desk *desk) {
    play_about(desk);
    for (int frame = 0; frame < FRAMES_A_SECOND; frame++) {
        session_advance(desk->session, 1.0 / FRAMES_A_SECOND);
        if (frame % DRAWN_EVERY == 0)
            studio_draw(&desk->studio, desk->session);
    }
}

/* All that is kept because it was needed once is needed once before time is counted: the home
 * screen's lessons, and the masks of shapes and lines of text up to what the canvas keeps of them.
 */
static void see_everything(Desk *desk) {
    const MaskCache *masks = canvas_masks(desk->studio.canvas);
    Viewport viewport = desk->studio.viewport;
    size_t before = 0;
    go_home(desk);
    for (float scale = 1; mask_cache_bytes(masks) > before || scale < 3; scale += 0.0625f) {
        before = mask_cache_bytes(masks);
        desk->studio.viewport.scale = scale;
        for (int k = 0; k < desk->library.count; k++) {
            open_lesson(desk, k);
            session_apply(desk->session, &(Action){.kind = ACTION_LANGUAGE, .number = k % 2});
            studio_draw(&desk->studio, desk->session);
        }
    }
    desk->studio.viewport = viewport;
}

static void an_hour(void **state) {
    (void)state;
    static Desk desk = {.dice = {20240610}};
    Error error = {0};
    remove(STATE);
    setenv("GATESCOPE_LESSONS", "lessons", 1);
    assert_true(library_open(&desk.library, &error));
    desk.glossary = library_glossary();
    assert_true(desk.glossary.count > 0);
    assert_true(state_read(STATE, &desk.state, &error));
    assert_true(studio_open(&desk.studio, 1280, 720, 1, &error));
    desk.studio.viewport.glossary = &desk.glossary;
    desk.studio.viewport.catalogue = &desk.shelf.catalogue;
    open_lesson(&desk, 0);
    see_everything(&desk);
    long first = 0, most = 0;
    for (int minute = 1; minute <= MINUTES; minute++) {
        for (int second = 0; second < 60; second++)
            pass_a_second(&desk);
        long now = resident_bytes();
        first = minute == 1 ? now : first;
        most = now > most ? now : most;
        if (minute == 1 || minute % 10 == 0)
            printf("minute %d: %.1f MB\n", minute, (double)now / 1e6);
        fflush(stdout);
    }
    printf("at most %.2f MB above the first minute\n", (double)(most - first) / 1e6);
    assert_true(most <= first + ALLOWED_GROWTH);
    close_lesson(&desk);
    studio_close(&desk.studio);
    shelf_free(&desk.shelf);
    library_close(&desk.library);
    glossary_free(&desk.glossary);
    state_free(&desk.state);
    remove(STATE);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(an_hour)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
