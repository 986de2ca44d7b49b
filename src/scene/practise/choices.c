/* choices.c: the four choices, as small pictures or as numbers; what is told once one was taken; and
 * the end of the sitting. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "scene/paint/bars.h"
#include "scene/paint/control.h"
#include "scene/paint/known.h"
#include "scene/practise/page.h"

/* ---- a choice ---- */

/* All four are drawn to the same scale: from low to high, which are halves. */
typedef struct Scale {
    float low, high;
    bool drawn; /* as lengths: a curve, and a value where there is room; else as numbers alone */
} Scale;

static void take(Scale *scale, float value) {
    scale->low = fminf(scale->low, floorf(2 * value) / 2);
    scale->high = fmaxf(scale->high, ceilf(2 * value) / 2);
}

static Scale scale_of(const Item *item) {
    Scale scale = {.low = 0};
    if (item->has_start)
        take(&scale, item->facts.start);
    for (int k = 0; k < ITEM_CHOICES; k++)
        for (int t = 0; t < item->length; t++)
            take(&scale, item->choices[k].values[t]);
    return scale;
}

float practise_height(Rect area, float low, float high, float value) {
    return roundf(area.y + area.h * (high - value) / (high - low));
}

static float height_of(Rect area, const Scale *scale, float value) {
    return practise_height(area, scale->low, scale->high, value);
}

void practise_axis(Painter *p, Rect area, float low, float high, float value) {
    float y = practise_height(area, low, high, value);
    char text[PRACTISE_NUMBER];
    draw_fill(p->list, (Rect){area.x, y, area.w, fmaxf(roundf(p->u), 1)}, 0,
              value == 0 ? p->theme->faint : p->theme->line);
    paint_text_right(p, area.x - 4 * p->u, text_top_for_centre(p, FACE_NUMBER, p->small, y),
                     FACE_NUMBER, p->small, p->theme->dim,
                     practise_number(text, value, value == floorf(value) ? 0 : 1));
}

static void draw_axis(Painter *p, Rect area, const Scale *scale, float value) {
    practise_axis(p, area, scale->low, scale->high, value);
}

/* Whether numbers at both have room. */
static bool apart(const Painter *p, Rect area, const Scale *scale, float a, float b) {
    return fabsf(height_of(area, scale, a) - height_of(area, scale, b)) >= 1.5f * p->small;
}

/* At nought, at both ends, and at 1 where that is no end. */
static void draw_axes(Painter *p, Rect area, const Scale *scale) {
    draw_axis(p, area, scale, 0);
    if (scale->low < 0 && apart(p, area, scale, scale->low, 0))
        draw_axis(p, area, scale, scale->low);
    if (scale->high > 0 && apart(p, area, scale, scale->high, 0))
        draw_axis(p, area, scale, scale->high);
    if (scale->high > 1 && apart(p, area, scale, 1, 0) && apart(p, area, scale, scale->high, 1))
        draw_axis(p, area, scale, 1);
}

/* What it starts with is paler. A bar's tube reaches as far below nought as above it. */
static void draw_curve_of(Painter *p, Rect area, const Item *item, const Scale *scale, int choice) {
    int start = item->has_start, count = item->length + start;
    float pitch = area.w / (float)count, w = fmaxf(floorf(0.8f * pitch), 1);
    float limit = fmaxf(scale->high, -scale->low), zero = height_of(area, scale, 0);
    float reach = area.h * limit / (scale->high - scale->low);
    Bars look = {.limit = limit,
                 .color = p->theme->role[item->asked],
                 .on_color = p->theme->on_role[item->asked]};
    draw_axes(p, area, scale);
    for (int k = 0; k < count; k++) {
        bool first = start && k == 0;
        float value = first ? item->facts.start : item->choices[choice].values[k - start];
        look.ghost = first;
        bar_draw(
            p, (Rect){roundf(area.x + pitch * (float)k + 0.1f * pitch), zero - reach, w, 2 * reach},
            value, &look);
    }
}

/* A value as a bar, with its number beside it. */
static void draw_value_of(Painter *p, Rect area, const Item *item, const Scale *scale, int choice) {
    char text[PRACTISE_NUMBER];
    float px = 1.2f * p->large,
          room = paint_text_width(p, FACE_NUMBER_BOLD, px, "-0.00") + 10 * p->u;
    float value = item->choices[choice].values[0], tip = height_of(area, scale, value);
    Rect left = {area.x, area.y, area.w - room, area.h};
    draw_curve_of(p, left, item, scale, choice);
    float top = text_top_for_centre(p, FACE_NUMBER_BOLD, px, tip), least = area.y,
          most = area.y + area.h - paint_line_height(p, FACE_NUMBER_BOLD, px);
    paint_text(p, left.x + left.w + 10 * p->u, fminf(fmaxf(top, least), most), FACE_NUMBER_BOLD, px,
               practise_role(p, item->asked), practise_number(text, value, item->decimals));
}

static void draw_badge(Painter *p, Rect box, int choice, bool picked) {
    float size = roundf(1.8f * p->small);
    Rect badge = {box.x + 10 * p->u, box.y + 10 * p->u, size, size};
    char text[12];
    snprintf(text, sizeof text, "%d", choice + 1);
    draw_fill(p->list, badge, 4 * p->u, picked ? p->theme->accent : p->theme->track);
    paint_text_centre(p, badge.x + size / 2,
                      text_top_for_centre(p, FACE_NUMBER_BOLD, p->small, badge.y + size / 2),
                      FACE_NUMBER_BOLD, p->small, picked ? p->theme->on_accent : p->theme->text,
                      text);
}

/* Right and wrong by a mark, too. */
static void draw_mark(Painter *p, Rect box, bool right) {
    float size = roundf(p->body);
    draw_verdict(p, box.x + box.w - 10 * p->u - size / 2, box.y + 10 * p->u + size / 2, size, right,
                 right ? p->theme->good : p->theme->bad);
}

static void label_of(const Painter *p, const Item *item, int choice, char *text, size_t size) {
    int length = snprintf(text, size, paint_phrase(p, "Choice %d: "), choice + 1);
    for (int t = 0; t < item->length && length > 0 && (size_t)length < size; t++) {
        char number[PRACTISE_NUMBER];
        length +=
            snprintf(text + length, size - (size_t)length, "%s%s", t ? ", " : "",
                     practise_number(number, item->choices[choice].values[t], item->decimals));
    }
}

static void add_region(Painter *p, Rect box, const Practise *practise, int choice) {
    char label[160];
    label_of(p, practise->item, choice, label, sizeof label);
    paint_focus(p, box, region_id("practise.choice", choice), 8 * p->u);
    Region *region = region_add(p->list, REGION_BUTTON, box, "practise.choice", choice, label);
    if (!region)
        return;
    region->action = (Action){.kind = ACTION_PRACTISE, .number = PRACTISE_CHOOSE, .unit = choice};
    region->focusable = true;
    region->disabled = practise->stand != PRACTISE_ASKED;
    region->on = practise->picked == choice;
    region->one_of = true;
}

static Color edge_of(const Painter *p, const Practise *practise, int choice) {
    bool told = practise->stand == PRACTISE_TOLD, picked = practise->picked == choice;
    if (told && choice == practise->item->right)
        return p->theme->good;
    if (told && picked)
        return p->theme->bad;
    return picked ? p->theme->accent : p->theme->line;
}

static void draw_choice(Painter *p, Rect box, const Practise *practise, const Scale *scale,
                        int choice) {
    const Item *item = practise->item;
    bool told = practise->stand == PRACTISE_TOLD, picked = practise->picked == choice;
    bool right = choice == item->right, marked = picked || (told && right);
    float u = p->u, px = 1.4f * p->large;
    char text[PRACTISE_NUMBER];
    bool hovered = paint_hovered(p, region_id("practise.choice", choice)) && !told;
    draw_fill(p->list, box, 8 * u, p->theme->card);
    draw_frame(p->list, box, 8 * u, fmaxf(roundf(marked ? 2 * u : u), 1),
               hovered && !picked ? p->theme->dim : edge_of(p, practise, choice));
    draw_badge(p, box, choice, picked);
    if (told && marked)
        draw_mark(p, box, right);
    float top = roundf(18 * u + 1.8f * p->small);
    float axis = paint_text_width(p, FACE_NUMBER, p->small, "-0.5") + 8 * u;
    Rect area = {box.x + 12 * u + axis, box.y + top, box.w - 26 * u - axis,
                 box.h - top - 0.6f * p->small - 8 * u};
    if (item->form == ITEM_CURVE)
        draw_curve_of(p, area, item, scale, choice);
    else if (scale->drawn)
        draw_value_of(p, area, item, scale, choice);
    else
        paint_text_centre(
            p, box.x + box.w / 2,
            text_top_for_centre(p, FACE_NUMBER_BOLD, px,
                                fmaxf(box.y + 0.6f * box.h, box.y + (top + box.h) / 2)),
            FACE_NUMBER_BOLD, px, practise_role(p, item->asked),
            practise_number(text, item->choices[choice].values[0], item->decimals));
    add_region(p, box, practise, choice);
}

void practise_choices(Column *c, const Practise *practise, float room) {
    Painter *p = c->p;
    const Item *item = practise->item;
    bool curve = item->form == ITEM_CURVE, value = !curve && item->decimals > 0;
    float gap = roundf(10 * p->u), least = curve ? 9 * p->body : 7 * p->body;
    int columns = c->w >= 4 * least + 3 * gap ? 4 : c->w >= 2 * least + gap ? 2 : 1;
    int rows = ITEM_CHOICES / columns;
    float tall = 150 * p->u + p->small, h = (room - 12 * p->u) / (float)rows - gap;
    float w = floorf((c->w - gap * (float)(columns - 1)) / (float)columns);
    Scale scale = scale_of(item);
    scale.drawn = curve || (value && h >= tall && w >= 12 * p->body);
    float low = roundf(scale.drawn ? tall : 26 * p->u + 1.8f * p->small + 2 * p->large);
    h = roundf(fminf(fmaxf(h, low), scale.drawn ? 1.9f * low : 1.4f * low));
    for (int k = 0; k < ITEM_CHOICES; k++)
        draw_choice(p,
                    (Rect){roundf(c->x + (float)(k % columns) * (w + gap)),
                           c->y + (float)(k / columns) * (h + gap), w, h},
                    practise, &scale, k);
    c->y += (float)rows * (h + gap) + roundf(4 * p->u);
}

/* ---- what is told ---- */

static const char *verdict(const Painter *p, const Session *session, char *text, size_t size) {
    const Practise *practise = session_practise(session);
    int chosen = practise->sitting[practise->at].chosen;
    const char *words =
        chosen == CHOSEN_RIGHT ? paint_phrase(p, "Right.")
        : chosen == CHOSEN_UNSURE
            ? paint_phrase(p, "It is number %d. Your step above now shows how it comes out.")
            : paint_phrase(p, "No: it is number %d.");
    snprintf(text, size, words, practise->item->right + 1);
    return text;
}

void practise_told(Column *c, const Session *session) {
    Painter *p = c->p;
    const Practise *practise = session_practise(session);
    char text[256];
    if (practise->stand != PRACTISE_TOLD)
        return;
    bool right = practise->sitting[practise->at].chosen == CHOSEN_RIGHT;
    Belief belief = session_practise_belief(session);
    PractiseCard card = practise_card(c);
    RichStyle style = {.px = p->body,
                       .color = right ? p->theme->good : p->theme->text,
                       .bold = true,
                       .plain = true};
    c->y += rich_text(p, c->x, c->y, c->w, verdict(p, session, text, sizeof text), style);
    style = (RichStyle){.px = p->body, .color = p->theme->text, .plain = true};
    if (belief != BELIEF_NONE) {
        snprintf(text, sizeof text, "%d: %s", practise->picked + 1,
                 paint_phrase(p, belief_said(belief)));
        c->y += rich_text(p, c->x, c->y, c->w, text, style);
    }
    practise_card_end(c, &card);
}

/* ---- the end of the sitting ---- */

static void draw_sitter(Column *c, const Sitter *sitter) {
    Painter *p = c->p;
    bool right = sitter->chosen == CHOSEN_RIGHT;
    float line = roundf(1.8f * p->body), size = roundf(0.9f * p->body);
    Flow flow = practise_flow(c, p->body);
    draw_verdict(p, c->x + size / 2, c->y + flow.line / 2, size, right,
                 right ? p->theme->good : p->theme->bad);
    flow.x += size + 12 * p->u;
    practise_flow_text(&flow, FACE_TEXT, p->body, p->theme->text,
                       paint_idea(p, idea_at(sitter->idea)), 14 * p->u);
    if (!right)
        practise_flow_text(&flow, FACE_TEXT, p->small, p->theme->dim,
                           paint_phrase(p, "comes again"), 0);
    c->y += line;
}

/* The first lesson of the idea, among those that are here; NULL: it is not. */
static const CatalogueLesson *lesson_on(const Painter *p, const Idea *idea) {
    const Catalogue *catalogue = p->viewport->catalogue;
    for (int k = 0; catalogue && k < catalogue->lesson_count; k++) {
        const Lesson *lesson = catalogue->lessons[k].lesson;
        if (lesson && strcmp(lesson->id, idea->lessons[0]) == 0)
            return &catalogue->lessons[k];
    }
    return NULL;
}

/* Whether the idea was wrong there for the first time in the sitting. */
static bool is_first_wrong(const Practise *practise, int at) {
    const Sitter *sitter = &practise->sitting[at];
    bool first = sitter->answered && sitter->chosen != CHOSEN_RIGHT;
    for (int k = 0; k < at; k++)
        first = first && (practise->sitting[k].idea != sitter->idea ||
                          practise->sitting[k].chosen == CHOSEN_RIGHT);
    return first;
}

/* A press on what was wrong opens the lesson where one can read of it again. */
static void draw_lesson(Column *c, int index) {
    Painter *p = c->p;
    const CatalogueLesson *entry = lesson_on(p, idea_at(index));
    char word[256], label[256];
    if (!entry)
        return;
    snprintf(word, sizeof word, paint_phrase(p, "Lesson %d: %s"), entry->index + 1,
             text_in(&entry->lesson->title, p->session->view.language));
    snprintf(label, sizeof label, paint_phrase(p, "Open the lesson on: %s"),
             paint_idea(p, idea_at(index)));
    const PushButton button = {.name = "practise.lesson",
                               .index = index,
                               .word = word,
                               .label = label,
                               .face = FACE_TEXT,
                               .px = p->body};
    float h = control_row_height(p);
    float w = paint_text_width(p, FACE_TEXT, p->body, word) + 2 * p->body;
    Region *region = paint_push(p, (Rect){c->x, c->y, roundf(fminf(w, c->w)), h}, &button);
    if (region)
        region->action = (Action){.kind = ACTION_OPEN_LESSON, .number = entry->index, .flag = true};
    c->y += h + roundf(8 * p->u);
}

void practise_summary(Column *c, const Session *session) {
    Painter *p = c->p;
    const Practise *practise = session_practise(session);
    char text[128];
    const RichStyle style = {
        .px = 1.15f * p->large, .color = p->theme->text, .bold = true, .plain = true};
    snprintf(text, sizeof text, paint_phrase(p, "%d of %d right"), session_practise_right(session),
             SITTING);
    c->y += rich_text(p, c->x, c->y, c->w, text, style) + roundf(10 * p->u);
    PractiseCard card = practise_card(c);
    for (int k = 0; k < SITTING; k++)
        draw_sitter(c, &practise->sitting[k]);
    practise_card_end(c, &card);
    for (int k = 0; k < SITTING; k++)
        if (is_first_wrong(practise, k))
            draw_lesson(c, practise->sitting[k].idea);
}
