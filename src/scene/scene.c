/* scene.c: the painter, with the sizes that window and type have; what to draw with it, the table of
 * screens says. */
#include "scene/scene.h"

#include <math.h>

#include "base/clamp.h"
#include "scene/frame.h"
#include "scene/paint/rich_text.h"
#include "scene/present.h"
#include "scene/words/prose.h"

static const float PRESENT_SCALE = 1.6f; /* of type, before a class */
static const float PRESENT_MOST = 2;     /* with type that was made larger: the stage needs room */
static const float FILM_SCALE = 1.25f;   /* in a film, which is often seen small */

enum { DESIGN_WIDTH = 1600, DESIGN_HEIGHT = 900 };

/* On a phone it is less large: the stage needs room. */
static float present_scale(const Viewport *viewport) {
    enum { PHONE = 260 }; /* points for a scale of 1 */
    float side = (float)(viewport->width < viewport->height ? viewport->width : viewport->height);
    return clamp_float(side / (PHONE * viewport->scale), 1, PRESENT_SCALE);
}

/* With the text scale that is wished. */
static float type_scale(const Session *session, const Viewport *viewport, float wished) {
    if (scene_presents(session, viewport))
        return fmaxf(wished, fminf(present_scale(viewport) * wished, PRESENT_MOST));
    return viewport->film ? FILM_SCALE * wished : wished;
}

static Painter make_painter(DisplayList *list, const Session *session, const Fonts *fonts,
                            const Viewport *viewport) {
    float scale = viewport->scale > 0 ? viewport->scale : 1;
    float fit =
        fminf((float)viewport->width / DESIGN_WIDTH, (float)viewport->height / DESIGN_HEIGHT) /
        scale;
    float u = scale * clamp_float(fit, 0.75f, 1.75f),
          text = type_scale(session, viewport, session->view.text_scale);
    return (Painter){.list = list,
                     .session = session,
                     .theme = theme_get(session->view.theme),
                     .fonts = fonts,
                     .viewport = viewport,
                     .moment = session_moment(session),
                     .u = u,
                     .small = fmaxf(13 * u * text, 11 * scale),
                     .body = fmaxf(16 * u * text, 12 * scale),
                     .large = fmaxf(20 * u * text, 15 * scale),
                     .tap = viewport->touch ? TOUCH_POINTS * scale : 0,
                     .enlarged = text / type_scale(session, viewport, 1)};
}

/* Where the theme wants wider strokes: those of all parts at once, none is forgotten. They grow to
 * both sides. */
static void widen_strokes(DisplayList *list, float times) {
    for (int k = 0; times != 1 && k < list->shape_count; k++) {
        Shape *shape = &list->shapes[k];
        if (shape->kind != SHAPE_FRAME && shape->kind != SHAPE_RING)
            continue;
        float width = roundf(shape->width * times), out = floorf((width - shape->width) / 2);
        Rect r = shape->rect;
        shape->rect = (Rect){r.x - out, r.y - out, r.w + 2 * out, r.h + 2 * out};
        shape->width = width;
    }
}

void scene_build(DisplayList *list, const Session *session, const Fonts *fonts,
                 const Viewport *viewport) {
    display_clear(list);
    Painter painter = make_painter(list, session, fonts, viewport);
    Rect all = {0, 0, (float)viewport->width, (float)viewport->height};
    if (viewport->probe)
        viewport->probe->begins(viewport->probe->context, SCENE_GROUND, 0);
    draw_fill(list, all, 0, painter.theme->background);
    frame_draw(&painter, all, screen_now(session, viewport));
    widen_strokes(list, painter.theme->stroke);
}

static void describe_faults(Prose *prose, const Session *session, const Viewport *viewport) {
    char reading[1024];
    if (frame_tell_reading(viewport, session->view.language, reading, sizeof reading))
        prose_add(prose, "%s\n", reading);
    if (viewport->unkept)
        prose_add(prose, "%s\n", viewport->unkept->what);
    if (session->notice.what[0])
        prose_add(prose, "%s\n", session->notice.what);
}

size_t scene_describe(const Session *session, const Viewport *viewport, char *text, size_t size) {
    Prose prose = prose_new(text, size, session->view.language);
    describe_faults(&prose, session, viewport);
    size_t used = prose.length < size ? prose.length : size;
    return prose.length +
           screen_now(session, viewport)
               ->describe(session, viewport->catalogue, used ? text + used : text, size - used);
}

size_t scene_handout(const Session *session, const Viewport *viewport, char *text, size_t size) {
    const Screen *now = screen_now(session, viewport), *own = screen_of(session_kind(session));
    return now->handout && own->handout ? own->handout(session, text, size) : 0;
}
