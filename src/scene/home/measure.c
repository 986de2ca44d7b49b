/* measure.c: how high a text is before it is drawn. */
#include "scene/home/page.h"
#include "scene/paint/rich_text.h"

float home_text_height(Painter *p, float width, const char *text, bool bold, float px) {
    DisplayList *list = p->list;
    int shapes = list->shape_count;
    uint32_t texts = list->text_length;
    const RichStyle style = {.px = px, .color = p->theme->text, .bold = bold};
    float height = rich_text(p, 0, 0, width, text, style);
    list->shape_count = shapes;
    list->text_length = texts;
    return height;
}
