/* own.c: what somebody has opened of their own, and the way to open more: where it is kept (Catalogue.keeps). */
#include <math.h>
#include <stdio.h>

#include "scene/home/page.h"
#include "scene/paint/rich_text.h"

enum { DAY = 24 * 60 * 60 };

static float button_height(const Painter *p) {
    return roundf(fmaxf(44 * p->u, 2.4f * p->body));
}

/* ---- the box with the button ---- */

static void draw_open(HomePage *page, Rect rect) {
    Painter *p = page->p;
    const PushButton button = {
        .name = "home.file",
        .word = paint_phrase(p, "Open a file"),
        .label = paint_phrase(p, "Choose files: a lesson, or a model and its data"),
        .face = FACE_TEXT_BOLD,
        .px = p->body,
        .chosen = true,
        .color = p->theme->accent,
        .on_color = p->theme->on_accent};
    Region *region = paint_push(p, rect, &button);
    if (region)
        region->action = (Action){.kind = ACTION_OPEN_FILE};
}

static void draw_box(HomePage *page) {
    Painter *p = page->p;
    float u = p->u, pad = roundf(14 * u), h = button_height(p);
    const char *text = paint_phrase(p, "A lesson, or a network of PyTorch, ONNX or Keras with its "
                                       "data: open it, or drop it here. It stays in this browser.");
    float w = roundf(paint_text_width(p, FACE_TEXT_BOLD, p->body, paint_phrase(p, "Open a file")) +
                     48 * u);
    bool beside = page->grid.w > w + 3 * pad + 14 * p->body;
    float room = beside ? page->grid.w - w - 3 * pad : page->grid.w - 2 * pad;
    float words = home_text_height(p, room, text, false, p->body);
    float inner = beside ? fmaxf(h, words) : words + pad + h;
    Rect box = {page->grid.x, page->y, page->grid.w, roundf(inner + 2 * pad)};
    const RichStyle style = {.px = p->body, .color = p->theme->text, .plain = true};
    draw_fill(p->list, box, 10 * u, p->theme->panel);
    draw_frame(p->list, box, 10 * u, fmaxf(roundf(u), 1), p->theme->line);
    rich_text(p, box.x + pad, roundf(beside ? box.y + (box.h - words) / 2 : box.y + pad), room,
              text, style);
    draw_open(page, beside ? (Rect){box.x + box.w - w - pad, roundf(box.y + (box.h - h) / 2), w, h}
                           : (Rect){box.x + pad, box.y + box.h - h - pad, room, h});
    page->y = roundf(box.y + box.h + 8 * u);
}

/* ---- a thing ---- */

static void say_when(const Painter *p, int64_t when, int64_t now, char *text, size_t size) {
    int days = (int)((now - when) / DAY);
    if (days < 1)
        snprintf(text, size, "%s", paint_phrase(p, "opened within a day"));
    else
        snprintf(text, size,
                 paint_phrase(p, days == 1 ? "opened %d day ago" : "opened %d days ago"), days);
}

static void say_about(const HomePage *page, const CatalogueOwn *own, char *text, size_t size) {
    const Painter *p = page->p;
    char when[96];
    if (own->removed) {
        snprintf(text, size, "%s", paint_phrase(p, "removed"));
        return;
    }
    say_when(p, own->when, page->catalogue->now, when, sizeof when);
    snprintf(text, size, "%s \u00b7 %s",
             paint_phrase(p, own->kind == OWN_MODEL ? "Model" : "Lesson"), when);
}

/* Where it was removed that is taken back, else it is removed. */
static void draw_way(HomePage *page, Rect rect, int index) {
    Painter *p = page->p;
    const CatalogueOwn *own = &page->catalogue->own[index];
    char label[512];
    snprintf(label, sizeof label, paint_phrase(p, own->removed ? "Keep %s after all" : "Remove %s"),
             own->name);
    const PushButton button = {.name = own->removed ? "own.restore" : "own.remove",
                               .index = index,
                               .word = paint_phrase(p, own->removed ? "Undo" : "Remove"),
                               .label = label,
                               .face = FACE_TEXT};
    Region *region = paint_push(p, rect, &button);
    if (region)
        region->action = (Action){
            .kind = ACTION_OWN, .number = index, .unit = own->removed ? OWN_RESTORE : OWN_REMOVE};
}

static void draw_words(HomePage *page, Rect rect, const CatalogueOwn *own) {
    Painter *p = page->p;
    char about[160];
    float middle = rect.y + rect.h / 2, x = rect.x + 14 * p->u, room = rect.w - 28 * p->u;
    say_about(page, own, about, sizeof about);
    float beside = paint_text_width(p, FACE_TEXT, p->small, about);
    float name = fmaxf(room - beside - 20 * p->u, 0.5f * room);
    float w = paint_text_fit(p, x, text_top_for_centre(p, FACE_TEXT_BOLD, p->body, middle), name,
                             FACE_TEXT_BOLD, p->body, own->removed ? p->theme->dim : p->theme->text,
                             own->name);
    paint_text_fit(p, x + w + 16 * p->u, text_top_for_centre(p, FACE_TEXT, p->small, middle),
                   room - w - 16 * p->u, FACE_TEXT, p->small, p->theme->dim, about);
}

static void draw_thing(HomePage *page, Rect rect, int index) {
    Painter *p = page->p;
    const CatalogueOwn *own = &page->catalogue->own[index];
    unsigned id = region_id("own.open", index);
    float u = p->u;
    bool hovered = !own->removed && paint_hovered(p, id);
    char label[512], about[160];
    draw_fill(p->list, rect, 8 * u,
              hovered ? color_mix(p->theme->card, p->theme->text, 0.05f) : p->theme->card);
    draw_frame(p->list, rect, 8 * u, fmaxf(roundf(u), 1), hovered ? p->theme->dim : p->theme->line);
    draw_words(page, rect, own);
    if (own->removed)
        return;
    paint_focus(p, rect, id, 8 * u);
    say_about(page, own, about, sizeof about);
    snprintf(label, sizeof label, "%s: %s", own->name, about);
    Region *region = region_add(p->list, REGION_BUTTON, rect, "own.open", index, label);
    if (!region)
        return;
    region->action = (Action){.kind = ACTION_OWN, .number = index, .unit = OWN_OPEN};
    region->focusable = true;
}

/* ---- all of it ---- */

void home_own(HomePage *page) {
    Painter *p = page->p;
    float u = p->u, h = button_height(p), gap = roundf(8 * u);
    if (!page->catalogue->keeps)
        return;
    paint_text(p, page->grid.x, page->y, FACE_TEXT_BOLD, 1.1f * p->large, p->theme->text,
               paint_phrase(p, "Your own"));
    page->y = roundf(page->y + paint_line_height(p, FACE_TEXT_BOLD, 1.1f * p->large) + gap);
    draw_box(page);
    float way = roundf(fmaxf(paint_text_width(p, FACE_TEXT, p->small, paint_phrase(p, "Remove")),
                             paint_text_width(p, FACE_TEXT, p->small, paint_phrase(p, "Undo"))) +
                       32 * u);
    for (int k = 0; k < page->catalogue->own_count; k++, page->y += h + gap) {
        Rect rect = {page->grid.x, page->y, page->grid.w - way - gap, h};
        draw_thing(page, rect, k);
        draw_way(page, (Rect){rect.x + rect.w + gap, rect.y, way, h}, k);
    }
    page->y = roundf(page->y + 24 * u);
}
