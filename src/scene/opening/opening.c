/* opening.c: see opening.h: where picture, sentence and buttons stand, and what each scene shows. */
#include "scene/opening/opening.h"

#include <math.h>
#include <stdio.h>

#include "base/clamp.h"
#include "scene/opening/columns.h"
#include "scene/paint/more.h"
#include "scene/paint/rich_text.h"
#include "scene/words/describe_opening.h"
#include "scene/words/prose.h"

/* Where the picture's parts stand: the digit, what is beside its rows, a line over and one under
 * them, and in an upright window what has no room beside it. */
typedef struct Stand {
    Puzzle puzzle;
    OpeningScene scene;
    float part; /* of the scene, 0..1 */
    Rect digit, side, below;
    float line; /* the height of the lines over and under the digit */
} Stand;

/* ---- the bars above and below ---- */

static void draw_top(Painter *p, Rect rect) {
    float name_px = 1.12f * p->body, u = p->u;
    const char *word = paint_phrase(p, "Skip");
    float w = roundf(paint_text_width(p, FACE_TEXT, p->body, word) + 40 * u);
    float h = roundf(fmaxf(44 * p->viewport->scale, 2.2f * p->body)), more = paint_more_width(p);
    paint_text(p, rect.x, text_top_for_centre(p, FACE_TEXT_BOLD, name_px, rect.y + rect.h / 2),
               FACE_TEXT_BOLD, name_px, p->theme->text, "Gatescope");
    const PushButton button = {.name = "skip",
                               .word = word,
                               .label =
                                   paint_phrase(p, "Skip the opening: to all lessons (Escape)"),
                               .face = FACE_TEXT,
                               .px = p->body};
    paint_more(p, (Rect){rect.x + rect.w - more, rect.y, more, rect.h});
    Region *region = paint_push(
        p, (Rect){rect.x + rect.w - w - more - 8 * u, roundf(rect.y + (rect.h - h) / 2), w, h},
        &button);
    if (region)
        region->action = (Action){.kind = ACTION_HOME, .number = 1};
}

static void draw_way(Painter *p, Rect rect, const Stand *stand) {
    bool last = stand->scene + 1 == OPENING_SCENES;
    const PushButton next = {.name = "next",
                             .word = paint_phrase(p, last ? "First lesson" : "Next"),
                             .label = last ? paint_phrase(p, "To the first lesson (Enter)")
                                           : paint_phrase(p, "On (Enter)"),
                             .face = FACE_TEXT_BOLD,
                             .px = p->body,
                             .chosen = true,
                             .color = p->theme->accent,
                             .on_color = p->theme->on_accent};
    Region *region = paint_push(p, rect, &next);
    if (region)
        region->action = last ? (Action){.kind = ACTION_OPEN_LESSON, .number = 0, .flag = true}
                              : (Action){.kind = ACTION_BEAT, .number = 1};
}

static void draw_play(Painter *p, Rect rect) {
    bool playing = p->session->playing;
    const PushButton button = {.name = "play",
                               .word = paint_phrase(p, playing ? "Pause" : "Play"),
                               .label = playing ? paint_phrase(p, "Pause (Space)")
                                                : paint_phrase(p, "Play (Space)"),
                               .face = FACE_TEXT,
                               .px = p->body};
    Region *region = paint_push(p, rect, &button);
    if (region)
        region->action = (Action){.kind = ACTION_PLAY, .number = -1};
}

static void draw_back(Painter *p, Rect rect, const Stand *stand) {
    const PushButton button = {.name = "back",
                               .word = paint_phrase(p, "Back"),
                               .label = paint_phrase(p, "Back (Left)"),
                               .face = FACE_TEXT,
                               .px = p->body,
                               .disabled =
                                   stand->scene == 0 && stand->puzzle.opening->seconds == 0};
    Region *region = paint_push(p, rect, &button);
    if (region)
        region->action = (Action){.kind = ACTION_BEAT, .number = -1};
}

/* Back, pause, on, from the left; with reduced motion nothing plays. */
static void draw_buttons(Painter *p, Rect rect, const Stand *stand) {
    bool plays = !p->session->view.reduced_motion;
    float gap = roundf(12 * p->u), count = plays ? 3 : 2;
    float w = floorf((fminf(rect.w, 34 * p->body) - (count - 1) * gap) / count);
    Rect place = {rect.x, rect.y, w, rect.h};
    draw_back(p, place, stand);
    place.x += w + gap;
    if (plays) {
        draw_play(p, place);
        place.x += w + gap;
    }
    draw_way(p, place, stand);
}

/* A piece a scene, filled as far as it is told; a press goes there. */
static void draw_scenes(Painter *p, Rect rect, const Stand *stand) {
    float gap = roundf(4 * p->u), h = fmaxf(roundf(4 * p->u), 3);
    float w = (rect.w - gap * (OPENING_SCENES - 1)) / OPENING_SCENES;
    for (int scene = 0; scene < OPENING_SCENES; scene++) {
        Rect place = {roundf(rect.x + (w + gap) * (float)scene), rect.y, floorf(w), rect.h};
        Rect bar = {place.x, roundf(place.y + (place.h - h) / 2), place.w, h};
        char label[64];
        draw_fill(p->list, bar, h / 2, p->theme->track);
        bar.w *= scene < (int)stand->scene ? 1 : scene > (int)stand->scene ? 0 : stand->part;
        if (bar.w >= h)
            draw_fill(p->list, bar, h / 2, p->theme->accent);
        paint_focus(p, place, region_id("scene", scene), 4 * p->u);
        if (place.w < p->tap) /* too narrow for a finger: they only show */
            continue;
        snprintf(label, sizeof label, paint_phrase(p, "Part %d of %d"), scene + 1, OPENING_SCENES);
        Region *region = region_add(p->list, REGION_BUTTON, place, "scene", scene, label);
        if (!region)
            return;
        region->action = (Action){.kind = ACTION_GO_BEAT, .number = scene};
        region->on = scene == (int)stand->scene;
        region->focusable = true;
    }
}

/* ---- the lines over and under the digit ---- */

/* In smaller type where it would not fit. */
static void draw_over(const Stand *stand, Rect part, const char *text, Color color) {
    Painter *p = stand->puzzle.p;
    float middle = stand->digit.y - stand->line / 2;
    bool wide = paint_text_width(p, FACE_TEXT, p->body, text) > part.w;
    float px = wide ? p->small : p->body;
    paint_text_fit(p, part.x, text_top_for_centre(p, FACE_TEXT, px, middle), part.w, FACE_TEXT, px,
                   color, text);
}

/* Under what is beside the digit; upright it has all the width. */
static void draw_under(const Stand *stand, const char *text) {
    Painter *p = stand->puzzle.p;
    float middle = stand->digit.y + stand->digit.h + 0.6f * stand->line;
    Rect part = stand->below.w > 0 ? stand->below : stand->side;
    paint_text_fit(p, part.x, text_top_for_centre(p, FACE_TEXT_BOLD, p->body, middle), part.w,
                   FACE_TEXT_BOLD, p->body, p->theme->text, text);
}

/* ---- what each scene has beside the digit ---- */

/* Beside the row in sight, or under the digit where that has no room. */
static void draw_pointer(const Stand *stand) {
    Painter *p = stand->puzzle.p;
    const char *text = paint_phrase(p, "all it sees now");
    long t = puzzle_row(&stand->puzzle);
    float size = roundf(10 * p->u), x = stand->side.x - 4 * p->u, gap = size + 8 * p->u;
    if (t < 0)
        return;
    Rect row = puzzle_beside(stand->digit, t);
    float middle = row.y + row.h / 2, w = paint_text_width(p, FACE_TEXT_BOLD, p->body, text);
    draw_triangle(p->list, (Rect){x, roundf(middle - size / 2), size, size}, 2, p->theme->text);
    if (w > stand->side.w - gap)
        draw_under(stand, text);
    else
        paint_text(p, x + gap, text_top_for_centre(p, FACE_TEXT_BOLD, p->body, middle),
                   FACE_TEXT_BOLD, p->body, p->theme->text, text);
}

/* In equal distances; k: of count. */
static Rect says_place(const Stand *stand, int k, int count) {
    const Painter *p = stand->puzzle.p;
    bool below = stand->below.w > 0;
    Rect rect = below ? stand->below : stand->side;
    float h = puzzle_says_height(&stand->puzzle), least = roundf(12 * p->u);
    float gap = fmaxf((rect.h - (float)count * h) / (float)(count + 1), 0);
    gap = below ? least : roundf(gap);
    return (Rect){rect.x, rect.y + (below ? 0 : gap) + (float)k * (h + gap), rect.w, h};
}

static void draw_readers(const Stand *stand) {
    const Puzzle *puzzle = &stand->puzzle;
    puzzle_says(puzzle, says_place(stand, 0, 2), puzzle->opening->plain,
                paint_phrase(puzzle->p, "writes over what it had"));
    puzzle_says(puzzle, says_place(stand, 1, 2), puzzle->opening->guarded,
                paint_phrase(puzzle->p, "guards what it has"));
}

static void draw_numbers(const Stand *stand) {
    Painter *p = stand->puzzle.p;
    draw_under(stand, paint_phrase(p, "up: above zero, down: below"));
    puzzle_numbers(&stand->puzzle, stand->side, false);
}

static void draw_number(const Stand *stand) {
    const Session *session = stand->puzzle.session;
    Painter *p = stand->puzzle.p;
    long t = puzzle_row(&stand->puzzle);
    Prose prose;
    char text[64], value[PROSE_NUMBER];
    columns_number(&stand->puzzle, stand->side);
    if (t < 0)
        return;
    prose = prose_new(value, sizeof value, session->view.language);
    snprintf(text, sizeof text, paint_phrase(p, "row %ld: %s"), t + 1,
             prose_number(&prose, session_opening_number(session, t), value));
    draw_under(stand, text);
}

/* Gate and number side by side. */
static void draw_guarded(const Stand *stand, Rect side, const char *gate, const char *number) {
    Painter *p = stand->puzzle.p;
    float gap = roundf(14 * p->u), w = roundf(0.4f * (side.w - gap));
    Rect left = {side.x, side.y, w, side.h};
    Rect right = {side.x + w + gap, side.y, side.w - w - gap, side.h};
    draw_over(stand, left, gate, p->theme->dim);
    draw_over(stand, right, number, p->theme->dim);
    columns_gate(&stand->puzzle, left);
    columns_number(&stand->puzzle, right);
}

/* What the gate does in the row that is read. */
static void draw_kept(const Stand *stand) {
    const Session *session = stand->puzzle.session;
    const Painter *p = stand->puzzle.p;
    long t = puzzle_row(&stand->puzzle);
    char text[96], value[PROSE_NUMBER];
    if (t < 1)
        return;
    Prose prose = prose_new(value, sizeof value, session->view.language);
    snprintf(text, sizeof text, paint_phrase(p, "keeps %.0f %% of %s"),
             (double)roundf(100 * session_opening_gate(session, t)),
             prose_number(&prose, session_opening_number(session, t - 1), value));
    draw_under(stand, text);
}

/* A frame round the row in which all gates were shut, once it is read. */
static void draw_shut_row(const Stand *stand) {
    const Painter *p = stand->puzzle.p;
    float edge = fmaxf(roundf(2 * p->u), 2);
    Rect row = puzzle_beside(stand->side, OPENING_HALF);
    if (puzzle_row(&stand->puzzle) < OPENING_HALF)
        return;
    row = (Rect){row.x - edge, roundf(row.y) - edge, row.w + 2 * edge, roundf(row.h) + 2 * edge};
    draw_frame(p->list, row, edge, edge, p->theme->bad);
}

/* What it says then: beside the columns in a wide window. */
static void draw_shut(const Stand *stand) {
    const Painter *p = stand->puzzle.p;
    Stand left = *stand;
    if (stand->below.w <= 0) {
        left.side.w = roundf(0.45f * stand->side.w);
        float gap = roundf(24 * p->u);
        left.below = (Rect){left.side.x + left.side.w + gap, stand->side.y,
                            stand->side.w - left.side.w - gap, stand->side.h};
    }
    draw_guarded(&left, left.side, paint_phrase(p, "door"), paint_phrase(p, "number"));
    draw_kept(stand);
    draw_shut_row(&left);
    puzzle_says(&stand->puzzle, says_place(&left, 0, 1), stand->puzzle.opening->guarded, "");
}

static void draw_beside(const Stand *stand) {
    const Painter *p = stand->puzzle.p;
    switch (stand->scene) {
    case OPENING_ROWS:
        draw_pointer(stand);
        break;
    case OPENING_READERS:
        draw_readers(stand);
        break;
    case OPENING_NUMBERS:
        draw_numbers(stand);
        break;
    case OPENING_NUMBER:
        draw_number(stand);
        break;
    case OPENING_DOOR:
        draw_guarded(stand, stand->side, paint_phrase(p, "door"), paint_phrase(p, "number"));
        draw_kept(stand);
        break;
    case OPENING_SHUT:
        draw_shut(stand);
        break;
    case OPENING_NAMES:
        draw_guarded(stand, stand->side, paint_phrase(p, "gate"), paint_phrase(p, "memory"));
        break;
    default:
        break;
    }
}

/* ---- the picture ---- */

/* How many rows are read: some scenes begin at the half, and each ends some time before its words
 * may have been read. */
static float rows_read(OpeningScene scene, float part) {
    static const float FROM[OPENING_SCENES] = {[OPENING_READERS] = OPENING_HALF,
                                               [OPENING_SHUT] = OPENING_HALF - 3,
                                               [OPENING_NAMES] = DIGIT_SIDE};
    float told = clamp_float(part / 0.75f, 0, 1);
    return FROM[scene] + (DIGIT_SIDE - FROM[scene]) * told;
}

/* Over the digit, where nothing else stands beside that. */
static void draw_title(const Stand *stand) {
    const Painter *p = stand->puzzle.p;
    Rect line = stand->digit;
    line.w = stand->side.x + stand->side.w - line.x;
    if (stand->scene == OPENING_COVERED)
        draw_over(stand, line, paint_phrase(p, "covered"), p->theme->dim);
    else if (stand->scene <= OPENING_READERS && puzzle_row(&stand->puzzle) > 0)
        draw_over(stand, line, paint_phrase(p, "already read: gone"), p->theme->dim);
}

static void draw_picture(const Stand *stand) {
    bool half = stand->scene == OPENING_COVERED;
    puzzle_digit(&stand->puzzle, stand->digit, half ? PUZZLE_HALF : PUZZLE_GONE);
    draw_title(stand);
    draw_beside(stand);
}

/* A square with as much room beside it, in the middle of the area; upright what a reader says goes
 * below it. */
static void lay_picture(Stand *stand, Rect area) {
    const Painter *p = stand->puzzle.p;
    bool upright = area.h > 1.15f * area.w;
    float gap = roundf(28 * p->u), lines = 2.2f * stand->line;
    float says = upright ? 2 * (puzzle_says_height(&stand->puzzle) + roundf(12 * p->u)) : 0;
    float most = fminf(area.h - lines - says, (area.w - gap) * (upright ? 0.6f : 0.48f));
    float size = DIGIT_SIDE * floorf(fmaxf(most, DIGIT_SIDE) / DIGIT_SIDE);
    float w = fminf(area.w, upright ? area.w : 2.1f * size + gap);
    float x = roundf(area.x + (area.w - w) / 2);
    float y = roundf(area.y + stand->line + fmaxf(area.h - lines - says - size, 0) / 2);
    stand->digit = (Rect){x + roundf(4 * p->u), y, size, size};
    stand->side = (Rect){x + size + gap, y, w - size - gap, size};
    if (!upright) /* on a phone that lies there is little room */
        stand->puzzle.px = fminf(stand->puzzle.px, 0.14f * size);
    if (upright)
        stand->below = (Rect){x, y + size + 1.2f * stand->line, w, says};
}

/* ---- the screen ---- */

static float words_height(Painter *p, float w, const char *text, const RichStyle *style) {
    DisplayList *list = p->list;
    int shapes = list->shape_count;
    uint32_t texts = list->text_length;
    float h = rich_text(p, 0, 0, w, text, *style);
    list->shape_count = shapes;
    list->text_length = texts;
    return h;
}

static Stand stand_now(Painter *p) {
    const Opening *opening = session_opening(p->session);
    float part = session_opening_part(p->session);
    return (Stand){.puzzle = {.p = p,
                              .session = p->session,
                              .opening = opening,
                              .read = rows_read(opening->scene, part),
                              .px = 3 * p->large},
                   .scene = opening->scene,
                   .part = part,
                   .line = roundf(1.9f * p->body)};
}

/* Words, scenes and buttons are no wider than a picture can be. */
static Rect column_of(const Painter *p, Rect rect) {
    float margin = roundf(fminf(40 * p->u, 0.05f * rect.w));
    float w = roundf(fminf(rect.w - 2 * margin, fmaxf(1.5f * rect.h, 40 * p->body)));
    return (Rect){roundf(rect.x + (rect.w - w) / 2), rect.y, w, rect.h};
}

void scene_opening(Painter *p, Rect rect) {
    float scale = p->viewport->scale, pad = roundf(14 * p->u);
    float top = roundf(fmaxf(52 * scale, 2.6f * p->body)),
          scenes = roundf(paint_tap(p, 24 * scale));
    float buttons = roundf(fmaxf(44 * scale, 2.4f * p->body));
    char text[512];
    Stand stand = stand_now(p);
    Rect column = column_of(p, rect);
    opening_words(p->session, stand.scene, text, sizeof text);
    const RichStyle style = {
        .px = 1.3f * p->large, .color = p->theme->text, .bold = true, .plain = true};
    float words = words_height(p, column.w, text, &style);
    float foot = rect.y + rect.h - buttons - scenes - words - 3 * pad;
    draw_top(p, (Rect){column.x, rect.y, column.w, top});
    lay_picture(&stand, (Rect){column.x, rect.y + top, column.w, foot - rect.y - top - pad});
    draw_picture(&stand);
    rich_text(p, column.x, foot, column.w, text, style);
    draw_scenes(p, (Rect){column.x, foot + words + pad, column.w, scenes}, &stand);
    draw_buttons(p, (Rect){column.x, rect.y + rect.h - buttons - pad, column.w, buttons}, &stand);
}
