/* paint.h: the toolkit of the scene: the Painter that every part draws with, and what they all
 * draw: text, symbols, buttons, sliders, the frame of the focus. What they draw goes into the
 * display list. Lengths are in pixels. */
#ifndef GATESCOPE_SCENE_PAINT_PAINT_H
#define GATESCOPE_SCENE_PAINT_PAINT_H

#include "lesson/glossary.h"
#include "lesson/wave.h"
#include "scene/display/display.h"
#include "scene/display/theme.h"
#include "session/catalogue.h"
#include "session/state.h"
#include "session/words/phrase.h"

/* The parts of a picture, in the order in which they are drawn, and who wants to know when one
 * begins and how many shapes are there so far: to measure what each costs. */
typedef enum ScenePart {
    SCENE_GROUND, /* and what lies over all parts, at the end */
    SCENE_TOPBAR,
    SCENE_LESSON,
    SCENE_STAGE,
    SCENE_TIMELINE, /* or the gradients in its place */
    SCENE_TWEAKS,   /* or the inspector */
    SCENE_HOME,
    SCENE_COUNT
} ScenePart;
typedef struct SceneProbe {
    void *context;
    void (*begins)(void *context, ScenePart part, int shapes);
} SceneProbe;

typedef struct Viewport {
    int width, height;               /* pixels */
    float scale;                     /* of the display: 1, 1.25, 2 ... */
    int lesson_number, lesson_total; /* "Lesson 7 of 24"; 0: not known */
    const Error
        *reading;      /* the first thing wrong with the lesson's file, shown as a banner; NULL */
    int reading_count; /* how many things are; 0 as 1 */
    const Error
        *unkept; /* why what is done is not kept, in the language of the view; NULL: it is */
    const Glossary *glossary; /* the words that texts link to; NULL: none */
    const float *step_ns;     /* nanoseconds that a step of each of the lesson's cells takes; 0 and
                                 NULL: not known */
    const Catalogue *catalogue; /* what the home screen shows; NULL: there is none */
    bool path_end;              /* the next lesson belongs to another track */
    const Lesson *next_lesson;  /* NULL: there is none, or it is not known */
    const SceneProbe *probe;    /* NULL: nobody */
    bool lectern;               /* while the session presents: the main screen all the same */
    bool class_only;            /* another window is the lectern's */
    bool page;                  /* it lies in a page of a browser */
    bool film;                  /* nobody presses anything: stage, words and time alone */
    bool touch;                 /* fingers press: what they press is large enough for them */
} Viewport;

/* Everything that a part's function needs. Sizes are in pixels: `u` is the size of one layout point
 * (8 of them make a spacing step), `body` the size of running text. */
typedef struct Painter {
    DisplayList *list;
    const Session *session;
    const Theme *theme;
    const Fonts *fonts;
    const Viewport *viewport;
    Moment moment;
    float u;        /* one point: layout sizes are multiples */
    Rect spots[16]; /* what the beat highlights on the stage, for the spotlight */
    int spot_count;
    Rect spare; /* of the top bar: room for a line about what is pointed at */
    Rect chip;  /* on the stage: what lies over the end of a lane's title; w 0: nothing does */
    float small, body,
        large;      /* type sizes in px, with the text scale in; small is at least 11 * scale */
    float enlarged; /* how many times as large they are as without large text */
    float tap;      /* the least side of what a finger presses; 0: none does */
} Painter;

/* A side of what is pressed: a finger wants it wide enough. */
static inline float paint_tap(const Painter *p, float side) {
    return side > p->tap ? side : p->tap;
}

/* The program's own words in the session's language (session/words/phrase.h). */
static inline const char *PHRASE_FORMAT(2) paint_phrase(const Painter *p, const char *english) {
    return phrase_in(p->session->view.language, english);
}

/* Shared by the parts (paint.c). Text with its top left at x, y; returns the width. */
float paint_text(Painter *p, float x, float y, Face face, float px, Color color, const char *text);
float paint_text_width(const Painter *p, Face face, float px, const char *text);
/* Right-aligned at x, and centred on x. */
void paint_text_right(Painter *p, float x, float y, Face face, float px, Color color,
                      const char *text);
void paint_text_centre(Painter *p, float x, float y, Face face, float px, Color color,
                       const char *text);
/* Cut with an ellipsis to a width; returns the width drawn. */
float paint_text_fit(Painter *p, float x, float y, float width, Face face, float px, Color color,
                     const char *text);
/* A role's letter with a subscript ("t", "t-1", "1"; NULL: none) in its role's colour; baseline at
 * y. Returns the width. */
float paint_symbol(Painter *p, float x, float baseline, float px, Role role, const char *symbol,
                   const char *subscript);
/* What a cell is called: the lesson's title for it, else its kind's. */
const char *paint_cell_title(const Painter *p, int cell);
/* The same, with an arrow where the cell reads from the last step to the first. */
enum { CELL_HEADING = 128 };
const char *paint_cell_heading(const Painter *p, int cell, char text[CELL_HEADING]);
/* What an input of the lesson is called. */
const char *paint_input_name(const Painter *p, int input);
/* The same where its kind does not tell which of those on stage it is; else its kind's. */
const char *paint_cell_name(const Painter *p, int cell);
/* The letter of a kind's signal in the session's notation. */
const char *paint_signal_symbol(const Painter *p, CellKind kind, int signal);
/* The height of the box that a line's letters stand in; and how far apart lines are set. */
float paint_line_height(const Painter *p, Face face, float px);
float paint_line_pitch(float px);
/* The top of a line's box whose middle is at centre_y. */
float text_top_for_centre(const Painter *p, Face face, float px, float centre_y);
/* A push button with label; chosen: filled with color. Adds its region and returns it (may be
 * NULL). */
Region *paint_button(Painter *p, Rect rect, const char *name, int index, const char *label,
                     Face face, bool chosen, Color color, Color on_color);
/* The same with all that a button can have. */
typedef struct PushButton {
    const char *name; /* of its region */
    int index;
    const char *word, *label; /* shown; explained */
    Face face;
    float px; /* 0: small */
    bool chosen, disabled;
    Color color, on_color; /* when chosen */
} PushButton;
Region *paint_push(Painter *p, Rect rect, const PushButton *button);
/* A track with a knob at the value, filled from nought. */
typedef struct Slider {
    float low, high, value;
    Color color;
    bool fixed; /* nothing to take hold of: a hollow knob */
} Slider;
void paint_slider(Painter *p, Rect rect, unsigned id, const Slider *slider);
/* So many periods of a wave, seed as of wave_at, across rect. */
void paint_wave(Painter *p, Rect rect, Wave wave, int periods, unsigned seed, Color color);
/* Tab does not stop at what an open list hides, of the first `count` regions: not the list's own.
 */
void paint_pass_over(Painter *p, int count, Rect hidden);
/* A triangle that folds or unfolds a panel; turn as of SHAPE_TRIANGLE. */
Region *paint_fold(Painter *p, Rect rect, Panel panel, int turn, const char *label);
float paint_caption(const Painter *p); /* size of a part's heading, in capitals */
/* The frame round the focused region, where the focus is visible; call after drawing the thing. */
void paint_focus(Painter *p, Rect rect, unsigned id, float radius);
/* The edge of something that can be pressed, in themes that draw one. */
void paint_edge(Painter *p, Rect rect, float radius);
bool paint_hovered(const Painter *p, unsigned id);

#endif
