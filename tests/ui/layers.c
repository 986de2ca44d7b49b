/* layers.c: proves for each layer that lies over a screen, help, a typed number, the search, the
 * home screen, a text that is written, a blank screen, an open list, the glossary's card, the pen,
 * that it takes all keys: those that it knows work, every other one does nothing at all, whatever
 * it means below, and so does what has the focus below. Only F1, F11, Ctrl+Q and Ctrl+S are known
 * everywhere. */
#include "scene_screen.h"
#include "text_session.h"

#include "session/kinds/sandbox.h"
#include "ui/input/input.h"

static const Size WIDE = {1600, 900, 1};

/* ---- a screen, and keys on it ---- */

static char gate[] = "gate", memory[] = "memory", word[] = "gate", other[] = "memory",
            lets[] = "What lets through.";
static TextEntry names[] = {{"en", word}, {"en", other}}, means[] = {{"en", lets}};
static GlossaryTerm terms[] = {
    {.id = gate, .term = {.items = &names[0], .count = 1}, .means = {.items = means, .count = 1}},
    {.id = memory,
     .term = {.items = &names[1], .count = 1},
     .means = {.items = means, .count = 1}}};
static const Glossary GLOSSARY = {.items = terms, .count = 2};

typedef struct Desk {
    Play play;
    PassageSet passages;
    Input input;
    bool lectern, class_only;
    Action actions[INPUT_ACTIONS];
    int count;
} Desk;

static void draw(Desk *desk) {
    Play *play = &desk->play;
    play->viewport = (Viewport){.width = WIDE.w,
                                .height = WIDE.h,
                                .scale = 1,
                                .glossary = &GLOSSARY,
                                .lectern = desk->lectern,
                                .class_only = desk->class_only};
    scene_build(&play->list, play->session, &PLAY_FONTS, &play->viewport);
}

static void send(Desk *desk, SDL_Event event) {
    const InputContext context = {.list = &desk->play.list,
                                  .session = desk->play.session,
                                  .ratio = 1,
                                  .lectern = desk->lectern};
    desk->count = input_event(&desk->input, &event, &context, desk->actions);
}

/* Digits where a German keyboard has them. */
static SDL_Event key_event(SDL_Keycode code, int modifiers) {
    bool digit = code >= SDLK_1 && code <= SDLK_9;
    return (SDL_Event){
        .key = {.type = SDL_KEYDOWN,
                .keysym = {.sym = code,
                           .scancode = digit ? (SDL_Scancode)(SDL_SCANCODE_1 + code - SDLK_1)
                                             : SDL_SCANCODE_UNKNOWN,
                           .mod = (Uint16)modifiers}}};
}

/* What the key gives is done, and drawn. */
static void press(Desk *desk, SDL_Keycode code, int modifiers) {
    send(desk, key_event(code, modifiers));
    for (int k = 0; k < desk->count; k++)
        play_do(&desk->play, desk->actions[k]);
    draw(desk);
}

static void act(Desk *desk, Action action) {
    assert_true(play_do(&desk->play, action));
    draw(desk);
}

static void focus(Desk *desk, const char *name, int index) {
    assert_non_null(region_find(&desk->play.list, region_id(name, index)));
    act(desk, (Action){.kind = ACTION_FOCUS, .id = region_id(name, index), .flag = true});
}

static void expect(const Desk *desk, ActionKind kind, int number) {
    assert_true(desk->count > 0);
    assert_int_equal(desk->actions[0].kind, kind);
    assert_int_equal(desk->actions[0].number, number);
}

/* A lesson at a beat, in the middle of its run. */
static void begin(Desk *desk, int beat) {
    *desk = (Desk){.lectern = false};
    screen_start(&desk->play, SCREEN_LESSON);
    screen_beat(&desk->play, beat);
    screen_go_to(&desk->play, 1);
    desk->play.session->speed = 0.5f;
    draw(desk);
}

static void end(Desk *desk) {
    play_stop(&desk->play);
}

/* ---- what a layer knows ---- */

enum { NONE = 1, SHIFT = 2, CONTROL = 4, BOTH = 8, TYPED = NONE | SHIFT, ANY = 15 };

typedef struct Known {
    SDL_Keycode code; /* 0: the list ends */
    int with;
} Known;

static const Known EVERYWHERE[] = {
    {SDLK_F1, ANY}, {SDLK_F11, ANY}, {SDLK_q, CONTROL}, {SDLK_s, CONTROL}, {0, 0}};

static const int MODIFIERS[] = {0, KMOD_LSHIFT, KMOD_RCTRL, KMOD_LCTRL | KMOD_LSHIFT};

static bool knows(const Known *list, SDL_Keycode code, int modifiers) {
    for (; list->code; list++)
        if (list->code == code && list->with >> modifiers & 1)
            return true;
    return false;
}

static const SDL_Keycode NAMED[] = {
    SDLK_RETURN,  SDLK_KP_ENTER, SDLK_TAB,  SDLK_ESCAPE,   SDLK_BACKSPACE, SDLK_DELETE,
    SDLK_LEFT,    SDLK_RIGHT,    SDLK_UP,   SDLK_DOWN,     SDLK_HOME,      SDLK_END,
    SDLK_PAGEUP,  SDLK_PAGEDOWN, SDLK_F1,   SDLK_F2,       SDLK_F5,        SDLK_F11,
    SDLK_KP_PLUS, SDLK_KP_MINUS, SDLK_KP_0, SDLK_KP_PERIOD};
enum { NAMED_COUNT = sizeof NAMED / sizeof *NAMED };

/* Of the state what a key below could change. */
typedef struct Below {
    long tick, seen;
    double shown;
    int beat, cell, unit, answer, edits, undo;
    bool playing, present, blank, pen;
    float speed;
    unsigned kept, version;
    View view;
} Below;

static void look(const Session *session, Below *below) {
    const BeatState *beat = session_beat_state(session);
    memset(below, 0, sizeof *below);
    below->tick = session->tick;
    below->seen = session->seen;
    below->shown = session->shown;
    below->beat = session->beat;
    below->cell = session->cell;
    below->unit = session->unit;
    below->answer = beat->answer;
    below->edits = beat->edits.count;
    below->undo = beat->undo_count;
    below->playing = session->playing;
    below->present = session->present.on;
    below->blank = session->present.blank;
    below->pen = session->present.pen;
    below->speed = session->speed;
    below->kept = session->kept;
    below->version = session->version;
    memcpy(&below->view, &session->view, sizeof below->view);
}

/* Presses one key that the layer does not know: nothing comes of it. */
static void press_unknown(Desk *desk, SDL_Keycode code, int modifiers) {
    Below before, after;
    look(desk->play.session, &before);
    press(desk, code, MODIFIERS[modifiers]);
    look(desk->play.session, &after);
    if (desk->count || memcmp(&before, &after, sizeof before) != 0)
        fail_msg("%s with modifiers %d gives action %d", SDL_GetKeyName(code), modifiers,
                 desk->count ? (int)desk->actions[0].kind : -1);
}

/* All keys that stand in neither list. Returns how many were tried. */
static int press_others(Desk *desk, const Known *known) {
    int tried = 0;
    for (int k = ' '; k < 0x7f + NAMED_COUNT; k++) {
        SDL_Keycode code = k < 0x7f ? k : NAMED[k - 0x7f];
        if (code >= 'A' && code <= 'Z')
            continue; /* no key is called so */
        for (int modifiers = 0; modifiers < 4; modifiers++) {
            if (knows(known, code, modifiers) || knows(EVERYWHERE, code, modifiers))
                continue;
            press_unknown(desk, code, modifiers);
            tried++;
        }
    }
    return tried;
}

/* The layer is on top: its other keys are dead, those known everywhere are not. */
static void check_layer(Desk *desk, const Known *known) {
    assert_true(press_others(desk, known) > 250);
    send(desk, key_event(SDLK_q, KMOD_LCTRL));
    expect(desk, ACTION_QUIT, 0);
    send(desk, key_event(SDLK_s, KMOD_LCTRL));
    expect(desk, ACTION_SAVE_PICTURE, 0);
    send(desk, key_event(SDLK_F11, 0));
    expect(desk, ACTION_FULL_SCREEN, 0);
    send(desk, key_event(SDLK_F1, 0));
    expect(desk, ACTION_HELP, -1);
}

#define HELP_KEYS                                                                                  \
    {SDLK_QUESTION, ANY}, {                                                                        \
        SDLK_SLASH, SHIFT                                                                          \
    }
#define END_OF_KEYS                                                                                \
    { 0, 0 }

/* ---- the layers ---- */

static const Known KNOWN_HELP[] = {
    {SDLK_ESCAPE, ANY},   {SDLK_TAB, ANY},  {SDLK_DOWN, ANY}, {SDLK_UP, ANY}, {SDLK_PAGEUP, ANY},
    {SDLK_PAGEDOWN, ANY}, {SDLK_HOME, ANY}, {SDLK_END, ANY},  HELP_KEYS,      END_OF_KEYS};

static void test_help(void **state) {
    (void)state;
    Desk desk;
    begin(&desk, 1); /* a question: a digit would answer it */
    focus(&desk, "next", 0);
    press(&desk, SDLK_F1, 0);
    assert_true(desk.play.session->view.help);
    check_layer(&desk, KNOWN_HELP); /* Enter does not press what has the focus below either */
    press(&desk, SDLK_TAB, 0);
    assert_int_equal(desk.play.session->view.focus, region_id("help.close", 0));
    press(&desk, SDLK_SPACE, 0);
    assert_false(desk.play.session->view.help);
    press(&desk, SDLK_SLASH, KMOD_LSHIFT);
    assert_true(desk.play.session->view.help);
    press(&desk, SDLK_ESCAPE, 0);
    assert_false(desk.play.session->view.help);
    press(&desk, SDLK_SPACE, 0); /* what had the focus has gone with the keys */
    expect(&desk, ACTION_PLAY, -1);
    end(&desk);
}

static const Known KNOWN_NUMBER[] = {{SDLK_RETURN, ANY}, {SDLK_KP_ENTER, ANY},  {SDLK_TAB, ANY},
                                     {SDLK_ESCAPE, ANY}, {SDLK_BACKSPACE, ANY}, {SDLK_DELETE, ANY},
                                     END_OF_KEYS};

static void test_number(void **state) {
    (void)state;
    Desk desk;
    begin(&desk, 3);
    focus(&desk, "dial.input", 0);
    press(&desk, SDLK_2, 0);
    const Typing *typing = &desk.play.session->view.typing;
    assert_string_equal(typing->text, "2");
    check_layer(&desk, KNOWN_NUMBER);
    press(&desk, SDLK_BACKSPACE, 0);
    assert_string_equal(typing->text, "");
    press(&desk, SDLK_ESCAPE, 0);
    assert_int_equal(typing->id, 0);
    press(&desk, SDLK_RETURN, 0);
    press(&desk, SDLK_TAB, 0); /* takes it and goes on */
    assert_int_equal(typing->id, 0);
    assert_int_not_equal(desk.play.session->view.focus, region_id("dial.input", 0));
    end(&desk);
}

static const Known KNOWN_SEARCH[] = {{SDLK_RETURN, ANY}, {SDLK_KP_ENTER, ANY},  {SDLK_TAB, ANY},
                                     {SDLK_ESCAPE, ANY}, {SDLK_BACKSPACE, ANY}, {SDLK_DOWN, ANY},
                                     END_OF_KEYS};
static const Known KNOWN_HOME[] = {
    {SDLK_RETURN, TYPED}, {SDLK_KP_ENTER, TYPED}, {SDLK_SPACE, TYPED},      {SDLK_TAB, ANY},
    {SDLK_ESCAPE, TYPED}, {SDLK_LEFT, TYPED},     {SDLK_RIGHT, TYPED},      {SDLK_UP, TYPED},
    {SDLK_DOWN, TYPED},   {SDLK_PAGEUP, TYPED},   {SDLK_PAGEDOWN, TYPED},   {SDLK_HOME, TYPED},
    {SDLK_END, TYPED},    {SDLK_SLASH, ANY},      {SDLK_f, CONTROL | BOTH}, {SDLK_m, NONE},
    {SDLK_t, NONE},       {SDLK_h, NONE},         {SDLK_q, NONE},           {SDLK_l, SHIFT},
    {SDLK_PLUS, ANY},     {SDLK_EQUALS, ANY},     {SDLK_MINUS, ANY},        {SDLK_0, ANY},
    {SDLK_KP_PLUS, ANY},  {SDLK_KP_MINUS, ANY},   {SDLK_KP_0, ANY},         {SDLK_QUESTION, ANY},
    {SDLK_c, CONTROL},    {SDLK_v, CONTROL},      {SDLK_F5, ANY},           END_OF_KEYS};

static void test_home(void **state) {
    (void)state;
    Desk desk;
    begin(&desk, 1);
    press(&desk, SDLK_h, 0);
    const Home *home = &desk.play.session->view.home;
    assert_true(home->open);
    assert_true(press_others(&desk, KNOWN_HOME) > 200);
    press(&desk, SDLK_SLASH, 0);
    assert_true(home->typing);
    check_layer(&desk, KNOWN_SEARCH);
    send(&desk, (SDL_Event){.text = {.type = SDL_TEXTINPUT, .text = "q"}});
    assert_int_equal(desk.actions[0].kind, ACTION_SEARCH_KEY);
    press(&desk, SDLK_F1, 0); /* over the search: what is typed is nobody's */
    send(&desk, (SDL_Event){.text = {.type = SDL_TEXTINPUT, .text = "q"}});
    assert_int_equal(desk.count, 0);
    check_layer(&desk, KNOWN_HELP);
    press(&desk, SDLK_ESCAPE, 0);
    assert_true(home->typing);
    press(&desk, SDLK_ESCAPE, 0);
    assert_true(home->open && !home->typing);
    press(&desk, SDLK_ESCAPE, 0);
    assert_false(home->open);
    end(&desk);
}

static const Known KNOWN_WRITING[] = {
    {SDLK_RETURN, TYPED},    {SDLK_KP_ENTER, TYPED}, {SDLK_TAB, TYPED}, {SDLK_ESCAPE, TYPED},
    {SDLK_BACKSPACE, TYPED}, {SDLK_c, CONTROL},      {SDLK_v, CONTROL}, END_OF_KEYS};

static void test_writing(void **state) {
    (void)state;
    Desk desk = {.passages = fixture_passages()};
    desk.play.session = fixture_text(CELL_LSTM, &desk.passages);
    draw(&desk);
    press(&desk, SDLK_e, 0);
    assert_true(session_text_typing(desk.play.session));
    check_layer(&desk, KNOWN_WRITING);
    press(&desk, SDLK_F1, 0);
    check_layer(&desk, KNOWN_HELP);
    press(&desk, SDLK_F1, 0);
    assert_true(session_text_typing(desk.play.session));
    press(&desk, SDLK_ESCAPE, 0);
    assert_false(session_text_typing(desk.play.session));
    session_free(desk.play.session);
    display_free(&desk.play.list);
}

/* A question whose answer is computed, on the guided stage. */
static void begin_predicting(Desk *desk) {
    Errors errors = {0};
    *desk = (Desk){.lectern = false};
    desk->play.lesson = lesson_read("tests/samples/questions.json", &errors);
    errors_free(&errors);
    assert_non_null(desk->play.lesson);
    desk->play.session = session_new(desk->play.lesson, NULL);
    assert_non_null(desk->play.session);
    desk->play.session->view.reduced_motion = true;
    draw(desk);
}

/* Y leads to where one draws; then the arrows draw and Enter gives, and time stands still. */
static void test_drawing_by_keys(void **state) {
    (void)state;
    Desk desk;
    begin_predicting(&desk);
    const Session *session = desk.play.session;
    const BeatState *beat = session_beat_state(session);
    press(&desk, SDLK_y, 0);
    assert_int_equal(session->view.focus, region_id("predict", 0));
    press(&desk, SDLK_DOWN, KMOD_LSHIFT); /* five notches */
    assert_float_equal(beat->guess.values[0], 0.7f, 1e-5f);
    for (int k = 0; k < 4; k++)
        press(&desk, SDLK_RIGHT, 0);
    assert_int_equal(session->tick, session->told);
    press(&desk, SDLK_UP, 0);
    assert_float_equal(beat->guess.values[4], 0.75f, 1e-5f);
    press(&desk, SDLK_LEFT, 0);
    assert_int_equal(session->cursor, 3);
    press(&desk, SDLK_RETURN, 0);
    assert_int_equal(beat->answer, ANSWER_WRONG);
    press(&desk, SDLK_ESCAPE, 0);
    assert_int_equal(session->view.focus, 0);
    end(&desk);
}

/* With the pointer: one stroke is one line through all of its steps. */
static void test_drawing_by_pointer(void **state) {
    (void)state;
    Desk desk;
    begin_predicting(&desk);
    const BeatState *beat = session_beat_state(desk.play.session);
    Rect r = region_find(&desk.play.list, region_id("predict", 0))->rect;
    SDL_Event event = {.button = {.type = SDL_MOUSEBUTTONDOWN,
                                  .button = SDL_BUTTON_LEFT,
                                  .clicks = 1,
                                  .x = (int)(r.x + 4),
                                  .y = (int)(r.y + r.h / 2)}};
    for (int k = 0; k < 2; k++) {
        send(&desk, event);
        for (int action = 0; action < desk.count; action++)
            play_do(&desk.play, desk.actions[action]);
        draw(&desk);
        event = (SDL_Event){.motion = {.type = SDL_MOUSEMOTION,
                                       .x = (int)(r.x + r.w - 8),
                                       .y = (int)(r.y + r.h / 2)}};
    }
    assert_int_equal(beat->guess.drawn, 0x1f);
    for (int k = 0; k < 5; k++)
        assert_float_equal(beat->guess.values[k], beat->guess.values[0], 0.02f);
    end(&desk);
}

static const Known KNOWN_REASON[] = {{SDLK_RETURN, TYPED}, {SDLK_KP_ENTER, TYPED},  {SDLK_TAB, ANY},
                                     {SDLK_ESCAPE, TYPED}, {SDLK_BACKSPACE, TYPED}, END_OF_KEYS};

static void test_reason(void **state) {
    (void)state;
    Desk desk;
    begin_predicting(&desk);
    const Session *session = desk.play.session;
    act(&desk, (Action){.kind = ACTION_GIVE, .number = 1});
    const Region *field = region_find(&desk.play.list, region_id("reason", 0));
    assert_non_null(field);
    act(&desk, field->action);
    assert_true(session->view.reasoning);
    check_layer(&desk, KNOWN_REASON);
    SDL_Event text = {.text = {.type = SDL_TEXTINPUT, .text = "so"}};
    send(&desk, text);
    assert_int_equal(desk.count, 2);
    for (int k = 0; k < desk.count; k++)
        assert_true(play_do(&desk.play, desk.actions[k]));
    assert_string_equal(session_beat_state(session)->guess.reason, "so");
    press(&desk, SDLK_BACKSPACE, 0);
    press(&desk, SDLK_RETURN, 0);
    assert_false(session->view.reasoning);
    assert_string_equal(session_beat_state(session)->guess.reason, "s");
    act(&desk, (Action){.kind = ACTION_REASON, .number = 1});
    act(&desk, (Action){.kind = ACTION_GLOSSARY, .number = 0}); /* whatever lies over it */
    press(&desk, SDLK_F1, 0);
    check_layer(&desk, KNOWN_HELP);
    end(&desk);
}

static const Known KNOWN_BLANK[] = {
    {SDLK_ESCAPE, ANY}, {SDLK_b, NONE}, {SDLK_F5, ANY}, HELP_KEYS, END_OF_KEYS};

static void test_blank(void **state) {
    (void)state;
    Desk desk;
    begin(&desk, 1);
    const Present *present = &desk.play.session->present;
    press(&desk, SDLK_F5, 0);
    press(&desk, SDLK_b, 0);
    assert_true(present->on && present->blank);
    check_layer(&desk, KNOWN_BLANK);
    press(&desk, SDLK_b, 0);
    assert_true(present->on && !present->blank);
    press(&desk, SDLK_b, 0);
    press(&desk, SDLK_ESCAPE, 0);
    assert_true(present->on && !present->blank);
    press(&desk, SDLK_b, 0);
    press(&desk, SDLK_F1, 0); /* which key was it? */
    assert_true(screen_says(&desk.play, "blank screen"));
    check_layer(&desk, KNOWN_HELP);
    desk.class_only = true;
    draw(&desk);
    assert_false(screen_says(&desk.play, "blank screen"));
    desk.class_only = false;
    press(&desk, SDLK_F1, 0);
    assert_true(present->blank && !desk.play.session->view.help);
    desk.lectern = true; /* the class sees it, the teacher does not */
    draw(&desk);
    long tick = desk.play.session->tick;
    press(&desk, SDLK_LEFT, 0);
    assert_int_not_equal(desk.play.session->tick, tick);
    assert_true(present->blank);
    end(&desk);
}

static const Known KNOWN_PEN[] = {{SDLK_ESCAPE, ANY},  {SDLK_F5, ANY}, {SDLK_PAGEDOWN, NONE},
                                  {SDLK_PAGEUP, NONE}, {SDLK_a, NONE}, {SDLK_b, NONE},
                                  {SDLK_d, NONE},      HELP_KEYS,      END_OF_KEYS};

static void test_pen(void **state) {
    (void)state;
    Desk desk;
    begin(&desk, 1);
    const Present *present = &desk.play.session->present;
    press(&desk, SDLK_F5, 0);
    press(&desk, SDLK_d, 0);
    assert_true(present->pen);
    check_layer(&desk, KNOWN_PEN);
    press(&desk, SDLK_a, 0);
    assert_true(present->revealed);
    press(&desk, SDLK_PAGEUP, 0); /* a remote turns beats with the pen in hand */
    assert_int_equal(desk.play.session->beat, 0);
    assert_true(present->pen);
    press(&desk, SDLK_b, 0);
    check_layer(&desk, KNOWN_BLANK); /* it lies above the pen */
    press(&desk, SDLK_b, 0);
    press(&desk, SDLK_ESCAPE, 0);
    assert_true(present->on && !present->pen);
    press(&desk, SDLK_ESCAPE, 0);
    assert_false(present->on);
    end(&desk);
}

static const Known KNOWN_MENU[] = {{SDLK_ESCAPE, ANY}, {SDLK_UP, ANY}, {SDLK_DOWN, ANY},
                                   {SDLK_TAB, ANY},    {SDLK_v, NONE}, HELP_KEYS,
                                   END_OF_KEYS};

static const Region *focused(const Desk *desk) {
    const Region *region = region_find(&desk->play.list, desk->play.session->view.focus);
    assert_non_null(region);
    return region;
}

/* Down, Up and Tab stay in the list; one round comes back to where it began. */
static int go_round(Desk *desk, SDL_Keycode code) {
    press(desk, code, 0);
    unsigned first = focused(desk)->id;
    int count = 0;
    do {
        assert_int_equal(focused(desk)->overlay, OVERLAY_MENU);
        press(desk, code, 0);
        count++;
    } while (focused(desk)->id != first && count < 100);
    return count;
}

static void test_list_of_activations(void **state) {
    (void)state;
    Desk desk;
    begin(&desk, 3);
    View *view = &desk.play.session->view;
    unsigned box = region_id("menu", SLOT_GATE);
    act(&desk, (Action){.kind = ACTION_OPEN_MENU, .id = box});
    check_layer(&desk, KNOWN_MENU);
    press(&desk, SDLK_v, 0); /* another list than that of changes */
    assert_int_equal(view->menu, box);
    enum { TAUGHT = ACTIVATION_IDENTITY + 1 }; /* others only where the cell has them */
    assert_int_equal(go_round(&desk, SDLK_DOWN), TAUGHT);
    assert_int_equal(go_round(&desk, SDLK_UP), TAUGHT);
    assert_int_equal(go_round(&desk, SDLK_TAB), TAUGHT);
    press(&desk, SDLK_ESCAPE, 0);
    assert_int_equal(view->menu, 0);
    focus(&desk, "menu", SLOT_GATE);
    press(&desk, SDLK_RETURN, 0);
    assert_int_equal(view->menu, box);
    press(&desk, SDLK_RETURN, 0); /* its box closes it again */
    assert_int_equal(view->menu, 0);
    press(&desk, SDLK_RETURN, 0);
    press(&desk, SDLK_UP, 0);
    press(&desk, SDLK_RETURN, 0); /* chooses the last one */
    assert_int_equal(view->menu, 0);
    assert_int_equal(session_beat_state(desk.play.session)->edits.count, 1);
    focus(&desk, "menu", SLOT_GATE);
    press(&desk, SDLK_RETURN, 0);
    press(&desk, SDLK_v, 0); /* there are changes now, but another list is open */
    assert_int_equal(view->menu, box);
    end(&desk);
}

/* A slider that has the focus below an open list is not moved by its arrows. */
static void test_list_over_a_slider(void **state) {
    (void)state;
    Desk desk;
    begin(&desk, 3);
    focus(&desk, "dial.input", 0);
    act(&desk, (Action){.kind = ACTION_OPEN_MENU, .id = region_id("timeline.curves", 0)});
    check_layer(&desk, KNOWN_MENU);
    assert_int_equal(session_beat_state(desk.play.session)->edits.count, 0);
    assert_int_equal(go_round(&desk, SDLK_DOWN), WAVE_COUNT);
    press(&desk, SDLK_SPACE, 0); /* chooses */
    assert_int_equal(session_beat_state(desk.play.session)->edits.count, 1);
    assert_int_equal(desk.play.session->view.menu, 0);
    end(&desk);
}

static void test_list_of_changes(void **state) {
    (void)state;
    Desk desk;
    begin(&desk, 3);
    View *view = &desk.play.session->view;
    const BeatState *beat = session_beat_state(desk.play.session);
    for (int k = 0; k < 2; k++) {
        const Region *dial = region_find(&desk.play.list, region_id("dial.input", k));
        act(&desk, region_nudge(dial, -3));
    }
    press(&desk, SDLK_v, 0);
    assert_int_equal(view->menu, region_id("changes", 0));
    check_layer(&desk, KNOWN_MENU);
    assert_int_equal(go_round(&desk, SDLK_DOWN), 2);
    press(&desk, SDLK_DELETE, 0); /* takes one back, and the list stays */
    assert_int_equal(beat->edits.count, 1);
    assert_int_equal(view->menu, region_id("changes", 0));
    press(&desk, SDLK_v, 0);
    assert_int_equal(view->menu, 0);
    end(&desk);
}

static const Known KNOWN_GLOSSARY[] = {
    {SDLK_ESCAPE, ANY}, {SDLK_F2, ANY}, {SDLK_TAB, ANY}, HELP_KEYS, END_OF_KEYS};

static void test_glossary(void **state) {
    (void)state;
    Desk desk;
    begin(&desk, 1);
    View *view = &desk.play.session->view;
    focus(&desk, "next", 0);
    press(&desk, SDLK_F2, 0);
    assert_true(view->glossary);
    check_layer(&desk, KNOWN_GLOSSARY); /* nor does Enter press what has the focus below */
    unsigned other_term = region_id("glossary.term", 1);
    for (int k = 0; k < 10 && view->focus != other_term; k++) {
        press(&desk, SDLK_TAB, 0);
        assert_int_equal(focused(&desk)->overlay, OVERLAY_GLOSSARY);
    }
    press(&desk, SDLK_RETURN, 0);
    assert_int_equal(view->term, 1);
    press(&desk, SDLK_TAB, KMOD_LSHIFT);
    assert_int_equal(focused(&desk)->overlay, OVERLAY_GLOSSARY);
    press(&desk, SDLK_ESCAPE, 0);
    assert_false(view->glossary);
    press(&desk, SDLK_F2, 0);
    press(&desk, SDLK_F2, 0);
    assert_false(view->glossary);
    end(&desk);
}

/* What had the focus has gone: never to a button below the layer. */
static void test_focus_stays(void **state) {
    (void)state;
    Desk desk;
    Action action;
    begin(&desk, 1);
    focus(&desk, "next", 0);
    const InputContext context = {.list = &desk.play.list, .session = desk.play.session};
    assert_int_equal(input_settle(&desk.input, &context, &action), 0); /* it was seen */
    press(&desk, SDLK_F2, 0);
    for (int k = 0; k < desk.play.list.region_count; k++)
        if (desk.play.list.regions[k].id == region_id("next", 0))
            desk.play.list.regions[k].id = 1;
    assert_int_equal(input_settle(&desk.input, &context, &action), 1);
    assert_int_equal(region_find(&desk.play.list, action.id)->overlay, OVERLAY_GLOSSARY);
    end(&desk);
}

/* An input that is held down is let go, whatever lies over the sandbox by then. */
static void test_held_below(void **state) {
    (void)state;
    Desk desk;
    Error error = {0};
    const SandboxSetup setup = {.kinds = {true, true, true}, .units = 4, .inputs = 2};
    desk = (Desk){.lectern = false};
    desk.play.session = session_new_sandbox(&setup, NULL, &error);
    assert_non_null(desk.play.session);
    draw(&desk);
    press(&desk, SDLK_1, 0);
    expect(&desk, ACTION_LIVE_KEY, 0);
    press(&desk, SDLK_F1, 0);
    press(&desk, SDLK_2, 0);
    assert_int_equal(desk.count, 0);
    check_layer(&desk, KNOWN_HELP);
    SDL_Event up = key_event(SDLK_1, 0);
    up.type = SDL_KEYUP;
    send(&desk, up);
    expect(&desk, ACTION_LIVE_KEY, 0);
    assert_true(desk.actions[0].value == 0);
    session_free(desk.play.session);
    display_free(&desk.play.list);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_help),
                                       cmocka_unit_test(test_number),
                                       cmocka_unit_test(test_home),
                                       cmocka_unit_test(test_writing),
                                       cmocka_unit_test(test_drawing_by_keys),
                                       cmocka_unit_test(test_drawing_by_pointer),
                                       cmocka_unit_test(test_reason),
                                       cmocka_unit_test(test_blank),
                                       cmocka_unit_test(test_pen),
                                       cmocka_unit_test(test_list_of_activations),
                                       cmocka_unit_test(test_list_over_a_slider),
                                       cmocka_unit_test(test_list_of_changes),
                                       cmocka_unit_test(test_glossary),
                                       cmocka_unit_test(test_focus_stays),
                                       cmocka_unit_test(test_held_below)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
