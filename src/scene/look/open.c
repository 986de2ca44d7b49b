/* open.c: the way to files of one's own: a button where there is a dialog to choose them in, and how it is
 * done. */
#include <math.h>
#include <stdio.h>

#include "scene/look/page.h"
#include "scene/paint/rich_text.h"

static bool has_dialog(const Painter *p) {
    return p->viewport->catalogue && p->viewport->catalogue->keeps;
}

float look_open(LookPage *page, Rect rect) {
    Painter *p = page->p;
    const char *word = paint_phrase(p, "Open a file");
    float w = roundf(paint_text_width(p, FACE_TEXT, p->small, word) + 28 * p->u);
    if (!has_dialog(p) || w > rect.w / 2)
        return 0;
    const PushButton button = {.name = "look.file",
                               .word = word,
                               .label =
                                   paint_phrase(p, "Choose files: a model, or data for this one"),
                               .face = FACE_TEXT};
    Region *region = paint_push(p, (Rect){rect.x + rect.w - w, rect.y, w, rect.h}, &button);
    if (region)
        region->action = (Action){.kind = ACTION_OPEN_FILE};
    return w;
}

/* Its height is known when all is drawn: the ground is put under it then. */
void look_how(LookPage *page, Rect room) {
    Painter *p = page->p;
    const char *const parts[] = {
        paint_phrase(p, "This is an example: a voice detector that somebody else trained. A press "
                        "on this text shows it. Your own network opens alike:"),
        paint_phrase(
            p, has_dialog(p)
                   ? "Drop its file on this window, or press \u201cOpen a file\u201d; with it "
                     "what it reads. Both at once is best. Nothing leaves your computer."
                   : "Drop its file on this window, and then what it reads; or in a "
                     "terminal: gatescope look model.pt --inputs data.csv"),
        paint_phrase(p, "Models: PyTorch (.pt, .pth, .ckpt, .safetensors), ONNX, Keras (.keras, "
                        ".h5), TensorFlow.js (.json with its .bin), NumPy (.npz). Data: CSV, TSV, "
                        "NPY, NPZ or WAV, a row for each step.")};
    const RichStyle style = {.px = p->body, .color = p->theme->text, .plain = true};
    float u = p->u, pad = roundf(16 * u), y = room.y + pad;
    int ground = p->list->shape_count;
    draw_fill(p->list, room, 8 * u, p->theme->card);
    draw_frame(p->list, room, 8 * u, fmaxf(roundf(u), 1), p->theme->accent);
    draw_clip(p->list, room);
    for (int k = 0; k < 3; k++)
        y += rich_text(p, room.x + pad, roundf(y), room.w - 2 * pad, parts[k], style) + 10 * u;
    draw_clip_end(p->list);
    room.h = roundf(fminf(y - 10 * u + pad - room.y, room.h));
    for (int k = ground; k < ground + 2 && k < p->list->shape_count; k++)
        p->list->shapes[k].rect.h = room.h;
    Region *region =
        region_add(p->list, REGION_BUTTON, room, "look.told", 0,
                   paint_phrase(p, "How your own network is opened; a press closes it"));
    if (region)
        region->action = (Action){.kind = ACTION_LOOK, .number = LOOK_WHY, .unit = 0};
}
