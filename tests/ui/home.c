/* home.c: proves which actions keys, text and the pointer give while the home screen is open:
 * two rows of three cards, a button over them that goes on, and the field of the search. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "bare_session.h"
#include "ui/input/input.h"

enum { CARDS = 6, COLUMNS = 3 };

typedef struct Bench {
    DisplayList list;
    Lesson lesson;
    Session session;
    BeatState beat;
    Input input;
    Action actions[INPUT_ACTIONS];
    int count;
} Bench;

static void add_card(Bench *bench, const char *name, int index, Rect rect) {
    Region *region = region_add(&bench->list, REGION_BUTTON, rect, name, index, "a card");
    assert_non_null(region);
    region->focusable = true;
    region->action =
        (Action){.kind = ACTION_OPEN_LESSON, .number = index < 0 ? 3 : index, .flag = true};
}

static int set_up(void **state) {
    static Bench bench;
    memset(&bench, 0, sizeof bench);
    bench.lesson.steps = 10;
    bare_session(&bench.session, &bench.lesson, &bench.beat);
    bench.session.view.home.open = true;
    Region *search =
        region_add(&bench.list, REGION_BUTTON, (Rect){100, 0, 200, 30}, "home.search", 0, "Search");
    search->action = (Action){.kind = ACTION_SEARCH, .number = 1};
    search->focusable = true;
    Region *panel =
        region_add(&bench.list, REGION_PANEL, (Rect){0, 40, 400, 300}, "scroll", 0, "lessons");
    panel->action = (Action){.kind = ACTION_SCROLL, .number = PANEL_HOME, .flag = true};
    panel->high = 2000;
    panel->step = 48;
    panel->value = 1000;
    add_card(&bench, "home.next", -1, (Rect){10, 50, 60, 20});
    for (int k = 0; k < CARDS; k++) {
        Rect rect = {10 + 130 * (float)(k % COLUMNS), 100 + 150 * (float)(k / COLUMNS), 110, 120};
        add_card(&bench, "home.card", k, rect);
    }
    /* the second row is out of view: no pointer meets it, keys do */
    for (int k = 0; k < bench.list.region_count; k++)
        if (bench.list.regions[k].rect.y > 240)
            bench.list.regions[k].rect = (Rect){-1, -1, 0, 0};
    *state = &bench;
    return 0;
}

static int tear_down(void **state) {
    display_free(&((Bench *)*state)->list);
    return 0;
}

static void send(Bench *bench, SDL_Event event) {
    const InputContext context = {&bench->list, &bench->session, 1, false, false, false, false, 0};
    bench->count = input_event(&bench->input, &event, &context, bench->actions);
}

static void press(Bench *bench, SDL_Keycode code, Uint16 mod) {
    send(bench, (SDL_Event){.key = {.type = SDL_KEYDOWN,
                                    .keysym = {.sym = code,
                                               .scancode = SDL_GetScancodeFromKey(code),
                                               .mod = mod}}});
}

static void focus(Bench *bench, const char *name, int index) {
    bench->session.view.focus = region_id(name, index);
    bench->session.view.focus_visible = true;
}

static void assert_action(const Bench *bench, ActionKind kind, int number) {
    assert_int_equal(bench->count, 1);
    assert_int_equal(bench->actions[0].kind, kind);
    assert_int_equal(bench->actions[0].number, number);
}

static void assert_focus(const Bench *bench, const char *name, int index) {
    assert_int_equal(bench->count, 1);
    assert_int_equal(bench->actions[0].kind, ACTION_FOCUS);
    assert_true(bench->actions[0].flag);
    assert_int_equal(bench->actions[0].id, region_id(name, index));
}

static void test_arrows(void **state) {
    static const struct {
        int from, key, to; /* -1: the button over the cards */
    } WAYS[] = {{0, SDLK_RIGHT, 1}, {1, SDLK_LEFT, 0},  {1, SDLK_DOWN, 4},  {4, SDLK_UP, 1},
                {2, SDLK_RIGHT, 3}, {3, SDLK_LEFT, 2},  {5, SDLK_UP, 2},    {0, SDLK_UP, -1},
                {2, SDLK_UP, -1},   {-1, SDLK_DOWN, 0}, {-1, SDLK_RIGHT, 0}};
    Bench *bench = *state;
    press(bench, SDLK_RIGHT, 0);
    assert_focus(bench, "home.next", -1); /* at first */
    for (size_t k = 0; k < sizeof WAYS / sizeof *WAYS; k++) {
        focus(bench, WAYS[k].from < 0 ? "home.next" : "home.card", WAYS[k].from);
        press(bench, WAYS[k].key, 0);
        assert_focus(bench, WAYS[k].to < 0 ? "home.next" : "home.card", WAYS[k].to);
    }
    focus(bench, "home.card", 4);
    press(bench, SDLK_DOWN, 0);
    assert_int_equal(bench->count, 0); /* there is nothing below */
}

static void test_opens(void **state) {
    Bench *bench = *state;
    press(bench, SDLK_RETURN, 0);
    assert_action(bench, ACTION_OPEN_LESSON, 3); /* the next thing to do */
    focus(bench, "home.card", 5);
    press(bench, SDLK_RETURN, 0);
    assert_action(bench, ACTION_OPEN_LESSON, 5);
    press(bench, SDLK_SPACE, 0);
    assert_action(bench, ACTION_OPEN_LESSON, 5);
}

static void test_leaves(void **state) {
    Bench *bench = *state;
    press(bench, SDLK_h, 0);
    assert_action(bench, ACTION_HOME, -1);
    press(bench, SDLK_ESCAPE, 0);
    assert_action(bench, ACTION_HOME, -1);
    bench->session.view.home.length = 2; /* what was searched for goes first */
    press(bench, SDLK_ESCAPE, 0);
    assert_action(bench, ACTION_SEARCH, 0);
    assert_true(bench->actions[0].flag);
    bench->session.view.home.open = false;
    press(bench, SDLK_h, 0);
    assert_action(bench, ACTION_HOME, -1);
}

static void test_scrolls(void **state) {
    static const struct {
        int key;
        float to;
    } WAYS[] = {{SDLK_PAGEDOWN, 1576}, {SDLK_PAGEUP, 424}, {SDLK_HOME, 0}, {SDLK_END, 2000}};
    Bench *bench = *state;
    for (size_t k = 0; k < sizeof WAYS / sizeof *WAYS; k++) {
        press(bench, WAYS[k].key, 0);
        assert_action(bench, ACTION_SCROLL, PANEL_HOME);
        assert_true(bench->actions[0].flag && bench->actions[0].value == WAYS[k].to);
    }
}

/* Keys of the lesson below do nothing to it. */
static void test_lesson_is_safe(void **state) {
    static const int KEYS[] = {SDLK_1, SDLK_n, SDLK_r, SDLK_p, SDLK_BACKSPACE, SDLK_g, SDLK_a};
    Bench *bench = *state;
    for (size_t k = 0; k < sizeof KEYS / sizeof *KEYS; k++) {
        press(bench, KEYS[k], 0);
        assert_int_equal(bench->count, 0);
    }
    press(bench, SDLK_z, KMOD_CTRL);
    assert_int_equal(bench->count, 0);
    press(bench, SDLK_t, 0);
    assert_action(bench, ACTION_THEME, -1);
    press(bench, SDLK_q, 0);
    assert_int_equal(bench->actions[0].kind, ACTION_QUIT);
}

static void test_search(void **state) {
    Bench *bench = *state;
    press(bench, SDLK_SLASH, 0);
    assert_action(bench, ACTION_SEARCH, 1);
    press(bench, SDLK_f, KMOD_CTRL);
    assert_action(bench, ACTION_SEARCH, 1);
    bench->session.view.home.typing = true;
    press(bench, SDLK_h, 0); /* comes as text */
    assert_int_equal(bench->count, 0);
    SDL_Event text = {.text = {.type = SDL_TEXTINPUT, .text = "h\u95e8"}};
    send(bench, text);
    assert_int_equal(bench->count, 4);
    char bytes[5] = "";
    for (int k = 0; k < 4; k++) {
        assert_int_equal(bench->actions[k].kind, ACTION_SEARCH_KEY);
        bytes[k] = (char)bench->actions[k].unit;
    }
    assert_string_equal(bytes, "h\u95e8");
    press(bench, SDLK_BACKSPACE, 0);
    assert_action(bench, ACTION_SEARCH_KEY, TYPE_BACKSPACE);
    press(bench, SDLK_ESCAPE, 0);
    assert_action(bench, ACTION_SEARCH_KEY, TYPE_DROP);
    press(bench, SDLK_RETURN, 0); /* opens the first that was found */
    assert_int_equal(bench->count, 2);
    assert_int_equal(bench->actions[0].number, TYPE_TAKE);
    assert_int_equal(bench->actions[1].kind, ACTION_OPEN_LESSON);
    press(bench, SDLK_DOWN, 0);
    assert_int_equal(bench->count, 2);
    assert_int_equal(bench->actions[1].kind, ACTION_FOCUS);
}

/* A press elsewhere ends the typing before it does what it does. */
static void test_press_elsewhere(void **state) {
    Bench *bench = *state;
    bench->session.view.home.typing = true;
    send(bench, (SDL_Event){.button = {.type = SDL_MOUSEBUTTONDOWN,
                                       .button = SDL_BUTTON_LEFT,
                                       .clicks = 1,
                                       .x = 20,
                                       .y = 110}});
    assert_int_equal(bench->actions[0].kind, ACTION_SEARCH_KEY);
    assert_int_equal(bench->actions[0].number, TYPE_TAKE);
}

/* The keys lie over it all: Escape closes them, and not the home screen. */
static void test_help(void **state) {
    Bench *bench = *state;
    bench->session.view.help = true;
    press(bench, SDLK_ESCAPE, 0);
    assert_action(bench, ACTION_HELP, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {TEST(test_arrows),          TEST(test_opens),
                                       TEST(test_leaves),          TEST(test_scrolls),
                                       TEST(test_lesson_is_safe),  TEST(test_search),
                                       TEST(test_press_elsewhere), TEST(test_help)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
