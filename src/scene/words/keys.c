/* keys.c: the table of keys. */
#include "scene/words/keys.h"

#include <assert.h>

#include "session/kinds/digits.h"
#include "session/kinds/look.h"
#include "session/kinds/practise.h"
#include "session/kinds/sandbox.h"

enum { PAGE_NOTCHES = 12, ALL_NOTCHES = 100000 }; /* of a wheel, through the home screen */

#define LAYER(name) (1u << LAYER_##name)

/* Lessons and what stands in their place; all screens; everything. */
#define LESSONS (LAYER(LESSON) | LAYER(SANDBOX) | LAYER(TRAINING))
#define SCREENS (LESSONS | LAYER(DIGITS) | LAYER(TEXT))
/* And the opening and the exercises, which have few of their keys. */
#define ALL_SCREENS (SCREENS | LAYER(OPENING) | LAYER(PRACTISE) | LAYER(LOOK))
#define PLAYED      (SCREENS | LAYER(OPENING))
#define EVERYWHERE  ((1u << LAYER_COUNT) - 1)
/* Where keys with a letter are no text. */
#define NOT_TYPED (EVERYWHERE & ~(LAYER(NUMBER) | LAYER(SEARCH) | LAYER(WRITING) | LAYER(REASON)))

/* A key that gives an action; one that gives it again and again while it is held; a deed, and one
 * that is done again and again. */
#define GIVES(KEY, WITH, ...)                                                                      \
    {                                                                                              \
        .key = (KEY), .with = WITH_##WITH, .action = { __VA_ARGS__ }                               \
    }
#define DOES(KEY, WITH, KIND, NUMBER) GIVES(KEY, WITH, .kind = ACTION_##KIND, .number = (NUMBER))
#define HELD_GIVES(KEY, WITH, ...)                                                                 \
    {                                                                                              \
        .key = (KEY), .with = WITH_##WITH, .repeats = true, .action = { __VA_ARGS__ }              \
    }
#define HELD(KEY, WITH, KIND, NUMBER)                                                              \
    HELD_GIVES(KEY, WITH, .kind = ACTION_##KIND, .number = (NUMBER))
#define DEED(KEY, WITH, DEED, BY)                                                                  \
    { .key = (KEY), .with = WITH_##WITH, .deed = DEED_##DEED, .by = (BY) }
#define HELD_DEED(KEY, WITH, DEED, BY)                                                             \
    { .key = (KEY), .with = WITH_##WITH, .repeats = true, .deed = DEED_##DEED, .by = (BY) }
/* An action, and a deed after it. */
#define BOTH(KEY, WITH, KIND, NUMBER, DEED, BY)                                                    \
    {                                                                                              \
        .key = (KEY), .with = WITH_##WITH, .repeats = true,                                        \
        .action = {.kind = ACTION_##KIND, .number = (NUMBER)}, .deed = DEED_##DEED, .by = (BY)     \
    }
/* The choice that stands there on the screen. */
#define ANSWERS(KEY, PLACE)                                                                        \
    GIVES(KEY, NO_CONTROL, .kind = ACTION_ANSWER, .number = (PLACE), .flag = true)
#define CHOOSES(KEY, CHOICE)                                                                       \
    GIVES(KEY, NO_CONTROL, .kind = ACTION_PRACTISE, .number = PRACTISE_CHOOSE, .unit = (CHOICE))
/* On the screen of maps: that one of something; so many on. */
#define LOOKS(KEY, WHAT, WHICH)                                                                    \
    GIVES(KEY, NO_CONTROL, .kind = ACTION_LOOK, .number = LOOK_##WHAT, .unit = (WHICH))
#define LOOKS_ON(KEY, WHAT, BY)                                                                    \
    HELD_GIVES(KEY, NONE, .kind = ACTION_LOOK, .number = LOOK_##WHAT, .unit = (BY), .flag = true)
/* A point of a drawing to the sides, up and down. */
#define DRAWS                                                                                      \
    HELD_GIVES(KEY_RIGHT, ANY, .kind = ACTION_GUESS_KEY, .unit = 1),                               \
        HELD_GIVES(KEY_LEFT, ANY, .kind = ACTION_GUESS_KEY, .unit = -1),                           \
        HELD_GIVES(KEY_UP, NO_SHIFT, .kind = ACTION_GUESS_KEY, .step = 1),                         \
        HELD_GIVES(KEY_DOWN, NO_SHIFT, .kind = ACTION_GUESS_KEY, .step = -1),                      \
        HELD_GIVES(KEY_UP, ANY_SHIFT, .kind = ACTION_GUESS_KEY, .step = 5),                        \
        HELD_GIVES(KEY_DOWN, ANY_SHIFT, .kind = ACTION_GUESS_KEY, .step = -5)
#define END                                                                                        \
    { .key = KEY_NONE }
#define KEYS(...)                                                                                  \
    (const KeyBinding[]) {                                                                         \
        __VA_ARGS__, END                                                                           \
    }
#define NO_KEYS NULL

#define TOLD_NOWHERE NULL, NULL, 0

static const KeyRow rows[] = {
    {KEYS_TIME, "Space", "play, pause", PLAYED, PLAYED, KEYS(DOES(KEY_SPACE, NONE, PLAY, -1))},
    {KEYS_TIME, "Right, Left", "a step on, back", SCREENS, SCREENS,
     KEYS(HELD(KEY_RIGHT, NONE, STEP, 1), HELD(KEY_LEFT, NONE, STEP, -1))},
    {KEYS_TIME, "Shift+arrows, . ,", "a phase on, back", SCREENS, SCREENS,
     KEYS(HELD(KEY_RIGHT, SHIFT, PHASE, 1), HELD(KEY_LEFT, SHIFT, PHASE, -1),
          HELD('.', ANY, PHASE, 1), HELD(',', ANY, PHASE, -1))},
    {KEYS_TIME, "Home, End", "initial state, last step", SCREENS, SCREENS,
     KEYS(GIVES(KEY_HOME, NONE, .kind = ACTION_GO, .step = -1, .phase = PHASE_SHOW),
          DEED(KEY_END, NONE, LAST_STEP, 0))},
    {KEYS_TIME, "S, F", "slower, faster", SCREENS, SCREENS,
     KEYS(DOES('s', NONE, SPEED, -1), DOES('f', NONE, SPEED, 1))},
    {KEYS_TIME, "M", "motion on, off", ALL_SCREENS, ALL_SCREENS | LAYER(HOME),
     KEYS(DOES('m', NONE, MOTION, -1))},
    {KEYS_TIME, "Shift+S", "sound on, off", SCREENS, SCREENS, KEYS(DOES('s', SHIFT, SOUND, -1))},

    {KEYS_LESSON, "Enter, N, Page Down", "next beat", LESSONS, LESSONS,
     KEYS(DEED(KEY_ENTER, NONE, ON, 0), DOES('n', NONE, BEAT, 1),
          DOES(KEY_PAGE_DOWN, NONE, BEAT, 1))},
    {KEYS_LESSON, "Backspace, P, Page Up", "beat before", LESSONS, LESSONS,
     KEYS(DOES(KEY_BACKSPACE, NONE, BEAT, -1), DOES('p', NONE, BEAT, -1),
          DOES(KEY_PAGE_UP, NONE, BEAT, -1))},
    {KEYS_LESSON, "1 to 9", "answer, else select a cell", LESSONS,
     LESSONS, /* French keyboards have them with Shift */
     KEYS(ANSWERS('1', 0), ANSWERS('2', 1), ANSWERS('3', 2), ANSWERS('4', 3), ANSWERS('5', 4),
          ANSWERS('6', 5), ANSWERS('7', 6), ANSWERS('8', 7), ANSWERS('9', 8))},
    {KEYS_LESSON, "Y, arrows, Enter", "draw, drag, pick; compare", LAYER(LESSON), LAYER(LESSON),
     KEYS(DEED('y', NONE, GUESS, 0))},
    {KEYS_LESSON, TOLD_NOWHERE, FOCUS_GUESS, KEYS(DRAWS)},
    {KEYS_LESSON, TOLD_NOWHERE, GUESS_WAITS, KEYS(DOES(KEY_ENTER, ANY, GIVE, 0))},
    {KEYS_LESSON, "J", "back to where the beat is told", LESSONS, LESSONS,
     KEYS(DOES('j', NONE, MOMENT, 0))},
    {KEYS_LESSON, "[ and ]", "lesson before, next", LESSONS, SCREENS,
     KEYS(DOES('[', ANY, OPEN_LESSON, -1), DOES(']', ANY, OPEN_LESSON, 1))},
    {KEYS_LESSON, "H", "all lessons; / searches", LESSONS, SCREENS | LAYER(HOME),
     KEYS(DOES('h', NONE, HOME, -1))},

    {KEYS_LOOKING, "W, U, O", "workbench; unroll; units by value", LAYER(LESSON), LAYER(LESSON),
     KEYS(DOES('w', NONE, EXPLORE, -1), DOES('u', NONE, UNROLL, -1), DOES('o', NONE, ORDER, -1))},
    {KEYS_LOOKING, "Up, Down", "select another unit", SCREENS, SCREENS,
     KEYS(HELD(KEY_UP, NONE, UNIT, -1), HELD(KEY_DOWN, NONE, UNIT, 1))},
    {KEYS_LOOKING, "C", "select another cell", SCREENS, SCREENS,
     KEYS(DOES('c', NONE, CELL, 1), DOES('c', SHIFT, CELL, -1))},
    {KEYS_LOOKING, "T", "dark, light, high contrast", ALL_SCREENS, ALL_SCREENS | LAYER(HOME),
     KEYS(DOES('t', NONE, THEME, -1))},
    {KEYS_LOOKING, "+, -, 0", "larger, smaller, normal text", ALL_SCREENS,
     ALL_SCREENS | LAYER(HOME),
     KEYS(HELD('+', ANY, TEXT_SIZE, 1), HELD('=', ANY, TEXT_SIZE, 1), HELD('-', ANY, TEXT_SIZE, -1),
          DOES('0', ANY, TEXT_SIZE, 0))},
    {KEYS_LOOKING, "L, K, E", "fold lesson, tweaks, sums", SCREENS, SCREENS,
     KEYS(DOES('l', NONE, PANEL, PANEL_LESSON), DOES('k', NONE, PANEL, PANEL_TWEAKS))},
    {KEYS_LOOKING, TOLD_NOWHERE, SCREENS & ~LAYER(TEXT), /* there it is typed on */
     KEYS(DOES('e', NONE, PANEL, PANEL_EQUATION))},
    {KEYS_LOOKING, "X", "notation: textbook, PyTorch", SCREENS, SCREENS,
     KEYS(DOES('x', NONE, NOTATION, -1))},
    {KEYS_LOOKING, "Shift+L", "English, \u4e2d\u6587", ALL_SCREENS, ALL_SCREENS | LAYER(HOME),
     KEYS(DOES('l', SHIFT, LANGUAGE, -1))},
    {KEYS_LOOKING, "Shift+G", "values or gradients of the steps", LESSONS, LESSONS,
     KEYS(DOES('g', SHIFT, GRADIENTS, -1))},
    {KEYS_LOOKING, "I, Ctrl+click", "where a number comes from", SCREENS, SCREENS,
     KEYS(DOES('i', NONE, INSPECT, -1))},
    {KEYS_LOOKING, "Shift+I", "back to the number before", SCREENS, SCREENS,
     KEYS(DOES('i', SHIFT, TRAIL, -2))},
    {KEYS_LOOKING, "F11", "full screen", ALL_SCREENS, EVERYWHERE,
     KEYS(DOES(KEY_F11, ANY, FULL_SCREEN, 0))},

    {KEYS_CHANGING, "pencil, drag", "paint an input's curve", LESSONS, 0, NO_KEYS},
    {KEYS_CHANGING, "Tab, Shift+Tab", "to the next control, back", ALL_SCREENS,
     ALL_SCREENS | LAYER(HELP) | LAYER(HOME) | LAYER(MENU) | LAYER(GLOSSARY),
     KEYS(HELD_DEED(KEY_TAB, NO_SHIFT, FOCUS, 1), HELD_DEED(KEY_TAB, ANY_SHIFT, FOCUS, -1))},
    {KEYS_CHANGING, "Arrow keys", "change what has the focus", SCREENS, FOCUS_VALUE,
     KEYS(HELD_DEED(KEY_RIGHT, ANY, NUDGE, 1), HELD_DEED(KEY_UP, ANY, NUDGE, 1),
          HELD_DEED(KEY_LEFT, ANY, NUDGE, -1), HELD_DEED(KEY_DOWN, ANY, NUDGE, -1))},
    {KEYS_CHANGING, "Enter, double click", "type its number", SCREENS, FOCUS_NUMBER,
     KEYS(DEED(KEY_ENTER, NO_CONTROL, TYPE, 0))},
    {KEYS_CHANGING, "Delete, right click", "take its change back", SCREENS, FOCUS_ALL,
     KEYS(HELD_DEED(KEY_DELETE, ANY, RESET, 0))},
    {KEYS_CHANGING, "Ctrl+Z, Ctrl+Y", "undo, redo", SCREENS, SCREENS,
     KEYS(HELD('z', CONTROL, UNDO, 0), HELD('y', CONTROL, REDO, 0), HELD('z', BOTH, REDO, 0))},
    {KEYS_CHANGING, "R", "take all changes back", SCREENS, SCREENS,
     KEYS(DOES('r', NONE, RESET_EDITS, 0))},
    {KEYS_CHANGING, "V", "the list of changes", LESSONS, LESSONS | LAYER(MENU),
     KEYS(DEED('v', NONE, CHANGES, 0))},
    {KEYS_CHANGING, "G", "outlines of before away", SCREENS, SCREENS,
     KEYS(DOES('g', NONE, BEFORE, 0))},

    {KEYS_PRESENTING, "F5", "on, off", SCREENS, SCREENS | LAYER(PEN) | LAYER(BLANK),
     KEYS(DOES(KEY_F5, ANY, PRESENT, -1))},
    {KEYS_PRESENTING, "Page Down, Page Up", "next beat, beat before", LESSONS, LAYER(PEN),
     KEYS(DOES(KEY_PAGE_DOWN, NONE, BEAT, 1), DOES(KEY_PAGE_UP, NONE, BEAT, -1))},
    {KEYS_PRESENTING, "A", "show the choices", LESSONS, LESSONS | LAYER(PEN),
     KEYS(DOES('a', NONE, REVEAL, 0))},
    {KEYS_PRESENTING, "B", "blank screen", LESSONS, LESSONS | LAYER(PEN) | LAYER(BLANK),
     KEYS(DOES('b', NONE, BLANK, -1))},
    {KEYS_PRESENTING, "D", "pen: draw over the stage", LESSONS, LESSONS | LAYER(PEN),
     KEYS(DOES('d', NONE, PEN, -1))},
    {KEYS_PRESENTING, "F5", "fill the screen", LAYER(OPENING) | LAYER(PRACTISE) | LAYER(LOOK),
     LAYER(OPENING) | LAYER(PRACTISE) | LAYER(LOOK) | LAYER(HOME),
     KEYS(DOES(KEY_F5, ANY, FULL_SCREEN, 0))},

    {KEYS_SANDBOX, "hold 1 to 4", "that input is 1 (Shift: -1)", LESSONS, LAYER(SANDBOX),
     KEYS(DEED(KEY_HOLD_1, NO_CONTROL, HOLD, 0), DEED(KEY_HOLD_2, NO_CONTROL, HOLD, 1),
          DEED(KEY_HOLD_3, NO_CONTROL, HOLD, 2), DEED(KEY_HOLD_4, NO_CONTROL, HOLD, 3))},
    {KEYS_SANDBOX, "Y", "draw what comes", LESSONS, LAYER(SANDBOX),
     KEYS(DEED('y', NONE, FORETELL, 0))},
    {KEYS_SANDBOX, "Ctrl+Shift+S", "save as a lesson", LESSONS, LESSONS,
     KEYS(DOES('s', BOTH, SAVE_LESSON, 0))},

    {KEYS_DIGITS, "N, P", "next digit, digit before", LAYER(DIGITS), LAYER(DIGITS),
     KEYS(HELD('n', NONE, DIGIT_TURN, 1), HELD(KEY_ENTER, NONE, DIGIT_TURN, 1),
          HELD(KEY_PAGE_DOWN, NONE, DIGIT_TURN, 1), HELD('p', NONE, DIGIT_TURN, -1),
          HELD(KEY_BACKSPACE, NONE, DIGIT_TURN, -1), HELD(KEY_PAGE_UP, NONE, DIGIT_TURN, -1))},
    {KEYS_DIGITS, "W", "the next that is read wrong", LAYER(DIGITS), LAYER(DIGITS),
     KEYS(DOES('w', NONE, DIGIT_LIST, DIGIT_LIST_WRONG))},
    {KEYS_DIGITS, "D", "draw one, back to test digits", LAYER(DIGITS), LAYER(DIGITS),
     KEYS({.key = 'd',
           .with = WITH_NONE,
           .action = {.kind = ACTION_DIGIT_DRAW, .number = -1},
           .deed = DEED_PEN})},
    {KEYS_DIGITS, "arrows, Space", "drawing: move the pen; down, up", LAYER(DIGITS), FOCUS_PEN,
     KEYS(HELD_GIVES(KEY_RIGHT, NO_CONTROL, .kind = ACTION_DIGIT_PEN, .unit = 1),
          HELD_GIVES(KEY_LEFT, NO_CONTROL, .kind = ACTION_DIGIT_PEN, .unit = -1),
          HELD_GIVES(KEY_DOWN, NO_CONTROL, .kind = ACTION_DIGIT_PEN, .step = 1),
          HELD_GIVES(KEY_UP, NO_CONTROL, .kind = ACTION_DIGIT_PEN, .step = -1),
          DOES(KEY_SPACE, NO_CONTROL, DIGIT_PEN, 1), DOES(KEY_ENTER, NO_CONTROL, DIGIT_PEN, 1))},
    {KEYS_DIGITS, "Delete", "rub the row out, bring it back", LAYER(DIGITS), LAYER(DIGITS),
     KEYS(GIVES(KEY_DELETE, NONE, .kind = ACTION_DIGIT_ERASE, .number = -1, .step = -1))},
    {KEYS_DIGITS, "Shift+Delete", "the same with all rows below", LAYER(DIGITS), LAYER(DIGITS),
     KEYS(GIVES(KEY_DELETE, SHIFT, .kind = ACTION_DIGIT_ERASE, .number = -1, .step = -1,
                .unit = 1))},
    {KEYS_DIGITS, "H", "all lessons; / searches", LAYER(DIGITS), 0, NO_KEYS},

    {KEYS_TEXT, "W", "the model writes one character", LAYER(TEXT), LAYER(TEXT),
     KEYS(HELD('w', NONE, TEXT_WRITE, 1))},
    {KEYS_TEXT, "Enter", "it writes on, stops", LAYER(TEXT), LAYER(TEXT),
     KEYS(DOES(KEY_ENTER, NONE, TEXT_WRITE_ON, -1))},
    {KEYS_TEXT, "A", "the other model: English, Lisp", LAYER(TEXT), LAYER(TEXT),
     KEYS(GIVES('a', NONE, .kind = ACTION_OPEN_TOOL, .number = SESSION_TEXT, .unit = -1))},
    {KEYS_TEXT, "N, P", "next text, text before", LAYER(TEXT), LAYER(TEXT),
     KEYS(DEED('n', NONE, PASSAGE, 1), DEED(KEY_PAGE_DOWN, NONE, PASSAGE, 1),
          DEED('p', NONE, PASSAGE, -1), DEED(KEY_PAGE_UP, NONE, PASSAGE, -1))},
    {KEYS_TEXT, "E, Esc", "type your own, stop typing", LAYER(TEXT), LAYER(TEXT),
     KEYS(DOES('e', NONE, TEXT_TYPE, 1))},
    {KEYS_TEXT, "H", "all lessons; / searches", LAYER(TEXT), 0, NO_KEYS},

    {KEYS_OPENING, "Enter, Right, N", "the next part", LAYER(OPENING), LAYER(OPENING),
     KEYS(DEED(KEY_ENTER, NONE, ON, 0), DEED(KEY_RIGHT, NONE, ON, 0), DEED('n', NONE, ON, 0),
          DEED(KEY_PAGE_DOWN, NONE, ON, 0))},
    {KEYS_OPENING, "Backspace, Left, P", "the part before", LAYER(OPENING), LAYER(OPENING),
     KEYS(DOES(KEY_BACKSPACE, NONE, BEAT, -1), DOES(KEY_LEFT, NONE, BEAT, -1),
          DOES('p', NONE, BEAT, -1), DOES(KEY_PAGE_UP, NONE, BEAT, -1))},
    {KEYS_OPENING, "H, Esc", "skip it: all lessons", LAYER(OPENING), LAYER(OPENING),
     KEYS(DOES('h', NONE, HOME, 1), DOES(KEY_ESCAPE, ANY, HOME, 1))},

    {KEYS_PRACTISE, "1 to 4", "choose", LAYER(PRACTISE), LAYER(PRACTISE),
     KEYS(CHOOSES('1', 0), CHOOSES('2', 1), CHOOSES('3', 2), CHOOSES('4', 3))},
    {KEYS_PRACTISE, "Arrow keys", "draw", LAYER(PRACTISE), LAYER(PRACTISE), KEYS(DRAWS)},
    {KEYS_PRACTISE, "Enter, N", "answer, go on; not sure", LAYER(PRACTISE), LAYER(PRACTISE),
     KEYS(DOES(KEY_ENTER, NONE, PRACTISE, PRACTISE_ON),
          DOES('n', NONE, PRACTISE, PRACTISE_UNSURE))},
    {KEYS_PRACTISE, "A", "another like this", LAYER(PRACTISE), LAYER(PRACTISE),
     KEYS(DOES('a', NONE, PRACTISE, PRACTISE_ANOTHER))},
    {KEYS_PRACTISE, "W, Esc", "play it on stage; back", LAYER(PRACTISE), LAYER(PRACTISE),
     KEYS(GIVES('w', NONE, .kind = ACTION_PRACTISE, .number = PRACTISE_PLAY, .unit = 1),
          DEED(KEY_ESCAPE, ANY, ESCAPE, 0))},
    {KEYS_PRACTISE, "H", "all lessons", LAYER(PRACTISE), LAYER(PRACTISE),
     KEYS(DOES('h', NONE, HOME, 1))},

    {KEYS_LOOK, "Right, Left, Home, End", "a step on, back; first, last", LAYER(LOOK), LAYER(LOOK),
     KEYS(HELD(KEY_RIGHT, NONE, STEP, 1), HELD(KEY_LEFT, NONE, STEP, -1),
          HELD(KEY_RIGHT, SHIFT, STEP, 10), HELD(KEY_LEFT, SHIFT, STEP, -10),
          GIVES(KEY_HOME, NONE, .kind = ACTION_GO, .step = 0, .phase = PHASE_SHOW),
          DEED(KEY_END, NONE, LAST_STEP, 0))},
    {KEYS_LOOK, "Up, Down", "the unit above, below", LAYER(LOOK), LAYER(LOOK),
     KEYS(HELD(KEY_UP, NONE, UNIT, -1), HELD(KEY_DOWN, NONE, UNIT, 1),
          HELD(KEY_UP, SHIFT, UNIT, -10), HELD(KEY_DOWN, SHIFT, UNIT, 10))},
    {KEYS_LOOK, "1 to 8", "the map of a signal", LAYER(LOOK), LAYER(LOOK),
     KEYS(LOOKS('1', SIGNAL, 0), LOOKS('2', SIGNAL, 1), LOOKS('3', SIGNAL, 2),
          LOOKS('4', SIGNAL, 3), LOOKS('5', SIGNAL, 4), LOOKS('6', SIGNAL, 5),
          LOOKS('7', SIGNAL, 6), LOOKS('8', SIGNAL, 7))},
    {KEYS_LOOK, "O, N, P", "order; next column, column before", LAYER(LOOK), LAYER(LOOK),
     KEYS(LOOKS_ON('o', ORDER, 1), LOOKS_ON('n', INPUT, 1), LOOKS_ON(KEY_PAGE_DOWN, INPUT, 1),
          LOOKS_ON('p', INPUT, -1), LOOKS_ON(KEY_PAGE_UP, INPUT, -1))},
    {KEYS_LOOK, "C", "the next layer", LAYER(LOOK), LAYER(LOOK),
     KEYS(DOES('c', NONE, CELL, 1), DOES('c', SHIFT, CELL, -1))},
    {KEYS_LOOK, "Enter, Esc", "the unit on stage; back", LAYER(LOOK), LAYER(LOOK),
     KEYS(LOOKS(KEY_ENTER, ON_STAGE, 1), HELD_DEED(KEY_ESCAPE, ANY, ESCAPE, 0))},
    {KEYS_LOOK, "W", "what is not shown, and why", LAYER(LOOK), LAYER(LOOK),
     KEYS(LOOKS_ON('w', WHY, 1))},
    {KEYS_LOOK, "X, H", "notation; all lessons", LAYER(LOOK), LAYER(LOOK),
     KEYS(DOES('x', NONE, NOTATION, -1), DOES('h', NONE, HOME, -1))},

    {KEYS_PROGRAM, "F1 or ?", "these keys", ALL_SCREENS, EVERYWHERE,
     KEYS(DOES(KEY_F1, ANY, HELP, -1))},
    {KEYS_PROGRAM, "F2, a word", "glossary: what it means", LESSONS | LAYER(DIGITS),
     LESSONS | LAYER(DIGITS) | LAYER(GLOSSARY), KEYS(DOES(KEY_F2, ANY, GLOSSARY, -2))},
    {KEYS_PROGRAM, "Ctrl+S", "save a picture", ALL_SCREENS, EVERYWHERE,
     KEYS(DOES('s', CONTROL, SAVE_PICTURE, 0))},
    {KEYS_PROGRAM, "Ctrl+C, Ctrl+V", "copy this state, open one", ALL_SCREENS,
     ALL_SCREENS | LAYER(HOME) | LAYER(WRITING),
     KEYS(DOES('c', CONTROL, COPY_STATE, 0), DOES('v', CONTROL, PASTE_STATE, 0))},
    {KEYS_PROGRAM, "F6", "the same in words, and back", ALL_SCREENS | TOLD_IN_PAGE, 0, NO_KEYS},
    {KEYS_PROGRAM, "Shift+V", "bring back what was set aside", LESSONS, LESSONS,
     KEYS(DOES('v', SHIFT, OTHER_STATE, 0))},
    {KEYS_PROGRAM, "Q, Ctrl+Q", "quit", ALL_SCREENS | TOLD_ELSEWHERE, ALL_SCREENS | LAYER(HOME),
     KEYS(DOES('q', NONE, QUIT, 0))},
    {KEYS_PROGRAM, TOLD_NOWHERE, EVERYWHERE, KEYS(DOES('q', CONTROL, QUIT, 0))},
    {KEYS_PROGRAM, TOLD_NOWHERE, NOT_TYPED, KEYS(DOES('?', ANY, HELP, -1))},
    {KEYS_PROGRAM, TOLD_NOWHERE, NOT_TYPED & ~LAYER(HOME), KEYS(DOES('/', SHIFT, HELP, -1))},

    /* ---- what has the focus ---- */
    {KEYS_CHANGING, TOLD_NOWHERE, FOCUS_BUTTON,
     KEYS(DEED(KEY_ENTER, ANY, PRESS, 0), DEED(KEY_SPACE, ANY, PRESS, 0))},
    {KEYS_CHANGING, TOLD_NOWHERE, FOCUS_NUMBER,
     KEYS(DEED('0', NO_CONTROL, TYPE, '0'), DEED('1', NO_CONTROL, TYPE, '1'),
          DEED('2', NO_CONTROL, TYPE, '2'), DEED('3', NO_CONTROL, TYPE, '3'),
          DEED('4', NO_CONTROL, TYPE, '4'), DEED('5', NO_CONTROL, TYPE, '5'),
          DEED('6', NO_CONTROL, TYPE, '6'), DEED('7', NO_CONTROL, TYPE, '7'),
          DEED('8', NO_CONTROL, TYPE, '8'), DEED('9', NO_CONTROL, TYPE, '9'),
          DEED('-', NO_CONTROL, TYPE, '-'), DEED('.', NO_CONTROL, TYPE, '.'),
          DEED(KEY_PAD_POINT, NO_CONTROL, TYPE, '.'))},
    {KEYS_CHANGING, TOLD_NOWHERE, FOCUS_PICK,
     KEYS(HELD_GIVES(KEY_RIGHT, ANY, .kind = ACTION_PICK, .unit = 1, .flag = true),
          HELD_GIVES(KEY_LEFT, ANY, .kind = ACTION_PICK, .unit = -1, .flag = true),
          HELD_GIVES(KEY_DOWN, ANY, .kind = ACTION_PICK, .step = 1, .flag = true),
          HELD_GIVES(KEY_UP, ANY, .kind = ACTION_PICK, .step = -1, .flag = true))},

    /* ---- layers, from the top ---- */
    {KEYS_PROGRAM, TOLD_NOWHERE, LAYER(HELP), /* where they have no room they scroll */
     KEYS(DOES(KEY_ESCAPE, ANY, HELP, 0), HELD_DEED(KEY_DOWN, ANY, SCROLL, 1),
          HELD_DEED(KEY_UP, ANY, SCROLL, -1), HELD_DEED(KEY_PAGE_DOWN, ANY, SCROLL, PAGE_NOTCHES),
          HELD_DEED(KEY_PAGE_UP, ANY, SCROLL, -PAGE_NOTCHES),
          HELD_DEED(KEY_END, ANY, SCROLL, ALL_NOTCHES),
          HELD_DEED(KEY_HOME, ANY, SCROLL, -ALL_NOTCHES))},
    {KEYS_CHANGING, TOLD_NOWHERE, LAYER(NUMBER), /* characters come as text */
     KEYS(HELD(KEY_ENTER, ANY, TYPE_KEY, TYPE_TAKE), HELD(KEY_ESCAPE, ANY, TYPE_KEY, TYPE_DROP),
          BOTH(KEY_TAB, NO_SHIFT, TYPE_KEY, TYPE_TAKE, FOCUS, 1),
          BOTH(KEY_TAB, ANY_SHIFT, TYPE_KEY, TYPE_TAKE, FOCUS, -1),
          HELD(KEY_BACKSPACE, ANY, TYPE_KEY, TYPE_BACKSPACE),
          HELD(KEY_DELETE, ANY, TYPE_KEY, TYPE_BACKSPACE))},
    {KEYS_LESSON, TOLD_NOWHERE, LAYER(SEARCH), /* they too */
     KEYS(HELD(KEY_ESCAPE, ANY, SEARCH_KEY, TYPE_DROP),
          HELD(KEY_BACKSPACE, ANY, SEARCH_KEY, TYPE_BACKSPACE),
          BOTH(KEY_ENTER, ANY, SEARCH_KEY, TYPE_TAKE, OPEN_CARD, 0), /* the best that was found */
          BOTH(KEY_DOWN, ANY, SEARCH_KEY, TYPE_TAKE, CARD_FIRST, 0),
          BOTH(KEY_TAB, ANY, SEARCH_KEY, TYPE_TAKE, CARD_FIRST, 0))},
    {KEYS_LESSON, TOLD_NOWHERE, LAYER(HOME),
     KEYS(HELD('/', ANY, SEARCH, 1), HELD('f', ANY_CONTROL, SEARCH, 1),
          HELD_DEED(KEY_ESCAPE, NO_CONTROL, LEAVE_HOME, 0),
          HELD_DEED(KEY_RIGHT, NO_CONTROL, CARD_ASIDE, 1),
          HELD_DEED(KEY_LEFT, NO_CONTROL, CARD_ASIDE, -1),
          HELD_DEED(KEY_DOWN, NO_CONTROL, CARD_BELOW, 1),
          HELD_DEED(KEY_UP, NO_CONTROL, CARD_BELOW, -1), DEED(KEY_ENTER, NO_CONTROL, OPEN_CARD, 0),
          DEED(KEY_SPACE, NO_CONTROL, OPEN_CARD, 0),
          HELD_DEED(KEY_PAGE_DOWN, NO_CONTROL, SCROLL, PAGE_NOTCHES),
          HELD_DEED(KEY_PAGE_UP, NO_CONTROL, SCROLL, -PAGE_NOTCHES),
          HELD_DEED(KEY_END, NO_CONTROL, SCROLL, ALL_NOTCHES),
          HELD_DEED(KEY_HOME, NO_CONTROL, SCROLL, -ALL_NOTCHES))},
    {KEYS_TEXT, TOLD_NOWHERE, LAYER(WRITING), /* they too */
     KEYS(HELD(KEY_ESCAPE, NO_CONTROL, TEXT_KEY, TYPE_TAKE),
          HELD(KEY_TAB, NO_CONTROL, TEXT_KEY, TYPE_TAKE),
          HELD(KEY_BACKSPACE, NO_CONTROL, TEXT_KEY, TYPE_BACKSPACE),
          HELD_GIVES(KEY_ENTER, NO_CONTROL, .kind = ACTION_TEXT_KEY, .number = TYPE_CHARACTER,
                     .unit = '\n'))},
    {KEYS_LESSON, TOLD_NOWHERE, LAYER(REASON), /* they too */
     KEYS(HELD(KEY_ESCAPE, NO_CONTROL, REASON_KEY, TYPE_TAKE),
          HELD(KEY_ENTER, NO_CONTROL, REASON_KEY, TYPE_TAKE),
          BOTH(KEY_TAB, NO_SHIFT, REASON_KEY, TYPE_TAKE, FOCUS, 1),
          BOTH(KEY_TAB, ANY_SHIFT, REASON_KEY, TYPE_TAKE, FOCUS, -1),
          HELD(KEY_BACKSPACE, NO_CONTROL, REASON_KEY, TYPE_BACKSPACE))},
    {KEYS_PRESENTING, TOLD_NOWHERE, LAYER(BLANK), KEYS(DOES(KEY_ESCAPE, ANY, BLANK, 0))},
    {KEYS_CHANGING, TOLD_NOWHERE, LAYER(MENU),
     KEYS(DOES(KEY_ESCAPE, ANY, OPEN_MENU, 0), HELD_DEED(KEY_DOWN, ANY, FOCUS, 1),
          HELD_DEED(KEY_UP, ANY, FOCUS, -1))},
    {KEYS_PROGRAM, TOLD_NOWHERE, LAYER(GLOSSARY), KEYS(DOES(KEY_ESCAPE, ANY, GLOSSARY, -1))},
    {KEYS_PRESENTING, TOLD_NOWHERE, LAYER(PEN), KEYS(DOES(KEY_ESCAPE, ANY, PEN, 0))},
    {KEYS_LOOKING, TOLD_NOWHERE, SCREENS, KEYS(HELD_DEED(KEY_ESCAPE, ANY, ESCAPE, 0))},
};

const KeyRow *key_rows(int *count) {
    _Static_assert(sizeof rows / sizeof *rows <= KEYS_MOST, "the help has no room for so many");
    *count = (int)(sizeof rows / sizeof *rows);
    return rows;
}

bool key_told(const KeyRow *row, unsigned screen, bool page) {
    return row->told & screen && !(row->told & (page ? TOLD_ELSEWHERE : TOLD_IN_PAGE));
}

const char *key_group_name(KeyGroup group) {
    static const char *const names[KEY_GROUP_COUNT] = {[KEYS_TIME] = "Time",
                                                       [KEYS_LESSON] = "Lesson",
                                                       [KEYS_LOOKING] = "Looking",
                                                       [KEYS_CHANGING] = "Changing",
                                                       [KEYS_PRESENTING] = "Presenting",
                                                       [KEYS_SANDBOX] = "Sandbox",
                                                       [KEYS_DIGITS] = "Digits",
                                                       [KEYS_TEXT] = "Text",
                                                       [KEYS_OPENING] = "Opening",
                                                       [KEYS_PRACTISE] = "Practise",
                                                       [KEYS_LOOK] = "Maps",
                                                       [KEYS_PROGRAM] = "Program"};
    assert(group >= 0 && group < KEY_GROUP_COUNT);
    return names[group];
}

KeyLayer key_screen(const Session *session) {
    _Static_assert(LAYER_COUNT == LAYER_LESSON + SESSION_KIND_COUNT, "a screen has no layer");
    return (KeyLayer)(LAYER_LESSON + (int)session_kind(session));
}

const KeyBinding *key_find(Key key, KeyWith with, unsigned where) {
    for (size_t row = 0; key != KEY_NONE && row < sizeof rows / sizeof *rows; row++)
        for (const KeyBinding *binding = rows[row].bindings;
             rows[row].where & where && binding && binding->key != KEY_NONE; binding++)
            if (binding->key == key && binding->with & with)
                return binding;
    return NULL;
}
