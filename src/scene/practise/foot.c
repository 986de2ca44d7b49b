/* foot.c: the ways on: to answer, to say that one is not sure, to another question, to the stage. */
#include <math.h>
#include <stdio.h>

#include "scene/practise/page.h"
#include "scene/practise/practise.h"

typedef struct Deed {
    const char *name, *word, *label; /* in English */
    bool chosen;
    PractiseDeed deed;
    int unit;
} Deed;

static float button_width(const Painter *p, const Deed *deed) {
    return roundf(paint_text_width(p, deed->chosen ? FACE_TEXT_BOLD : FACE_TEXT, p->body,
                                   paint_phrase(p, deed->word)) +
                  (deed->chosen ? 3 : 2) * p->body);
}

static void draw_button(Painter *p, Rect rect, const Deed *deed) {
    const PushButton button = {.name = deed->name,
                               .word = paint_phrase(p, deed->word),
                               .label = paint_phrase(p, deed->label),
                               .face = deed->chosen ? FACE_TEXT_BOLD : FACE_TEXT,
                               .px = p->body,
                               .chosen = deed->chosen,
                               .color = p->theme->accent,
                               .on_color = p->theme->on_accent};
    Region *region = paint_push(p, rect, &button);
    if (region)
        region->action =
            (Action){.kind = ACTION_PRACTISE, .number = (int)deed->deed, .unit = deed->unit};
}

static const Deed CHECK = {"practise.on", "Check",     "What is chosen is the answer (Enter)",
                           true,          PRACTISE_ON, 0};
static const Deed COMPARE = {
    "practise.on", "Compare",   "What is drawn is the answer: compare it with the run (Enter)",
    true,          PRACTISE_ON, 0};
static const Deed UNSURE = {"practise.unsure", "Not sure", "Say that you are not sure (N)", false,
                            PRACTISE_UNSURE,   0};
static const Deed NEXT = {"practise.on", "Next question", "To the next question (Enter)",
                          true,          PRACTISE_ON,     0};
static const Deed PLAY = {"practise.play", "On stage",    "Play its cell on stage (W)",
                          false,           PRACTISE_PLAY, 1};
static const Deed MORE = {"practise.on", "Five more", "Five more questions (Enter)",
                          true,          PRACTISE_ON, 0};
static const Deed ANOTHER = {"practise.another",
                             "Another like this",
                             "Another question like this one (A)",
                             false,
                             PRACTISE_ANOTHER,
                             0};

/* What can be done now, the first one first; returns how many. */
static int deeds_of(const Practise *practise, const Deed *deeds[3]) {
    switch (practise->stand) {
    case PRACTISE_ASKED:
        deeds[0] = practise->item->drawn ? &COMPARE : &CHECK;
        deeds[1] = &UNSURE;
        deeds[2] = &ANOTHER;
        return 3;
    case PRACTISE_TOLD:
        deeds[0] = &NEXT;
        deeds[1] = &PLAY;
        deeds[2] = &ANOTHER;
        return 3;
    default:
        deeds[0] = &MORE;
        return 1;
    }
}

/* Why the last action did nothing; else how the question was made. */
static void draw_words(Painter *p, Rect rect, const Practise *practise) {
    const char *notice = p->session->notice.what;
    char text[240] = "";
    int length = practise->only < 0 ? 0
                                    : snprintf(text, sizeof text, "%s",
                                               paint_phrase(p, "Five on one idea, as asked. "));
    if (practise->stand != PRACTISE_DONE)
        snprintf(text + length, sizeof text - (size_t)length,
                 practise->stand != PRACTISE_ASKED ? paint_phrase(p, "Made for you: seed %u.")
                 : practise->item->drawn
                     ? paint_phrase(p, "Arrow keys draw. Made for you: seed %u.")
                     : paint_phrase(p, "Keys 1 to 4 choose. Made for you: seed %u."),
                 practise->item->seed);
    const char *words = notice[0] ? notice : text;
    bool fits = paint_text_width(p, FACE_TEXT, p->small, words) <= rect.w;
    float top = text_top_for_centre(p, FACE_TEXT, p->small, rect.y + rect.h / 2);
    if (fits)
        paint_text(p, rect.x, top, FACE_TEXT, p->small, notice[0] ? p->theme->text : p->theme->dim,
                   words);
    else if (notice[0]) {
        const RichStyle style = {.px = p->small, .color = p->theme->text, .plain = true};
        rich_text(p, rect.x, rect.y, rect.w, words, style);
    }
}

void scene_practise_foot(Painter *p, Rect rect) {
    const Practise *practise = session_practise(p->session);
    const Deed *deeds[3];
    int count = deeds_of(practise, deeds);
    float u = p->u, pad = roundf(20 * u), gap = roundf(10 * u), all = 0;
    float h = roundf(fmaxf(44 * p->viewport->scale, 2.4f * p->body)), y = rect.y + roundf(11 * u);
    for (int k = 0; k < count; k++)
        all += button_width(p, deeds[k]) + (k ? gap : 0);
    float room = rect.w - 2 * pad, squeeze = fminf(room - gap * (float)(count - 1), all) / all;
    draw_fill(p->list, (Rect){rect.x, rect.y, rect.w, fmaxf(roundf(u), 1)}, 0, p->theme->line);
    float x = rect.x + pad;
    for (int k = 0; k < count; k++) {
        float w = floorf(button_width(p, deeds[k]) * fminf(squeeze, 1));
        draw_button(p, (Rect){roundf(x), y, w, h}, deeds[k]);
        x += w + gap;
    }
    bool under = rect.h > h + roundf(1.5f * p->small) + roundf(22 * u); /* in a narrow window */
    Rect words = under ? (Rect){rect.x + pad, y + h, room, rect.y + rect.h - y - h}
                       : (Rect){x + gap, y, rect.x + rect.w - pad - x - gap, h};
    draw_words(p, words, practise);
}
