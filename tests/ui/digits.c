/* digits.c: proves, by events of mouse and keyboard on the picture of the digits screen, that
 * one draws with the mouse held down, rubs rows out by a drag along their numbers, and that keys
 * mean what is there in place of a lesson. */
#include "digits_fixture.h"
#include "scene_screen.h"

#include "session/kinds/digits.h"
#include "ui/input/input.h"

typedef struct Desk {
    DigitSet set;
    Play play;
    Input input;
} Desk;

static void draw(Desk *desk) {
    screen_draw(&desk->play, (Size){1600, 900, 1});
}

static int begin(void **state) {
    Desk *desk = calloc(1, sizeof *desk);
    assert_non_null(desk);
    desk->set = fixture_set();
    desk->play.session = fixture_digits(&desk->set);
    session_score_digits(desk->play.session);
    draw(desk);
    *state = desk;
    return 0;
}

static int end(void **state) {
    Desk *desk = *state;
    session_free(desk->play.session);
    display_free(&desk->play.list);
    fixture_set_free(&desk->set);
    free(desk);
    return 0;
}

/* The event, its actions, the picture after them. */
static void send(Desk *desk, SDL_Event event) {
    InputContext context = {&desk->play.list, desk->play.session, 1, false, false, false, false, 0};
    Action actions[INPUT_ACTIONS];
    int count = input_event(&desk->input, &event, &context, actions);
    for (int k = 0; k < count; k++)
        session_apply(desk->play.session, &actions[k]);
    draw(desk);
}

static void press_key(Desk *desk, SDL_Keycode code, int modifiers) {
    send(desk, (SDL_Event){.key = {.type = SDL_KEYDOWN,
                                   .keysym = {.scancode = SDL_GetScancodeFromKey(code),
                                              .sym = code,
                                              .mod = (Uint16)modifiers}}});
}

static void button(Desk *desk, Uint32 type, float x, float y) {
    send(desk,
         (SDL_Event){
             .button = {
                 .type = type, .button = SDL_BUTTON_LEFT, .clicks = 1, .x = (int)x, .y = (int)y}});
}

static void move(Desk *desk, float x, float y) {
    send(desk, (SDL_Event){.motion = {.type = SDL_MOUSEMOTION, .x = (int)x, .y = (int)y}});
}

static Rect rect_of(const Desk *desk, const char *name, int index) {
    const Region *region = region_find(&desk->play.list, region_id(name, index));
    if (!region)
        fail_msg("there is no region %s", name);
    return region->rect;
}

static void test_draw(void **state) {
    Desk *desk = *state;
    const DigitReading *digits = session_digits(desk->play.session);
    press_key(desk, SDLK_d, 0);
    assert_int_equal(digits->index, -1);
    Rect pad = rect_of(desk, "digits.pad", 0);
    for (int stroke = 0; stroke < 2; stroke++) {
        float x = pad.x + pad.w * (stroke ? 0.7f : 0.3f);
        button(desk, SDL_MOUSEBUTTONDOWN, x, pad.y + 10);
        for (int k = 1; k < 6; k++)
            move(desk, x, pad.y + 10 + (float)k * 20);
        button(desk, SDL_MOUSEBUTTONUP, x, pad.y + 110);
        move(desk, x + 5, pad.y + 50); /* nothing is held down */
    }
    assert_int_equal(digits->ink_count, 12);
    for (int k = 0; k < 12; k++) {
        assert_int_equal(digits->ink[k].starts, k % 6 == 0);
        assert_float_equal(digits->ink[k].x, k < 6 ? 0.3f : 0.7f, 0.01);
    }
    press_key(desk, SDLK_z, KMOD_CTRL);
    assert_int_equal(digits->ink_count, 6);
    press_key(desk, SDLK_d, 0);
    assert_int_equal(digits->index, 0);
}

/* The keys that read rows move the pen while one draws; Esc gives them back. */
static void test_draw_by_keys(void **state) {
    Desk *desk = *state;
    Session *session = desk->play.session;
    const DigitReading *digits = session_digits(session);
    press_key(desk, SDLK_d, 0);
    press_key(desk, SDLK_LEFT, 0);
    press_key(desk, SDLK_SPACE, 0);
    for (int k = 0; k < 10; k++)
        press_key(desk, SDLK_DOWN, 0);
    press_key(desk, SDLK_RETURN, 0);
    press_key(desk, SDLK_RIGHT, 0);
    assert_int_equal(digits->index, -1);
    assert_int_equal(digits->ink_count, 11);
    assert_float_equal(digits->ink[10].x, 13.5 / DIGIT_SIDE, 1e-6);
    assert_false(session->playing);
    press_key(desk, SDLK_ESCAPE, 0);
    press_key(desk, SDLK_SPACE, 0);
    assert_true(session->playing);
    assert_int_equal(digits->ink_count, 11);
    press_key(desk, SDLK_d, 0);
    assert_int_equal(digits->index, 0);
    assert_int_equal(session->view.focus, 0); /* no button is pressed by the next Space */
}

static void test_rub_out(void **state) {
    Desk *desk = *state;
    Session *session = desk->play.session;
    Rect gutter = rect_of(desk, "digits.erase", 0);
    float row = gutter.h / DIGIT_SIDE, x = gutter.x + gutter.w / 2;
    button(desk, SDL_MOUSEBUTTONDOWN, x, gutter.y + 8.5f * row);
    move(desk, x, gutter.y + 12.5f * row);
    button(desk, SDL_MOUSEBUTTONUP, x, gutter.y + 12.5f * row);
    for (long t = 4; t < DIGIT_SIDE; t++)
        assert_int_equal(session_row_erased(session, t), t >= 8 && t <= 12);
    press_key(desk, SDLK_z, KMOD_CTRL);
    assert_false(session_row_erased(session, 8));
    assert_false(session_can_undo(session));
    session_apply(session, &(Action){.kind = ACTION_GO, .step = 20, .phase = PHASE_SHOW});
    draw(desk);
    press_key(desk, SDLK_DELETE, 0);
    assert_true(session_row_erased(session, 20) && !session_row_erased(session, 21));
    press_key(desk, SDLK_DELETE, 0);
    assert_false(session_row_erased(session, 20));
    press_key(desk, SDLK_DELETE, KMOD_SHIFT);
    assert_true(session_row_erased(session, 20) && session_row_erased(session, 27));
}

static void test_scrub(void **state) {
    Desk *desk = *state;
    Rect rows = rect_of(desk, "digits.rows", CELL_GRU);
    button(desk, SDL_MOUSEBUTTONDOWN, rows.x + 5, rows.y + 3.5f * rows.h / DIGIT_SIDE);
    assert_int_equal(session_moment(desk->play.session).t, 3);
    move(desk, rows.x + 5, rows.y + 9.5f * rows.h / DIGIT_SIDE);
    assert_int_equal(session_moment(desk->play.session).t, 9);
}

static void test_keys(void **state) {
    Desk *desk = *state;
    Session *session = desk->play.session;
    const DigitReading *digits = session_digits(session);
    press_key(desk, SDLK_n, 0);
    press_key(desk, SDLK_PAGEDOWN, 0);
    assert_int_equal(digits->index, 2);
    press_key(desk, SDLK_p, 0);
    assert_int_equal(digits->index, 1);
    press_key(desk, SDLK_w, 0);
    assert_int_equal(digits->list, DIGIT_LIST_WRONG);
    assert_int_equal(digits->index, digits->shown[0]);
    press_key(desk, SDLK_w, 0);
    assert_int_equal(digits->index, digits->shown[1]);
    press_key(desk, SDLK_DOWN, 0);
    assert_int_equal(session->unit, 1);
    press_key(desk, SDLK_c, 0);
    assert_int_equal(session->cell, CELL_GRU);
    press_key(desk, SDLK_RIGHT, 0);
    assert_int_equal(session->tick, tick_of(0, PHASE_SHOW));
    press_key(desk, SDLK_F5, 0); /* before a class; the keys stay what they are */
    assert_true(session->present.on);
    int before = digits->index;
    press_key(desk, SDLK_n, 0);
    assert_int_not_equal(digits->index, before);
    press_key(desk, SDLK_ESCAPE, 0);
    assert_false(session->present.on);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {TEST(test_draw), TEST(test_draw_by_keys), TEST(test_rub_out),
                                       TEST(test_scrub), TEST(test_keys)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
