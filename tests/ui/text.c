/* Keys and the pointer where a text is read: what they mean there, and that all keys but Ctrl's go
 * to the text while one is typed. */
#include "text_session.h"

#include "session/kinds/text.h"
#include "ui/input/input.h"

typedef struct Bench {
    PassageSet set;
    Session *session;
    DisplayList list;
    Input input;
    Action actions[INPUT_ACTIONS];
    int count;
} Bench;

static int set_up(void **state) {
    static Bench bench;
    memset(&bench, 0, sizeof bench);
    bench.set = fixture_passages();
    bench.session = fixture_text(CELL_LSTM, &bench.set);
    Region *type =
        region_add(&bench.list, REGION_BUTTON, (Rect){10, 10, 50, 20}, "text.type", 0, "");
    type->action = (Action){.kind = ACTION_TEXT_TYPE, .number = -1};
    Region *other = region_add(&bench.list, REGION_BUTTON, (Rect){10, 50, 50, 20}, "other", 0, "");
    other->action = (Action){.kind = ACTION_THEME, .number = -1};
    *state = &bench;
    return 0;
}

static int tear_down(void **state) {
    Bench *bench = *state;
    session_free(bench->session);
    display_free(&bench->list);
    return 0;
}

/* What the event gives is done. */
static void send(Bench *bench, SDL_Event event) {
    const InputContext context = {&bench->list, bench->session, 1, false, false, false, false, 0};
    bench->count = input_event(&bench->input, &event, &context, bench->actions);
    for (int k = 0; k < bench->count; k++)
        session_apply(bench->session, &bench->actions[k]);
}

static void press(Bench *bench, SDL_Keycode code, Uint16 mod) {
    send(bench, (SDL_Event){.key = {.type = SDL_KEYDOWN,
                                    .keysym = {.sym = code,
                                               .scancode = SDL_GetScancodeFromKey(code),
                                               .mod = mod}}});
}

static void type(Bench *bench, const char *text) {
    SDL_Event event = {.text = {.type = SDL_TEXTINPUT}};
    snprintf(event.text.text, sizeof event.text.text, "%s", text);
    send(bench, event);
}

static void click(Bench *bench, int x, int y) {
    send(bench, (SDL_Event){.button = {.type = SDL_MOUSEBUTTONDOWN,
                                       .button = SDL_BUTTON_LEFT,
                                       .clicks = 1,
                                       .x = x,
                                       .y = y}});
    send(bench,
         (SDL_Event){
             .button = {.type = SDL_MOUSEBUTTONUP, .button = SDL_BUTTON_LEFT, .x = x, .y = y}});
}

static void assert_reads(const Bench *bench, const char *text) {
    assert_int_equal(bench->session->lesson->steps, strlen(text));
    assert_memory_equal(session_text(bench->session)->text, text, strlen(text));
}

static void test_keys(void **state) {
    Bench *bench = *state;
    const Session *session = bench->session;
    long length = session->lesson->steps;
    press(bench, SDLK_w, 0);
    assert_int_equal(session->lesson->steps, length + 1);
    press(bench, SDLK_RETURN, 0);
    assert_true(session->playing && session_text(session)->writing);
    press(bench, SDLK_RETURN, 0);
    assert_false(session->playing);
    press(bench, SDLK_n, 0);
    assert_int_equal(session_text(session)->passage, 1);
    press(bench, SDLK_PAGEDOWN, 0);
    assert_int_equal(session_text(session)->passage, TEXT_OWN);
    press(bench, SDLK_n, 0);
    assert_int_equal(session_text(session)->passage, 0);
    press(bench, SDLK_p, 0);
    assert_int_equal(session_text(session)->passage, TEXT_OWN);
    press(bench, SDLK_p, 0);
    assert_int_equal(session_text(session)->passage, 1);
    int unit = session->unit;
    press(bench, SDLK_DOWN, 0);
    assert_int_not_equal(session->unit, unit);
    press(bench, SDLK_LEFT, 0);
    assert_int_equal(session_moment(session).t, session->lesson->steps - 2);
}

static void test_typing(void **state) {
    Bench *bench = *state;
    const Session *session = bench->session;
    press(bench, SDLK_e, 0);
    assert_true(session_text_typing(session));
    assert_reads(bench, "");
    press(bench, SDLK_w, 0); /* it comes as text, and means nothing else */
    assert_int_equal(bench->count, 0);
    type(bench, "we");
    press(bench, SDLK_RETURN, 0);
    press(bench, SDLK_SPACE, 0);
    assert_int_equal(bench->count, 0);
    type(bench, " ");
    type(bench, "n");
    assert_reads(bench, "we\n n");
    press(bench, SDLK_BACKSPACE, 0);
    assert_reads(bench, "we\n ");
    press(bench, SDLK_v, KMOD_LCTRL);
    assert_int_equal(bench->actions[0].kind, ACTION_PASTE_STATE);
    press(bench, SDLK_F1, 0);
    assert_int_equal(bench->actions[0].kind, ACTION_HELP);
    type(bench, "n"); /* the keys lie over the text now */
    assert_reads(bench, "we\n ");
    press(bench, SDLK_ESCAPE, 0);
    assert_true(session_text_typing(session) && !session->view.help);
    press(bench, SDLK_ESCAPE, 0);
    assert_false(session_text_typing(session));
    type(bench, "n");
    assert_reads(bench, "we\n ");
}

/* A press elsewhere ends the typing; the button itself turns it off and on. */
static void test_pointer(void **state) {
    Bench *bench = *state;
    const Session *session = bench->session;
    click(bench, 20, 20);
    assert_true(session_text_typing(session));
    click(bench, 20, 20);
    assert_false(session_text_typing(session));
    click(bench, 20, 20);
    click(bench, 20, 60);
    assert_false(session_text_typing(session));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_keys, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_typing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_pointer, set_up, tear_down)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
