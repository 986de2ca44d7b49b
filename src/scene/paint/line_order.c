/* line_order.c: see line_order.h. */
#include "scene/paint/line_order.h"

static void move(DisplayList *list, const LinePart *part, float x) {
    float by = x - part->x;
    for (int k = part->shape; k < part->shape + part->shapes && k < list->shape_count; k++)
        list->shapes[k].rect.x += by;
    for (int k = part->region; k < part->region + part->regions && k < list->region_count; k++) {
        list->regions[k].rect.x += by;
        list->regions[k].whole.x += by;
    }
}

/* The parts from `first` on that are read as one: those that run against the line go together. */
static int group(const LinePart *parts, int count, int first, bool leftwards) {
    int end = first + 1;
    while (parts[first].leftwards != leftwards && end < count && !parts[end].mark &&
           parts[end].leftwards == parts[first].leftwards)
        end++;
    return end;
}

static float end_of(const LinePart *part) {
    return part->x + part->width;
}

void line_order(DisplayList *list, const LinePart *parts, int count, Direction way, float left,
                float right) {
    bool leftwards = way == DIRECTION_LEFT;
    float pen = leftwards ? right : left;
    for (int k = 0, end; k < count; k = end) {
        end = group(parts, count, k, leftwards);
        if (parts[k].mark) {
            move(list, &parts[k], leftwards ? right + left - end_of(&parts[k]) : parts[k].x);
            continue;
        }
        bool first = !k || parts[k - 1].mark;
        float gap = first ? 0 : parts[k].x - end_of(&parts[k - 1]);
        pen = first && !leftwards ? parts[k].x : pen;
        float width = end_of(&parts[end - 1]) - parts[k].x;
        float from = leftwards ? pen - gap - width : pen + gap;
        for (int part = k; part < end; part++)
            move(list, &parts[part],
                 parts[part].leftwards ? from + width - (end_of(&parts[part]) - parts[k].x)
                                       : from + parts[part].x - parts[k].x);
        pen = leftwards ? from : from + width;
    }
}
