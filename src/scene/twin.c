/* twin.c: see twin.h. */
#include "scene/twin.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clamp.h"
#include "scene/announce.h"
#include "scene/scene.h"
#include "scene/words/spoken.h"

typedef struct Twin {
    const DisplayList *list;
    const Session *session;
    const Viewport *viewport;
    char *text;
    size_t size, length;
    int part;
    uint32_t heading; /* where its text begins, and 1; 0: none */
    Overlay overlay;
} Twin;

/* ---- fields ---- */

static void put(Twin *twin, char c) {
    if (twin->length + 1 < twin->size) {
        twin->text[twin->length] = c;
        twin->text[twin->length + 1] = '\0';
    }
    twin->length++;
}

/* What would end a field becomes a space. */
static void put_words(Twin *twin, const char *words, size_t length) {
    for (size_t k = 0; k < length; k++)
        put(twin, (unsigned char)words[k] < ' ' ? ' ' : words[k]);
}

static void field(Twin *twin, const char *words, size_t length) {
    put(twin, '\t');
    put_words(twin, words, length);
}

static void field_words(Twin *twin, const char *words) {
    field(twin, words, strlen(words));
}

static void field_number(Twin *twin, double number) {
    char text[32];
    snprintf(text, sizeof text, "%.6g", number);
    field_words(twin, text);
}

static void line(Twin *twin, const char *kind, const char *words, size_t length) {
    put_words(twin, kind, strlen(kind));
    field(twin, words, length);
    put(twin, '\n');
}

static const char *PHRASE_FORMAT(2) phrase_of(const Twin *twin, const char *english) {
    return phrase_in(twin->session->view.language, english);
}

/* ---- what is told ---- */

static void put_lines(Twin *twin, const char *text) {
    while (*text) {
        size_t length = strcspn(text, "\n");
        if (length)
            line(twin, "text", text, length);
        text += length + (text[length] == '\n');
    }
}

static void put_told(Twin *twin) {
    size_t length = scene_describe(twin->session, twin->viewport, NULL, 0);
    char *text = malloc(length + 1);
    if (!text)
        return;
    scene_describe(twin->session, twin->viewport, text, length + 1);
    put_lines(twin, text);
    free(text);
}

/* The open word and what it means. */
static void put_term(Twin *twin) {
    const Glossary *glossary = twin->viewport->glossary;
    const View *view = &twin->session->view;
    char text[2048];
    if (!glossary || view->term < 0 || view->term >= glossary->count)
        return;
    const GlossaryTerm *term = &glossary->items[view->term];
    Prose prose = prose_new(text, sizeof text, view->language);
    spoken_line(&prose, text_in(&term->term, view->language));
    prose_add(&prose, ": ");
    spoken_text(&prose, text_in(&term->means, view->language));
    put_lines(twin, text);
}

/* ---- where it stands ---- */

static const char *part_name(int part) {
    static const char *const PARTS[SCENE_COUNT] = {[SCENE_GROUND] = "On the screen",
                                                   [SCENE_TOPBAR] = "Tools",
                                                   [SCENE_LESSON] = "What to do",
                                                   [SCENE_STAGE] = "Stage",
                                                   [SCENE_TIMELINE] = "Time",
                                                   [SCENE_TWEAKS] = "What can be changed",
                                                   [SCENE_HOME] = "All there is to open"};
    return PARTS[part >= 0 && part < SCENE_COUNT ? part : SCENE_GROUND];
}

static const char *overlay_name(Overlay overlay) {
    static const char *const OVERLAYS[] = {NULL, "Glossary", "Open list", "Keys"};
    return OVERLAYS[overlay];
}

static void put_part(Twin *twin, const Region *region) {
    if (region->part == twin->part && region->overlay == twin->overlay)
        return;
    twin->part = region->part;
    twin->overlay = region->overlay;
    twin->heading = 0;
    const char *name =
        phrase_of(twin, region->overlay ? overlay_name(region->overlay) : part_name(region->part));
    line(twin, "part", name, strlen(name));
    if (region->overlay == OVERLAY_GLOSSARY)
        put_term(twin);
}

static void put_heading(Twin *twin, const Region *region) {
    uint32_t heading = region->heading_length ? region->heading + 1 : 0;
    if (heading == twin->heading)
        return;
    twin->heading = heading;
    if (heading)
        line(twin, "head", twin->list->texts + region->heading, region->heading_length);
}

/* ---- states ---- */

/* Several have its name, and one of them at least is chosen. */
static bool chooses(const Twin *twin, const Region *region) {
    int family = 0, on = 0;
    for (int k = 0; k < twin->list->region_count; k++) {
        const Region *other = &twin->list->regions[k];
        family += other->family == region->family;
        on += other->family == region->family && other->on;
    }
    return family > 1 && on > 0;
}

static bool is_selected(const Twin *twin, const Action *action) {
    const Session *session = twin->session;
    return action->cell == session->cell && action->unit == session->unit;
}

static char state_of(const Twin *twin, const Region *region) {
    const Action *action = &region->action;
    if (action->kind == ACTION_OPEN_MENU)
        return twin->session->view.menu == region->id ? 'o' : 's';
    if (action->kind == ACTION_GO_BEAT)
        return region->on ? 'h' : '-';
    if (action->kind == ACTION_SELECT)
        return is_selected(twin, action) ? 'p' : 'n';
    if (region->one_of)
        return region->on ? 'c' : 'u';
    if (chooses(twin, region))
        return region->on ? 'p' : 'n';
    return '-';
}

/* ---- things ---- */

/* Kind, key, id, state and place: what every thing begins with. Words of a text have their term for
 * a key, as no two regions of theirs are the same in two pictures. */
static void begin(Twin *twin, const char *kind, const Region *region, long step, int slot) {
    char text[96], state[3] = {state_of(twin, region), region->disabled ? 'd' : '\0', '\0'};
    put_words(twin, kind, strlen(kind));
    if (region->action.kind == ACTION_GLOSSARY && !region->focusable)
        snprintf(text, sizeof text, "term.%d", region->action.number);
    else if (slot >= 0)
        snprintf(text, sizeof text, "%08x.%ld", region->id, step);
    else
        snprintf(text, sizeof text, "%08x", region->id);
    field_words(twin, text);
    snprintf(text, sizeof text, "%u", region->id);
    field_words(twin, text);
    field_words(twin, state);
    snprintf(text, sizeof text, "%.0f,%.0f,%.0f,%.0f", (double)region->rect.x,
             (double)region->rect.y, (double)region->rect.w, (double)region->rect.h);
    field_words(twin, text);
}

static void put_button(Twin *twin, const char *kind, const Region *region) {
    char family[16];
    size_t length;
    const char *label = region_label(twin->list, region, &length);
    begin(twin, kind, region, 0, -1);
    snprintf(family, sizeof family, "%08x", region->family);
    field_words(twin, family);
    field(twin, label, length);
    put(twin, '\n');
}

/* Where a number ends the label, behind a comma or a colon, it is the value, and no part of the name. */
static size_t value_in_label(const char *label, size_t length) {
    static const char MINUS[] = "\u2212";
    const size_t minus = sizeof MINUS - 1;
    size_t at = length;
    while (at > 0 && strchr("0123456789.-+", label[at - 1]))
        at--;
    if (at < length && at > minus && memcmp(label + at - minus, MINUS, minus) == 0)
        at -= minus;
    bool apart = at > 2 && at < length && label[at - 1] == ' ' &&
                 (label[at - 2] == ',' || label[at - 2] == ':');
    return apart ? at : 0;
}

/* The numbers of a slider, and its name; told: its value in words. */
static void put_value(Twin *twin, long step, const float numbers[4], const char *label,
                      size_t length, const char *told) {
    field_number(twin, (double)step);
    for (int k = 0; k < 4; k++)
        field_number(twin, (double)numbers[k]);
    field(twin, label, length);
    field_words(twin, told);
    put(twin, '\n');
}

static float step_of_keys(const Region *region) {
    return region->step > 0 ? region->step : (region->high - region->low) / 20;
}

static void put_slider(Twin *twin, const Region *region) {
    size_t length;
    const char *label = region_label(twin->list, region, &length);
    size_t value = value_in_label(label, length);
    char told[128];
    if (region->told_length)
        snprintf(told, sizeof told, "%.*s", (int)region->told_length,
                 twin->list->texts + region->told);
    else if (value)
        snprintf(told, sizeof told, "%.*s", (int)(length - value), label + value);
    else
        snprintf(told, sizeof told, "%.3g", (double)region->value);
    const float numbers[4] = {region->value, region->low, region->high, step_of_keys(region)};
    begin(twin, "slider", region, 0, -1);
    put_value(twin, 0, numbers, label, value ? value - 2 : length, told);
}

static void tell_step(const Twin *twin, long step, char *text, size_t size) {
    if (step < 0)
        snprintf(text, size, "%s", phrase_of(twin, "initial state"));
    else
        snprintf(text, size, phrase_of(twin, "step %ld"), step);
}

static void put_scrub(Twin *twin, const Region *region) {
    char told[64];
    size_t length;
    const char *label = region_label(twin->list, region, &length);
    const float numbers[4] = {region->value, region->low, region->high, 1};
    tell_step(twin, (long)region->value, told, sizeof told);
    begin(twin, "slider", region, 0, -1);
    put_value(twin, 0, numbers, label, length, told);
}

/* ---- drawings ---- */

static float drawn_at(const Twin *twin, const Region *region, int k) {
    return k < region->value_count ? twin->list->values[region->values + (uint32_t)k] : NAN;
}

static void put_picked(Twin *twin, const Region *region) {
    char told[64];
    size_t length;
    const char *label = region_label(twin->list, region, &length);
    float picked = drawn_at(twin, region, 0);
    const float numbers[4] = {isnan(picked) ? (float)region->from : picked, (float)region->from,
                              (float)region->to, 1};
    if (isnan(picked))
        snprintf(told, sizeof told, "%s", phrase_of(twin, "no step yet"));
    else
        tell_step(twin, (long)picked, told, sizeof told);
    begin(twin, "slider", region, 0, -1);
    put_value(twin, 0, numbers, label, length, told);
}

static void put_point(Twin *twin, const Region *region, long step) {
    char told[64], label[64];
    float value = drawn_at(twin, region, (int)(step - region->from));
    const float numbers[4] = {isnan(value) ? clamp_float(0, region->low, region->high) : value,
                              region->low, region->high, step_of_keys(region)};
    if (isnan(value))
        snprintf(told, sizeof told, "%s", phrase_of(twin, "nothing yet"));
    else
        snprintf(told, sizeof told, "%.2f", (double)value);
    tell_step(twin, step, label, sizeof label);
    begin(twin, "slider", region, step, (int)(step - region->from));
    put_value(twin, step, numbers, label, strlen(label), told);
}

static void put_drawing(Twin *twin, const Region *region) {
    size_t length;
    const char *label = region_label(twin->list, region, &length);
    if (region->picks) {
        put_picked(twin, region);
        return;
    }
    line(twin, "group", label, length);
    for (long step = region->from; step <= region->to; step++)
        put_point(twin, region, step);
    put_words(twin, "close", 5);
    put(twin, '\n');
}

/* ---- all of it ---- */

static void put_region(Twin *twin, const Region *region) {
    put_part(twin, region);
    put_heading(twin, region);
    switch (region->kind) {
    case REGION_BUTTON:
        put_button(twin, "button", region);
        break;
    case REGION_SLIDER:
    case REGION_BAR:
        put_slider(twin, region);
        break;
    case REGION_SCRUB:
        put_scrub(twin, region);
        break;
    case REGION_PAINT:
        put_drawing(twin, region);
        break;
    case REGION_PAD:
        put_button(twin, "keys", region);
        break;
    default:
        break;
    }
}

/* The words of a text, each once. */
static bool is_term(const Twin *twin, const Region *region) {
    if (region->focusable || region->disabled || region->action.kind != ACTION_GLOSSARY)
        return false;
    for (const Region *other = twin->list->regions; other < region; other++)
        if (!other->focusable && other->action.kind == ACTION_GLOSSARY &&
            other->action.number == region->action.number)
            return false;
    return true;
}

/* What one can come to, or could, if it did something now; an open list may cover its box. Of two with one
 * id the upper one answers. */
static bool is_there(const Twin *twin, const Region *region) {
    const View *view = &twin->session->view;
    bool comes = region->focusable || region->id == view->menu ||
                 (region->disabled && region->kind == REGION_BUTTON && !view->help);
    return (comes && region_find(twin->list, region->id) == region) || is_term(twin, region);
}

/* An open list comes right behind its box. */
static void put_menu(Twin *twin) {
    for (int k = 0; k < twin->list->region_count; k++)
        if (twin->list->regions[k].overlay == OVERLAY_MENU &&
            is_there(twin, &twin->list->regions[k]))
            put_region(twin, &twin->list->regions[k]);
}

static void put_regions(Twin *twin) {
    unsigned menu = twin->session->view.menu;
    const Region *box = region_find(twin->list, menu);
    for (int k = 0; k < twin->list->region_count; k++) {
        const Region *region = &twin->list->regions[k];
        if (!is_there(twin, region) || (box && region->overlay == OVERLAY_MENU))
            continue;
        put_region(twin, region);
        if (region == box)
            put_menu(twin);
    }
}

size_t scene_twin(const DisplayList *list, const Session *session, const Viewport *viewport,
                  const char *title, char *text, size_t size) {
    Twin twin = {.list = list,
                 .session = session,
                 .viewport = viewport,
                 .text = text,
                 .size = size,
                 .part = -1};
    char name[ANNOUNCE_TITLE];
    announce_title(session, viewport, title, name, sizeof name);
    line(&twin, "title", name, strlen(name));
    put_told(&twin);
    put_regions(&twin);
    return twin.length;
}
