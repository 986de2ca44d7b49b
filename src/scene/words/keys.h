/* keys.h: the keys: which there are, what each does, where, and how it is told. One table for the
 * input (ui/input/keys.c), the help over the screen (scene/help.c) and the manual page.
 *
 * Keys are taken by layers. What lies over the screen lies there in the order of KeyLayer, the
 * topmost first, with the screen itself at the bottom; the topmost one that is there takes every
 * key, and one that it does not know does nothing. Known everywhere are F1, F11, Ctrl+Q and Ctrl+S
 * only. Inside the layer what has the keyboard's focus is asked first, where Tab has led to it.
 *
 *     F1 ──► help ─ number ─ menu ─ search ─ home ─ writing ─ blank ─ glossary ─ pen ─ screen
 *            └─ the first that is open: its focus, then its own keys; nothing goes further down
 */
#ifndef GATESCOPE_SCENE_WORDS_KEYS_H
#define GATESCOPE_SCENE_WORDS_KEYS_H

#include "session/state.h"

/* A key by what it types without Shift, 'a', '1', '[', or by its name. */
typedef enum Key {
    KEY_NONE = 0,
    KEY_SPACE = ' ',
    KEY_NAMED = 0x80,
    KEY_ENTER,
    KEY_TAB,
    KEY_ESCAPE,
    KEY_BACKSPACE,
    KEY_DELETE,
    KEY_LEFT,
    KEY_RIGHT,
    KEY_UP,
    KEY_DOWN,
    KEY_HOME,
    KEY_END,
    KEY_PAGE_UP,
    KEY_PAGE_DOWN,
    KEY_F1,
    KEY_F2,
    KEY_F5,
    KEY_F11,
    KEY_PAD_POINT, /* of the number pad */
    KEY_HOLD_1,    /* the first four keys of the digits' row, whatever they type */
    KEY_HOLD_2,
    KEY_HOLD_3,
    KEY_HOLD_4
} Key;

/* What is down besides, as bits: a binding names all that it allows. */
typedef enum KeyWith {
    WITH_NONE = 1,
    WITH_SHIFT = 2,
    WITH_CONTROL = 4, /* or Command */
    WITH_BOTH = 8,
    WITH_NO_CONTROL = WITH_NONE | WITH_SHIFT,
    WITH_NO_SHIFT = WITH_NONE | WITH_CONTROL,
    WITH_ANY_CONTROL = WITH_CONTROL | WITH_BOTH,
    WITH_ANY_SHIFT = WITH_SHIFT | WITH_BOTH,
    WITH_ANY = WITH_NO_CONTROL | WITH_ANY_CONTROL
} KeyWith;

typedef enum KeyLayer {
    LAYER_HELP,     /* the keys over everything */
    LAYER_NUMBER,   /* a number is typed */
    LAYER_MENU,     /* an open list: of activations, of curves, of changes, of what has no room */
    LAYER_SEARCH,   /* what is searched for is typed, on the home screen */
    LAYER_HOME,     /* all lessons */
    LAYER_REASON,   /* a reason of one's own is typed, under an answer */
    LAYER_WRITING,  /* a text of one's own is typed */
    LAYER_BLANK,    /* a blank screen before a class */
    LAYER_GLOSSARY, /* a word's card */
    LAYER_PEN,      /* drawing over the stage before a class */
    LAYER_LESSON,   /* the screens themselves, in the order of SessionKindId */
    LAYER_SANDBOX,
    LAYER_DIGITS,
    LAYER_TEXT,
    LAYER_TRAINING,
    LAYER_OPENING,
    LAYER_PRACTISE,
    LAYER_LOOK,
    LAYER_COUNT
} KeyLayer;

/* What has the focus, by what keys can do with it; bits behind those of the layers. */
typedef enum KeyFocus {
    FOCUS_ALL = 1 << LAYER_COUNT,  /* whatever it is */
    FOCUS_BUTTON = FOCUS_ALL << 1, /* it can be pressed */
    FOCUS_VALUE = FOCUS_ALL << 2,  /* a slider, a bar */
    FOCUS_NUMBER = FOCUS_ALL << 3, /* a value that can be typed */
    FOCUS_PICK = FOCUS_ALL << 4,   /* numbers side by side, one of which is picked */
    FOCUS_PEN = FOCUS_ALL << 5,    /* a grid that one draws on */
    FOCUS_GUESS = FOCUS_ALL << 6,  /* steps that one draws, or picks one of */
    GUESS_WAITS = FOCUS_ALL << 7   /* nothing else, while an answer is not compared yet */
} KeyFocus;

/* What a key does besides its action, where that needs the picture or the session. */
typedef enum KeyDeed {
    DEED_NONE,
    DEED_LAST_STEP, /* goes to the end of the run */
    DEED_GUESS,     /* the focus goes to what the question is answered with */
    DEED_FORETELL, /* what comes in the sandbox is asked for, and the focus goes to where one draws */
    DEED_CHANGES,    /* opens and closes the list of changes, where there is one */
    DEED_ON,         /* presses the way on: the next beat, the next lesson */
    DEED_PASSAGE,    /* by: passages on, of those that are read */
    DEED_PEN,        /* the keys move the pen, or no longer */
    DEED_HOLD,       /* by: an input of the sandbox, held while the key is down */
    DEED_FOCUS,      /* by: the focus goes on or back, through what lies in the layer */
    DEED_PRESS,      /* presses what has the focus */
    DEED_RESET,      /* takes back the change of what has it */
    DEED_NUDGE,      /* by: changes its value */
    DEED_TYPE,       /* its number is typed; by: the first character, 0: none yet */
    DEED_ESCAPE,     /* drops one thing, the one that lies on top */
    DEED_LEAVE_HOME, /* drops what was searched for, else leaves */
    DEED_CARD_ASIDE, /* by: the focus goes to the card beside */
    DEED_CARD_BELOW, /* and below; above, by -1 */
    DEED_CARD_FIRST, /* to the first card */
    DEED_OPEN_CARD,  /* presses what has it, else the first card */
    DEED_SCROLL,     /* by: notches of a wheel, through the home screen or the keys over it */
    DEED_COUNT
} KeyDeed;

typedef struct KeyBinding {
    Key key; /* KEY_NONE: the row's bindings end */
    KeyWith with;
    bool repeats;  /* while it is held down */
    Action action; /* given first; flag is set where it repeats; ACTION_NONE: only the deed */
    KeyDeed deed;
    int by;
} KeyBinding;

typedef enum KeyGroup {
    KEYS_TIME,
    KEYS_LESSON,
    KEYS_LOOKING,
    KEYS_CHANGING,
    KEYS_PRESENTING,
    KEYS_SANDBOX,
    KEYS_DIGITS,
    KEYS_TEXT,
    KEYS_OPENING,
    KEYS_PRACTISE,
    KEYS_LOOK,
    KEYS_PROGRAM,
    KEY_GROUP_COUNT
} KeyGroup;

/* A line of the help, and the keys that it tells of. */
typedef struct KeyRow {
    KeyGroup group;
    const char *keys, *words;   /* in English; NULL: told nowhere */
    unsigned told;              /* on which screens: bits, 1 << KeyLayer; and TOLD_... */
    unsigned where;             /* where its bindings hold: bits, also of KeyFocus */
    const KeyBinding *bindings; /* up to one without a key; NULL: the row tells of the pointer */
} KeyRow;

/* In a page of a browser only, or elsewhere only. */
#define TOLD_IN_PAGE   (1u << 30)
#define TOLD_ELSEWHERE (1u << 31)
_Static_assert(LAYER_COUNT < 30, "there is room for what is told in a page only");
/* Whether the row is told on a screen, 1 << KeyLayer. */
bool key_told(const KeyRow *row, unsigned screen, bool page);

enum { KEYS_MOST = 128 };
/* At most KEYS_MOST. Rows of a group that are told follow each other. */
const KeyRow *key_rows(int *count);
const char *key_group_name(KeyGroup group); /* in English */

/* The screen below all other layers. */
KeyLayer key_screen(const Session *session);

/* What the key does there; where: bits. NULL: nothing. */
const KeyBinding *key_find(Key key, KeyWith with, unsigned where);

#endif
