/* CommonMark of a lesson, set into lines: the first byte chooses the width and the language. */
#include "fuzz.h"
#include "languages.h"

#include <math.h>

#include "files/lesson/glossary.h"
#include "scene/paint/rich_text.h"

static float width_of(void *context, Face face, float px, const char *text, size_t length) {
    (void)context, (void)face, (void)text;
    return 0.56f * px * (float)length;
}

static float ascent_of(void *context, Face face, float px) {
    (void)context, (void)face;
    return 0.95f * px;
}

static float height_of(void *context, Face face, float px) {
    (void)context, (void)face;
    return 1.2f * px;
}

static const Fonts FONTS = {NULL, width_of, ascent_of, height_of};

static const Glossary *words(void) {
    static Glossary glossary;
    Errors errors = {0};
    if (!glossary.count)
        HOLD(glossary_read("lessons/" GLOSSARY_FILE, &glossary, &errors));
    return &glossary;
}

static void hold_list(const DisplayList *list) {
    HOLD(!list->full);
    for (int k = 0; k < list->shape_count; k++) {
        const Shape *s = &list->shapes[k];
        HOLD(isfinite(s->rect.x) && isfinite(s->rect.y) && isfinite(s->rect.w));
        HOLD(s->kind != SHAPE_TEXT || s->text + s->length <= list->text_length);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static Session *session;
    static DisplayList list;
    Error error = {0};
    if (!session)
        session = session_new(fuzz_lesson(), &error);
    HOLD(session);
    if (!size)
        return 0;
    session->view.language = data[0] & 1 ? LANGUAGE_ZH : LANGUAGE_EN;
    Viewport viewport = {.width = 800, .height = 600, .scale = 1, .glossary = words()};
    Painter p = {.list = &list,
                 .session = session,
                 .theme = theme_get(THEME_DARK),
                 .fonts = &FONTS,
                 .viewport = &viewport,
                 .moment = session_moment(session),
                 .u = 1,
                 .small = 12,
                 .body = 15,
                 .large = 19};
    RichStyle style = {.px = 15, .terms = data[0] & 2, .plain = data[0] & 4, .bold = data[0] & 8};
    char *text = fuzz_text(data + 1, size - 1), plain[64];
    display_clear(&list);
    float height = rich_text(&p, 8, 8, (float)(data[0] >> 4) * 40, text, style);
    HOLD(isfinite(height) && height >= 0);
    rich_plain(&p, text, plain, sizeof plain);
    HOLD(memchr(plain, '\0', sizeof plain));
    hold_list(&list);
    free(text);
    return 0;
}
