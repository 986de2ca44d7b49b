/* display.h: a display list: what to draw, back to front, and what a click on it would cause.
 *
 * Scene functions write shapes and regions; ui/draw/canvas.c draws them with SDL; tests read them
 * as data. Coordinates are pixels from the top left of the window. Texts are copied into the list's
 * own store. display_clear keeps the memory, so that a frame allocates nothing once the list has
 * grown. When memory runs out shapes are dropped and `full` is set, nothing breaks. */
#ifndef GATESCOPE_SCENE_DISPLAY_DISPLAY_H
#define GATESCOPE_SCENE_DISPLAY_DISPLAY_H

#include <stdint.h>

#include "session/action.h"

typedef struct Rect {
    float x, y, w, h;
} Rect;

typedef uint32_t Color; /* 0xRRGGBBAA */

typedef enum Face {
    FACE_TEXT,         /* Inter */
    FACE_TEXT_BOLD,    /* Inter semi-bold */
    FACE_TEXT_ITALIC,  /* Inter italic */
    FACE_SYMBOL,       /* STIX bold italic: role letters */
    FACE_SYMBOL_LIGHT, /* STIX italic: formulas */
    FACE_NUMBER,       /* DejaVu Sans Mono */
    FACE_NUMBER_BOLD,
    FACE_COUNT
} Face;

/* How a host measures text; px is the size of the em in pixels. */
typedef struct Fonts {
    void *context;
    float (*width)(void *context, Face face, float px, const char *text, size_t length);
    float (*ascent)(void *context, Face face, float px); /* baseline below the line's top */
    float (*height)(void *context, Face face, float px); /* of a line */
} Fonts;

typedef enum ShapeKind {
    SHAPE_FILL,  /* rect, radius, color */
    SHAPE_FRAME, /* rect, radius, width (stroke, inside the rect), dash (0: solid), color */
    SHAPE_LINE,  /* rect.x,y to rect.x+w, rect.y+h; width; dash; color. Upright lines are crisp. */
    SHAPE_DISC,  /* rect, color: the ellipse that fills it */
    SHAPE_RING,  /* rect, width, color */
    SHAPE_TRIANGLE, /* rect, turn: which way it points: 0 right, 1 down, 2 left, 3 up; color */
    SHAPE_CROSS,    /* rect, width, color: the sign x in a gate's knot */
    SHAPE_PLUS,     /* rect, width, color */
    SHAPE_TEXT,     /* rect.x, rect.y: left end and top of the line box; px, face, text, color */
    SHAPE_CLIP,     /* rect: shapes that follow are cut to it; w < 0 ends it. Clips do not nest. */
    SHAPE_HEAT, /* rect; values (rows x columns) from low to high through colors color2 (low), color
                 */
    SHAPE_HATCH, /* rect, width (of a stripe), dash (from stripe to stripe, level), color */
    SHAPE_CURVE, /* rect; values[columns]: a line through them from left to right, low..high, width
                  */
    SHAPE_RASTER, /* rect; a palette of RASTER_COLORS, levels (rows x columns) that are its indices */
} ShapeKind;

enum { RASTER_COLORS = 256 };

enum { TOUCH_POINTS = 44 }; /* what a fingertip covers: the least side of what it presses */

typedef struct Shape {
    ShapeKind kind;
    Rect rect;
    Color color, color2;
    float radius, width, dash, px;
    Face face;
    int turn;
    uint32_t text, length; /* offset in list->texts, bytes */
    uint32_t
        values; /* offset in list->values; of a raster in list->levels, where its palette stands */
    int rows, columns;
    float low, high;
} Shape;

typedef enum RegionKind {
    REGION_BUTTON, /* a click causes action */
    REGION_SLIDER, /* horizontal: x maps to action.edit.value (ACTION_EDIT) or action.value/step */
    REGION_BAR,    /* vertical: y maps to action.edit.value; top is high */
    REGION_SCRUB,  /* x maps to a step: action.step from low to high, columns of equal width */
    REGION_PANEL,  /* the wheel scrolls: region_scroll */
    REGION_PAINT,  /* x maps to action.step, from..to in columns of equal width; y as a bar's to
                      action.value */
    REGION_PAD,    /* x maps to action.value, y to action.value_y; low..high, up is high */
} RegionKind;

/* What lies over the screen, and takes the keys while it does. */
typedef enum Overlay {
    OVERLAY_NONE, /* of the screen itself */
    OVERLAY_GLOSSARY,
    OVERLAY_MENU, /* an open list */
    OVERLAY_HELP
} Overlay;

typedef struct Region {
    RegionKind kind;
    Overlay overlay; /* what it belongs to */
    Rect rect;
    Rect whole; /* of which rect is what a scrolling panel shows, or one column of a scrub: values
                   are read off all of it */
    Action action;         /* of a click, or of a drag with its value filled in */
    Action reset;          /* of a right click or Delete; ACTION_NONE: nothing */
    Action inspect;        /* of a click with Ctrl, of a scrub with its step filled in; alike */
    long from, to;         /* of REGION_PAINT: its first and last step */
    float low, high, step; /* of sliders and bars; step: one arrow key or wheel notch */
    float value;           /* now, of sliders and bars */
    unsigned id;           /* stable between frames: the same thing has the same id; not 0 */
    bool down;             /* of a scrub: its steps go downwards, y maps to them */
    bool focusable;
    bool asked;                       /* what the beat asks for: Tab comes to it before all else */
    bool disabled;                    /* visible, explains itself, does nothing */
    bool on;                          /* of several of one family: it is chosen */
    bool one_of;                      /* and only one of them can be */
    unsigned family;                  /* what was added with the same name has the same one */
    int part;                         /* of the picture (scene/paint/paint.h) */
    uint32_t heading, heading_length; /* what it stands under; length 0: nothing */
    uint32_t told, told_length;       /* its value in words; length 0: the number says it */
    uint32_t values; /* of REGION_PAINT: what was drawn from step to step, NAN: nothing */
    int value_count;
    bool picks; /* of REGION_PAINT: one of its steps, which is the first value */
    uint32_t label,
        label_length; /* offset in list->texts: what it is, for tooltips, tests, screen readers */
} Region;

typedef struct DisplayList {
    Shape *shapes;
    int shape_count, shape_capacity;
    Region *regions;
    int region_count, region_capacity;
    char *texts;
    uint32_t text_length, text_capacity;
    float *values;
    uint32_t value_count, value_capacity;
    unsigned char *levels; /* of rasters: palettes, a Color each, and behind each its levels */
    uint32_t level_count, level_capacity;
    Overlay overlay; /* what regions belong to that are added now */
    int part;        /* alike */
    uint32_t heading, heading_length;
    bool full;
} DisplayList;

void display_free(DisplayList *list);
void display_clear(DisplayList *list);

/* Shapes. */
void draw_fill(DisplayList *list, Rect rect, float radius, Color color);
void draw_frame(DisplayList *list, Rect rect, float radius, float width, Color color);
void draw_dashed_frame(DisplayList *list, Rect rect, float radius, float width, float dash,
                       Color color);
void draw_line(DisplayList *list, float x1, float y1, float x2, float y2, float width, Color color);
void draw_dashed_line(DisplayList *list, float x1, float y1, float x2, float y2, float width,
                      float dash, Color color);
void draw_disc(DisplayList *list, float x, float y, float radius, Color color);
void draw_ring(DisplayList *list, float x, float y, float radius, float width, Color color);
/* Stripes that rise to the right: what is below zero, or taken away. */
void draw_hatch(DisplayList *list, Rect rect, float width, float pitch, Color color);
void draw_triangle(DisplayList *list, Rect rect, int turn, Color color);
void draw_cross(DisplayList *list, float x, float y, float size, float width, Color color);
void draw_plus(DisplayList *list, float x, float y, float size, float width, Color color);
void draw_text(DisplayList *list, float x, float y, Face face, float px, Color color,
               const char *text);
void draw_text_span(DisplayList *list, float x, float y, Face face, float px, Color color,
                    const char *text, size_t length);
void draw_clip(DisplayList *list, Rect rect);
void draw_clip_end(DisplayList *list);
/* values are copied: rows x columns, row-major. */
void draw_heat(DisplayList *list, Rect rect, const float *values, int rows, int columns, float low,
               float high, Color low_color, Color high_color);
/* A picture of many numbers, a byte each, in the opaque colours of a palette, which is copied; where
 * several fall on one pixel, one of them is shown. Returns the levels, row-major, to be filled in
 * before the next shape; NULL when memory ran out or there are none. */
unsigned char *draw_raster(DisplayList *list, Rect rect, int rows, int columns,
                           const Color palette[RASTER_COLORS]);
/* A raster's palette, or its levels, row-major. */
Color raster_color(const DisplayList *list, const Shape *shape, int level);
const unsigned char *raster_levels(const DisplayList *list, const Shape *shape);
void draw_curve(DisplayList *list, Rect rect, const float *values, int count, float low, float high,
                float width, Color color);

/* Regions. Later ones lie above earlier ones. The returned region may be filled in further until
 * the next call; NULL when memory ran out. region_add sets id from name and index (a hash, never
 * 0). */
Region *region_add(DisplayList *list, RegionKind kind, Rect rect, const char *name, int index,
                   const char *label);
unsigned region_id(const char *name, int index);
/* Of another part of the picture are regions that follow; they stand under no heading then. */
void display_part(DisplayList *list, int part);
/* What regions that follow stand under. It is drawn by whoever calls this. */
void display_heading(DisplayList *list, const char *text);
/* A value in words, for the last region that was added. */
void region_tell(DisplayList *list, Region *region, const char *value);
/* What was drawn so far, a number a step from `from` on, for that of REGION_PAINT. */
void region_values(DisplayList *list, Region *region, const float *values, int count);
const Region *region_at(const DisplayList *list, float x, float y); /* topmost, or NULL */
/* What a finger at x, y means that covers so much to each side: what is smaller than the finger reaches
 * out to its size, but into nothing that is as large; where two would meet, the nearest one has the place;
 * what lies on something else has it before that. NULL: nothing. */
const Region *region_near(const DisplayList *list, float x, float y, float around);
const Region *region_find(const DisplayList *list, unsigned id); /* or NULL */
/* The focusable region after (direction 1) or before (-1) id in order of adding; wraps; NULL: none.
 */
const Region *region_next(const DisplayList *list, unsigned id, int direction);
/* The action of a press or drag at x, y on a slider, bar or scrub: action with its value filled in,
 * clamped and rounded to the region's step. */
Action region_drag(const Region *region, float x, float y);
/* The same by hand and finely, for a slider or a bar: a fifth of the way, in fifths of the step,
 * from a value that it had with the pointer elsewhere; x, y: how far the pointer is from there. */
Action region_drag_finely(const Region *region, float value, float x, float y);
/* The action by which it gets a value, clamped and rounded to its step: of a slider or a bar; of a
 * scrub the value is its step; of REGION_PAINT it is what is drawn at `step`. */
Action region_set(const Region *region, float value, long step);
/* The action of an arrow key or wheel notch: value + notches * step. */
Action region_nudge(const Region *region, int notches);
/* Of a REGION_PANEL: scrolls by points from where the view is (low..high clamps; value is what the
 * session has). */
Action region_scroll(const Region *region, float points);
const char *region_label(const DisplayList *list, const Region *region, size_t *length);

static inline bool rect_contains(Rect r, float x, float y) {
    return x >= r.x && x < r.x + r.w && y >= r.y && y < r.y + r.h;
}

#endif
