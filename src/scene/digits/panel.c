/* panel.c: the panel beside the digits: which one is read. A list of images to pick from,
 * by how hard they are and by what they show, or how to draw one. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/clamp.h"
#include "scene/digits/digits.h"
#include "scene/paint/control.h"
#include "scene/paint/scroll.h"
#include "session/kinds/digits.h"

enum { THUMBS_ACROSS = 4, THUMBS_MOST = 64 };

/* ---- which list ---- */

static void draw_lists(Column *c) {
    static const char *const WORDS[DIGIT_LIST_COUNT] = {"All", "Hardest", "Wrong"};
    static const char *const LABELS[DIGIT_LIST_COUNT] = {
        "All test digits", "Those first that the network is least sure of",
        "Those that the network gets wrong; again: the next (W)"};
    Painter *p = c->p;
    float h = control_row_height(p);
    for (int k = 0; k < DIGIT_LIST_COUNT; k++) {
        bool on = (int)session_digits(p->session)->list == k;
        const PushButton button = {.name = "digits.list",
                                   .index = k,
                                   .word = paint_phrase(p, WORDS[k]),
                                   .label = paint_phrase(p, LABELS[k]),
                                   .face = on ? FACE_TEXT_BOLD : FACE_TEXT,
                                   .chosen = on,
                                   .color = p->theme->accent,
                                   .on_color = p->theme->on_accent};
        Region *region = paint_push(p, control_share(c, h, DIGIT_LIST_COUNT, k), &button);
        if (region)
            region->action = (Action){.kind = ACTION_DIGIT_LIST, .number = k};
    }
    c->y += h + 6 * p->u;
}

static void draw_labels(Column *c) {
    Painter *p = c->p;
    float h = control_row_height(p), gap = 3 * p->u;
    int across = DIGIT_CLASSES;
    while (across > 1 && (c->w + gap) / (float)across - gap < p->tap)
        across--;
    float w = (c->w - (float)(across - 1) * gap) / (float)across;
    for (int k = 0; k < DIGIT_CLASSES; k++) {
        char word[4], label[64];
        bool on = session_digits(p->session)->label == k;
        snprintf(word, sizeof word, "%d", k);
        snprintf(label, sizeof label,
                 on ? paint_phrase(p, "All digits, not only %d")
                    : paint_phrase(p, "Only written %d"),
                 k);
        const PushButton button = {.name = "digits.label",
                                   .index = k,
                                   .word = word,
                                   .label = label,
                                   .face = on ? FACE_TEXT_BOLD : FACE_TEXT,
                                   .chosen = on,
                                   .color = p->theme->accent,
                                   .on_color = p->theme->on_accent};
        Rect rect = {roundf(c->x + (float)(k % across) * (w + gap)), c->y, floorf(w), h};
        Region *region = paint_push(p, rect, &button);
        if (region)
            region->action = (Action){.kind = ACTION_DIGIT_LABEL, .number = k};
        if (k + 1 == DIGIT_CLASSES)
            c->y += h + 10 * p->u;
        else if (k % across == across - 1)
            c->y += h + gap;
    }
}

/* How well the selected network reads all of them. */
static void draw_score(Column *c) {
    Painter *p = c->p;
    const DigitReading *digits = session_digits(p->session);
    int kind = p->session->cell < CELL_KIND_COUNT ? p->session->cell : 0,
        all = (int)digits->set->count;
    char text[160];
    if (digits->scored < all)
        snprintf(text, sizeof text, paint_phrase(p, "All are being read: %d of %d"), digits->scored,
                 all);
    else
        snprintf(text, sizeof text, paint_phrase(p, "The %s reads %d of %d wrong"),
                 cell_kind((CellKind)kind)->title, digits->wrong[kind], all);
    const RichStyle style = {.px = p->small, .color = p->theme->dim, .plain = true};
    c->y += rich_text(p, c->x, c->y, c->w, text, style) + 8 * p->u;
}

/* ---- the images ---- */

/* Right: the digit. Wrong: the digit, and what it is taken for. */
static void draw_caption(Painter *p, Rect rect, int index) {
    const DigitReading *digits = session_digits(p->session);
    int kind = p->session->cell < CELL_KIND_COUNT ? p->session->cell : 0;
    int label = digits->set->labels[index], guess = digits->scores[kind][index].guess;
    bool wrong = index < digits->scored && guess != label;
    char text[32];
    if (wrong)
        snprintf(text, sizeof text, "%d \u2192 %d", label, guess);
    else
        snprintf(text, sizeof text, "%d", label);
    paint_text_centre(p, rect.x + rect.w / 2, rect.y + rect.w + p->u, FACE_TEXT, p->small,
                      wrong ? p->theme->bad : p->theme->dim, text);
}

static void draw_thumb(Painter *p, Rect rect, int at) {
    const DigitReading *digits = session_digits(p->session);
    int index = digits->shown[at];
    float pixels[DIGIT_PIXELS];
    char label[96];
    unsigned id = region_id("digits.pick", index);
    bool here = index == digits->index;
    Rect image = {rect.x, rect.y, rect.w, rect.w};
    digit_inputs(digit_image(digits->set, index), pixels);
    draw_heat(p->list, image, pixels, DIGIT_SIDE, DIGIT_SIDE, 0, 1, p->theme->card, p->theme->text);
    if (here || paint_hovered(p, id))
        draw_frame(p->list, image, 2 * p->u, fmaxf(2 * p->u, 1),
                   here ? p->theme->accent : p->theme->dim);
    draw_caption(p, rect, index);
    paint_focus(p, image, id, 2 * p->u);
    snprintf(label, sizeof label, paint_phrase(p, "Test digit %d, a written %d"), index + 1,
             digits->set->labels[index]);
    Region *region = region_add(p->list, REGION_BUTTON, rect, "digits.pick", index, label);
    if (!region)
        return;
    region->action = (Action){.kind = ACTION_DIGIT_PICK, .number = index};
    region->on = here;
    region->focusable = true;
}

/* The page of the list that the image stands on, a row of it at least; returns where it ends. */
static float draw_thumbs(Column *c, float low, int *page_size) {
    Painter *p = c->p;
    const DigitReading *digits = session_digits(p->session);
    float gap = 8 * p->u, side = floorf((c->w - gap * (THUMBS_ACROSS - 1)) / THUMBS_ACROSS);
    float high = side + paint_line_pitch(p->small) + 2 * p->u;
    int rows = (int)floorf((low - c->y) / high);
    int count = clamp_int(rows * THUMBS_ACROSS, THUMBS_ACROSS, THUMBS_MOST);
    int at = session_digit_position(p->session), first = at < 0 ? 0 : at / count * count;
    for (int k = 0; k < count && first + k < digits->shown_count; k++) {
        int row = k / THUMBS_ACROSS, column = k % THUMBS_ACROSS;
        draw_thumb(p,
                   (Rect){roundf(c->x + (float)column * (side + gap)),
                          roundf(c->y + (float)row * high), side, high},
                   first + k);
    }
    if (!digits->shown_count)
        paint_text_fit(p, c->x, c->y, c->w, FACE_TEXT, p->body, p->theme->dim,
                       paint_phrase(p, "There are none"));
    *page_size = count;
    return c->y + (float)(count / THUMBS_ACROSS) * high;
}

static void turn_button(Column *c, int index, const char *word, const char *label, int by) {
    Painter *p = c->p;
    const PushButton button = {.name = "digits.turn",
                               .index = index,
                               .word = word,
                               .label = paint_phrase(p, label),
                               .face = FACE_TEXT,
                               .disabled = !session_digits(p->session)->shown_count};
    Region *region = paint_push(p, control_share(c, control_row_height(p), 4, index), &button);
    if (region)
        region->action = (Action){.kind = ACTION_DIGIT_TURN, .number = by};
}

static void draw_pages(Column *c, int page_size) {
    Painter *p = c->p;
    const DigitReading *digits = session_digits(p->session);
    char text[96];
    int at = session_digit_position(p->session);
    if (at >= 0)
        snprintf(text, sizeof text, paint_phrase(p, "%d of %d in this list"), at + 1,
                 digits->shown_count);
    else
        snprintf(text, sizeof text, paint_phrase(p, "%d in this list"), digits->shown_count);
    paint_text_fit(p, c->x, c->y, c->w, FACE_TEXT, p->small, p->theme->dim, text);
    c->y += roundf(1.6f * p->small);
    turn_button(c, 0, "\u00ab", "A page of the list back", -page_size);
    turn_button(c, 1, "\u2039", "The digit before (P)", -1);
    turn_button(c, 2, "\u203a", "The next digit (N)", 1);
    turn_button(c, 3, "\u00bb", "A page of the list on", page_size);
}

static void draw_list(Column *c, Rect room) {
    Painter *p = c->p;
    int page_size;
    float pages = control_row_height(p) + roundf(1.6f * p->small) + 4 * p->u;
    draw_lists(c);
    draw_labels(c);
    draw_score(c);
    float low = draw_thumbs(c, room.y + room.h - pages, &page_size);
    c->y = roundf(fmaxf(room.y + room.h - pages, low));
    draw_pages(c, page_size);
    c->y += control_row_height(p);
}

/* ---- drawing ---- */

static void draw_drawing(Column *c) {
    Painter *p = c->p;
    const PushButton button = {.name = "digits.clear",
                               .word = paint_phrase(p, "Clear"),
                               .label = paint_phrase(p, "An empty grid (Ctrl+Z: a stroke back)"),
                               .face = FACE_TEXT,
                               .disabled = !session_digits(p->session)->ink_count};
    Region *region = paint_push(p, control_share(c, control_row_height(p), 1, 0), &button);
    if (region)
        region->action = (Action){.kind = ACTION_DIGIT_CLEAR};
    c->y += control_row_height(p) + 16 * p->u;
    const RichStyle style = {.px = p->small, .color = p->theme->dim};
    c->y += rich_text(p, c->x, c->y, c->w,
                      paint_phrase(p, "**Draw on the large grid**, with mouse or finger. By keys: "
                                      "the arrows move the pen, **Space** puts it down and lifts "
                                      "it.\n\nThe thin line is your pen, the pixels are what is "
                                      "read."),
                      style) +
            12 * p->u;
    c->y += rich_text(
        p, c->x, c->y, c->w,
        paint_phrase(p, "What you draw is scaled into **20 x 20** pixels, keeping its proportions, "
                        "and placed by its **centre of mass** in 28 x 28, as the digits were that "
                        "the networks learned from."),
        style);
}

/* ---- whose networks ---- */

static void way(Column *c, int index, const char *word, const char *label, SessionKindId to) {
    Painter *p = c->p;
    const PushButton button = {.name = "digits.networks",
                               .index = index,
                               .word = paint_phrase(p, word),
                               .label = paint_phrase(p, label),
                               .face = FACE_TEXT};
    Region *region = paint_push(p, control_share(c, control_row_height(p), 2, index), &button);
    if (region)
        region->action = (Action){.kind = ACTION_OPEN_TOOL, .number = (int)to};
}

/* Those that were just trained, and the ways back; nothing where all came along. */
static void draw_networks(Column *c) {
    Painter *p = c->p;
    char names[64] = "", text[160];
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++)
        if (session_digits(p->session)->trained[kind])
            snprintf(names + strlen(names), sizeof names - strlen(names), "%s%s",
                     names[0] ? ", " : "", cell_kind((CellKind)kind)->title);
    if (!names[0])
        return;
    snprintf(text, sizeof text, paint_phrase(p, "Just trained by you: **%s**"), names);
    const RichStyle style = {.px = p->small, .color = p->theme->text};
    c->y += rich_text(p, c->x, c->y, c->w, text, style) + 6 * p->u;
    way(c, 0, "Training", "Back to the training, as it was left", SESSION_TRAINING);
    way(c, 1, "Shipped", "The networks that came along read again", SESSION_DIGITS);
    c->y += control_row_height(p) + 12 * p->u;
}

/* ---- the foot ---- */

static void draw_foot(Painter *p, Rect rect) {
    bool drawn = session_digits(p->session)->index < 0;
    const PushButton button = {
        .name = "digits.draw",
        .word = drawn ? paint_phrase(p, "Back to test digits") : paint_phrase(p, "Draw your own"),
        .label = drawn ? paint_phrase(p, "Read a test digit again (D)")
                       : paint_phrase(p, "Draw a digit on the large grid (D)"),
        .face = FACE_TEXT_BOLD,
        .px = p->body,
        .chosen = !drawn,
        .color = p->theme->accent,
        .on_color = p->theme->on_accent};
    Region *region = paint_push(p, rect, &button);
    if (region)
        region->action = (Action){.kind = ACTION_DIGIT_DRAW, .number = -1};
}

void scene_digits_panel(Painter *p, Rect rect) {
    Rect head, room, foot;
    panel_frame(p, rect, &head, &room, &foot);
    panel_head(p, head, paint_phrase(p, "WHICH DIGIT"), paint_phrase(p, "Fold the list (L)"));
    Scroll scroll = scroll_begin(p, PANEL_LESSON, room);
    Column column = {p, head.x, room.y + 4 * p->u, head.w};
    draw_networks(&column);
    if (session_digits(p->session)->index < 0)
        draw_drawing(&column);
    else
        draw_list(&column, room);
    scroll_end(p, &scroll, column.y - room.y);
    draw_foot(p, foot);
}
