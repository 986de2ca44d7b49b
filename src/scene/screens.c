/* screens.c: see screens.h. */
#include "scene/screens.h"

#include "scene/digits/digits.h"
#include "scene/guided/guided.h"
#include "scene/home/home.h"
#include "scene/inspect/inspect.h"
#include "scene/lesson/lesson.h"
#include "scene/look/look.h"
#include "scene/opening/opening.h"
#include "scene/practise/practise.h"
#include "scene/present.h"
#include "scene/sandbox/sandbox.h"
#include "scene/stage/stage.h"
#include "scene/text/text.h"
#include "scene/timeline/ribbon.h"
#include "scene/timeline/timeline.h"
#include "scene/training/training.h"
#include "scene/tweaks/tweaks.h"
#include "scene/words/describe.h"
#include "scene/words/describe_digits.h"
#include "scene/words/describe_home.h"
#include "scene/words/describe_look.h"
#include "scene/words/describe_opening.h"
#include "scene/words/describe_practise.h"
#include "scene/words/describe_text.h"
#include "scene/words/describe_training.h"
#include "scene/words/handout.h"

/* ---- what a row has of its own: where its parts lie, and its sentences ---- */

static Rect all_clear(const Painter *p, Rect stage) {
    (void)p;
    return stage;
}

static Layout lay_digits(const Painter *p) {
    return layout_pair(p, 0.9f);
}

static Layout lay_training(const Painter *p) {
    return layout_pair(p, 1);
}

static Layout lay_text(const Painter *p) {
    return layout_trio(p, 0.86f, scene_text_width(p));
}

static size_t tell_beat(const Session *session, const Catalogue *catalogue, char *text,
                        size_t size) {
    (void)catalogue;
    return describe_beat(session, NULL, text, size);
}

static size_t tell_digits(const Session *session, const Catalogue *catalogue, char *text,
                          size_t size) {
    (void)catalogue;
    return describe_digits(session, text, size);
}

static size_t tell_text(const Session *session, const Catalogue *catalogue, char *text,
                        size_t size) {
    (void)catalogue;
    return describe_text(session, text, size);
}

static size_t tell_training(const Session *session, const Catalogue *catalogue, char *text,
                            size_t size) {
    (void)catalogue;
    return describe_training(session, text, size);
}

static size_t tell_practise(const Session *session, const Catalogue *catalogue, char *text,
                            size_t size) {
    (void)catalogue;
    return describe_practise(session, text, size);
}

static Layout lay_look(const Painter *p) {
    return layout_beside(p, scene_look_width(p));
}

static size_t tell_look(const Session *session, const Catalogue *catalogue, char *text,
                        size_t size) {
    (void)catalogue;
    return describe_look(session, text, size);
}

static size_t tell_opening(const Session *session, const Catalogue *catalogue, char *text,
                           size_t size) {
    (void)catalogue;
    return describe_opening(session, text, size);
}

static size_t tell_home(const Session *session, const Catalogue *catalogue, char *text,
                        size_t size) {
    return describe_home(catalogue, session->view.language, text, size);
}

static DrawPart draw_home;

/* ---- the table ---- */

/* What lies over others comes first; then the kinds, in the order of their tiles. */
static const Screen SCREENS[] = {
    {.name = "home",
     .topbar = {.at_home = true},
     .lies_over = scene_home_is_open,
     .whole = draw_home,
     .library = true,
     .describe = tell_home},
    {.name = "presentation",
     .lies_over = scene_presents,
     .on_stage = true,
     .whole = scene_present,
     .for_class = true,
     .topbar = {.course = true, .kinds = true, .changes = true, .presents = true},
     .steps = true,
     .describe = tell_beat},
    {.name = "digits before a class",
     .kind = SESSION_DIGITS,
     .lies_over = scene_digits_presents,
     .whole = scene_digits_present,
     .for_class = true,
     .topbar = {.kinds = true, .changes = true, .presents = true},
     .describe = tell_digits},
    {.name = "text before a class",
     .kind = SESSION_TEXT,
     .lies_over = scene_text_presents,
     .whole = scene_text_present,
     .for_class = true,
     .topbar = {.changes = true, .presents = true},
     .describe = tell_text},
    {.name = "training before a class",
     .kind = SESSION_TRAINING,
     .lies_over = scene_training_presents,
     .whole = scene_training_present,
     .for_class = true,
     .topbar = {.presents = true},
     .describe = tell_training},
    {.name = "film",
     .lies_over = scene_films,
     .on_stage = true,
     .whole = scene_film,
     .for_class = true,
     .steps = true,
     .describe = tell_beat,
     .handout = handout},
    {.name = "guided",
     .lies_over = scene_guides,
     .on_stage = true,
     .hint = true,
     .layout = layout_guided,
     .topbar = {.course = true, .kinds = true, .changes = true, .guides = true, .presents = true},
     .panel = scene_lesson_words,
     .stage = guided_stage,
     .timeline = scene_ribbon,
     .over = scene_inspect_over,
     .clear = all_clear,
     .steps = true,
     .describe = tell_beat,
     .handout = handout},
    {.name = "lesson",
     .kind = SESSION_LESSON,
     .layout = layout_run,
     .topbar = {.course = true, .kinds = true, .changes = true, .guides = true, .presents = true},
     .panel = scene_lesson_panel,
     .stage = scene_stage,
     .timeline = scene_timeline,
     .beside = scene_tweaks,
     .clear = all_clear,
     .steps = true,
     .describe = tell_beat,
     .handout = handout},
    {.name = "sandbox",
     .kind = SESSION_SANDBOX,
     .layout = layout_run,
     .topbar = {.kinds = true, .changes = true, .presents = true},
     .panel = scene_sandbox,
     .stage = scene_stage,
     .timeline = scene_timeline,
     .beside = scene_tweaks,
     .clear = all_clear,
     .tile = &SANDBOX_TILE,
     .steps = true,
     .describe = tell_beat},
    {.name = "digits",
     .kind = SESSION_DIGITS,
     .layout = lay_digits,
     .topbar = {.kinds = true, .changes = true, .presents = true},
     .panel = scene_digits_panel,
     .stage = scene_digits,
     .clear = scene_digits_above,
     .tile = &DIGITS_TILE,
     .describe = tell_digits},
    {.name = "text",
     .kind = SESSION_TEXT,
     .layout = lay_text,
     .topbar = {.changes = true, .presents = true},
     .panel = scene_text_panel,
     .stage = scene_text,
     .beside = scene_text_ranks,
     .tile = &TEXT_TILE,
     .describe = tell_text},
    {.name = "training",
     .kind = SESSION_TRAINING,
     .layout = lay_training,
     .topbar = {.title = "Training", .presents = true},
     .panel = scene_training_panel,
     .stage = scene_training,
     .tile = &TRAINING_TILE,
     .describe = tell_training},
    {.name = "practise",
     .kind = SESSION_PRACTISE,
     .layout = layout_asked,
     .topbar = {.title = "Practise"},
     .panel = scene_practise_sitting,
     .stage = scene_practise,
     .timeline = scene_practise_foot,
     .beside = scene_practise_known,
     .tile = &PRACTISE_TILE,
     .describe = tell_practise},
    {.name = "look",
     .kind = SESSION_LOOK,
     .layout = lay_look,
     .stage = scene_look,
     .beside = scene_look_layers,
     .tile = &LOOK_TILE,
     .describe = tell_look},
    {.name = "opening", .kind = SESSION_OPENING, .whole = scene_opening, .describe = tell_opening},
};
enum { SCREENS_COUNT = sizeof SCREENS / sizeof *SCREENS };

const Screen *screen_rows(int *count) {
    *count = SCREENS_COUNT;
    return SCREENS;
}

const Screen *screen_of(SessionKindId kind) {
    for (int k = 0; k < SCREENS_COUNT; k++)
        if (!SCREENS[k].lies_over && SCREENS[k].kind == kind)
            return &SCREENS[k];
    return NULL; /* a kind without a row: tests/scene/screens.c finds it */
}

const Screen *screen_now(const Session *session, const Viewport *viewport) {
    const Screen *below = screen_of(session_kind(session));
    for (int k = 0; k < SCREENS_COUNT; k++)
        if (SCREENS[k].lies_over && (!SCREENS[k].on_stage || below->timeline) &&
            SCREENS[k].lies_over(session, viewport))
            return &SCREENS[k];
    return below;
}

static void draw_home(Painter *p, Rect rect) {
    const Tile *tiles[SESSION_KIND_COUNT] = {NULL};
    for (int k = 0; k < SCREENS_COUNT; k++)
        if (SCREENS[k].tile)
            tiles[SCREENS[k].kind] = SCREENS[k].tile;
    scene_home(p, rect, tiles);
}
