/* tools.c: what there is besides lessons: a row of cards under the next thing to do. */
#include <math.h>
#include <stdio.h>

#include "scene/home/page.h"
#include "scene/paint/rich_text.h"

typedef struct ToolCard {
    const char *title, *about;
} ToolCard;

static const ToolCard CARDS[TOOL_COUNT] = {
    [TOOL_SANDBOX] = {"Sandbox", "Cells without a script, inputs that come live"},
    [TOOL_DIGITS] = {"Handwritten digits", "Trained cells read a digit row by row; draw your own"},
    [TOOL_TEXT] = {"Text", "See what each unit of a cell counts; let it write"},
    [TOOL_TRAINING] = {"Training", "An LSTM, a GRU and an RNN learn the same, side by side"}};

/* Three curves that fall, in the colours that the cells have there. */
static void draw_losses(HomePage *page, Rect rect) {
    static const float LOSSES[CELL_KIND_COUNT][6] = {{1, 0.92f, 0.5f, 0.25f, 0.12f, 0.05f},
                                                     {1, 0.8f, 0.62f, 0.45f, 0.36f, 0.32f},
                                                     {1, 0.95f, 0.88f, 0.8f, 0.74f, 0.7f}};
    Painter *p = page->p;
    float pad = roundf(0.18f * rect.w);
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++)
        draw_curve(p->list, (Rect){rect.x + pad, rect.y + pad, rect.w - 2 * pad, rect.h - 2 * pad},
                   LOSSES[kind], 6, 0, 1, fmaxf(2 * p->u, 1.5f), p->theme->kind[kind]);
}

/* A word between quotes, bars under its letters. */
static void draw_quote(HomePage *page, Rect rect) {
    Painter *p = page->p;
    static const float HEIGHTS[4] = {0.05f, 0.13f, 0.13f, 0.05f};
    float px = 0.36f * rect.h, w = paint_text_width(p, FACE_NUMBER_BOLD, px, "\"ab\"");
    float x = rect.x + (rect.w - w) / 2, low = roundf(rect.y + 0.78f * rect.h);
    paint_text(p, x, text_top_for_centre(p, FACE_NUMBER_BOLD, px, rect.y + 0.42f * rect.h),
               FACE_NUMBER_BOLD, px, p->theme->text, "\"ab\"");
    for (int k = 0; k < 4; k++) {
        float h = roundf(HEIGHTS[k] * rect.h);
        draw_fill(p->list, (Rect){x + 0.25f * w * (float)k, low - h, 0.25f * w - p->u, h}, 0,
                  p->theme->role[ROLE_CELL]);
    }
}

/* A sine, as inputs come in the sandbox; a digit. */
static void draw_sign(HomePage *page, Rect rect, int tool) {
    Painter *p = page->p;
    draw_fill(p->list, rect, 8 * p->u, p->theme->background);
    if (tool == TOOL_SANDBOX) {
        float pad = roundf(0.16f * rect.w);
        paint_wave(p, (Rect){rect.x + pad, rect.y + pad, rect.w - 2 * pad, rect.h - 2 * pad},
                   WAVE_SINE, 2, 1, p->theme->role[ROLE_HIDDEN]);
        return;
    }
    if (tool == TOOL_TRAINING) {
        draw_losses(page, rect);
        return;
    }
    if (tool == TOOL_TEXT) {
        draw_quote(page, rect);
        return;
    }
    float px = 0.7f * rect.h;
    paint_text_centre(p, rect.x + rect.w / 2,
                      text_top_for_centre(p, FACE_TEXT_BOLD, px, rect.y + rect.h / 2),
                      FACE_TEXT_BOLD, px, p->theme->role[ROLE_CELL], "4");
}

static float sign_size(const Painter *p) {
    return roundf(fmaxf(48 * p->u, 3 * p->body));
}

static float text_width(const HomePage *page, float card_w) {
    return card_w - sign_size(page->p) - 40 * page->p->u;
}

static float card_height(HomePage *page, float w, int tool) {
    Painter *p = page->p;
    const ToolCard *card = &CARDS[tool];
    float words =
        home_text_height(p, text_width(page, w), paint_phrase(p, card->title), true, p->body) +
        home_text_height(p, text_width(page, w), paint_phrase(p, card->about), false, p->small);
    return roundf(fmaxf(words + 4 * p->u, sign_size(p)) + 24 * p->u);
}

static void draw_card(HomePage *page, Rect rect, int tool) {
    Painter *p = page->p;
    unsigned id = region_id("home.tool", tool);
    const char *title = paint_phrase(p, CARDS[tool].title);
    const char *about = paint_phrase(p, CARDS[tool].about);
    const RichStyle head = {.px = p->body, .color = p->theme->text, .bold = true, .plain = true};
    const RichStyle text = {.px = p->small, .color = p->theme->dim, .plain = true};
    bool hovered = paint_hovered(p, id);
    float u = p->u, sign = sign_size(p), w = text_width(page, rect.w);
    draw_fill(p->list, rect, 10 * u,
              hovered ? color_mix(p->theme->card, p->theme->text, 0.05f) : p->theme->card);
    draw_frame(p->list, rect, 10 * u, fmaxf(roundf(u), 1),
               hovered ? p->theme->dim : p->theme->line);
    draw_sign(page, (Rect){rect.x + 12 * u, roundf(rect.y + (rect.h - sign) / 2), sign, sign},
              tool);
    float x = rect.x + sign + 26 * u, y = roundf(rect.y + 12 * u);
    y += rich_text(p, x, y, w, title, head) + 4 * u;
    rich_text(p, x, y, w, about, text);
    paint_focus(p, rect, id, 10 * u);
    char label[256];
    snprintf(label, sizeof label, "%s: %s", title, about);
    Region *region = region_add(p->list, REGION_BUTTON, rect, "home.tool", tool, label);
    if (!region)
        return;
    region->action = (Action){.kind = ACTION_OPEN_TOOL, .number = tool};
    region->focusable = true;
}

/* Side by side where each has room for its words. */
void home_tools(HomePage *page) {
    const Painter *p = page->p;
    float gap = page->grid.gap, least = 18 * p->body;
    int columns = TOOL_COUNT;
    while (columns > 1 && page->grid.w < (float)columns * least + (float)(columns - 1) * gap)
        columns /= 2;
    float w = (page->grid.w - gap * (float)(columns - 1)) / (float)columns, h = 0;
    for (int tool = 0; tool < TOOL_COUNT; tool++)
        h = fmaxf(h, card_height(page, w, tool));
    for (int tool = 0; tool < TOOL_COUNT; tool++) {
        int row = tool / columns, column = tool % columns;
        draw_card(page,
                  (Rect){roundf(page->grid.x + (float)column * (w + gap)),
                         page->y + (float)row * (h + gap), floorf(w), h},
                  tool);
    }
    int rows = (TOOL_COUNT + columns - 1) / columns;
    page->y = roundf(page->y + (float)rows * h + (float)(rows - 1) * gap + 32 * p->u);
}
