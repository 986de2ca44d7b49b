/* ink.c: see ink.h. */
#include "lesson/reading/ink.h"

#include <math.h>
#include <string.h>

#include "base/clamp.h"

enum { SAMPLES = 4 /* across a pixel, in both directions */ };

const float INK_PEN = 1.3f;
const float INK_SPREAD = 1.0f / SAMPLES; /* a sample */
const float INK_MIDDLE = INK_SIDE / 2.0f + 0.5f;

/* From the pad to the image: scaled, then moved. */
typedef struct Placing {
    float scale, x, y;
} Placing;

typedef struct Box {
    float left, top, right, bottom;
} Box;

static bool bounds(const InkPoint *points, int count, Box *box) {
    *box = (Box){INFINITY, INFINITY, -INFINITY, -INFINITY};
    for (int k = 0; k < count; k++) {
        if (!isfinite(points[k].x) || !isfinite(points[k].y))
            return false;
        box->left = fminf(box->left, points[k].x);
        box->right = fmaxf(box->right, points[k].x);
        box->top = fminf(box->top, points[k].y);
        box->bottom = fmaxf(box->bottom, points[k].y);
    }
    return count > 0;
}

/* Where ink of this length, edges and all, begins: at a pixel's edge, about in the middle. */
static float first_pixel(float length) {
    return floorf((INK_SIDE - length) / 2);
}

/* The longer side of the ink, with the pen's width, becomes INK_BOX pixels. A dot stays a dot. */
static Placing place_box(const Box *box) {
    const float edge = INK_PEN + INK_SPREAD;
    float wide = box->right - box->left, high = box->bottom - box->top, side = fmaxf(wide, high);
    float scale = side > 1e-4f ? ((float)INK_BOX - 2 * edge) / side : 0;
    return (Placing){scale, first_pixel(scale * wide + 2 * edge) + edge - scale * box->left,
                     first_pixel(scale * high + 2 * edge) + edge - scale * box->top};
}

static InkPoint placed(const Placing *placing, InkPoint point) {
    return (InkPoint){placing->x + placing->scale * point.x, placing->y + placing->scale * point.y,
                      point.starts};
}

/* The square of the distance of x, y from the line between two points. */
static float distance(float x, float y, InkPoint a, InkPoint b) {
    float dx = b.x - a.x, dy = b.y - a.y, length = dx * dx + dy * dy;
    float along = length > 0 ? ((x - a.x) * dx + (y - a.y) * dy) / length : 0;
    along = clamp_float(along, 0, 1);
    float out_x = x - a.x - along * dx, out_y = y - a.y - along * dy;
    return out_x * out_x + out_y * out_y;
}

enum { FINE = INK_SIDE * SAMPLES };

typedef struct Sheet {
    bool ink[FINE][FINE]; /* samples, row by row */
} Sheet;

static int fine_clamped(float v) {
    return (int)clamp_float(floorf(v * SAMPLES), 0, FINE - 1);
}

/* The samples that the pen covers on its way from a to b. */
static void draw_line(Sheet *sheet, InkPoint a, InkPoint b) {
    int left = fine_clamped(fminf(a.x, b.x) - INK_PEN);
    int right = fine_clamped(fmaxf(a.x, b.x) + INK_PEN);
    int top = fine_clamped(fminf(a.y, b.y) - INK_PEN);
    int bottom = fine_clamped(fmaxf(a.y, b.y) + INK_PEN);
    for (int row = top; row <= bottom; row++)
        for (int column = left; column <= right; column++) {
            float x = ((float)column + 0.5f) / SAMPLES, y = ((float)row + 0.5f) / SAMPLES;
            if (distance(x, y, a, b) <= INK_PEN * INK_PEN)
                sheet->ink[row][column] = true;
        }
}

static void draw_all(const Placing *placing, const InkPoint *points, int count, Sheet *sheet) {
    memset(sheet, 0, sizeof *sheet);
    for (int k = 0; k < count; k++) {
        InkPoint to = placed(placing, points[k]);
        bool alone = k == 0 || points[k].starts;
        draw_line(sheet, alone ? to : placed(placing, points[k - 1]), to);
    }
}

/* What a sample adds to a pixel, from the one before it to the one after it, in eighths: its edge's
 * samples give one to the neighbour, so that together they give as much as the others. */
static const int WEIGHTS[SAMPLES + 2] = {1, 7, 8, 8, 7, 1};

static unsigned char level(const Sheet *sheet, int row, int column) {
    const int all = 8 * SAMPLES * 8 * SAMPLES;
    int covered = 0;
    for (int y = 0; y < SAMPLES + 2; y++)
        for (int x = 0; x < SAMPLES + 2; x++) {
            int down = row * SAMPLES + y - 1, right = column * SAMPLES + x - 1;
            if (down >= 0 && down < FINE && right >= 0 && right < FINE && sheet->ink[down][right])
                covered += WEIGHTS[y] * WEIGHTS[x];
        }
    return (unsigned char)((255 * covered + all / 2) / all);
}

/* By how many pixels the ink, with its centre of mass there, can come nearest to the middle without
 * leaving the image. */
static int way_to_middle(double mass) {
    const int margin = (INK_SIDE - INK_BOX) / 2;
    int way = (int)lround(INK_MIDDLE - mass);
    return way > margin ? margin : way < -margin ? -margin : way;
}

/* From where INK_BOX pixels have room on all sides to where the mass is in the middle. */
static void centre(const unsigned char from[INK_PIXELS], unsigned char to[INK_PIXELS]) {
    double sum = 0, x = 0, y = 0;
    for (int k = 0; k < INK_PIXELS; k++) {
        int row = k / INK_SIDE, column = k % INK_SIDE;
        sum += from[k];
        x += from[k] * (column + 0.5);
        y += from[k] * (row + 0.5);
    }
    int right = sum > 0 ? way_to_middle(x / sum) : 0, down = sum > 0 ? way_to_middle(y / sum) : 0;
    for (int k = 0; k < INK_PIXELS; k++)
        if (from[k])
            to[k + down * INK_SIDE + right] = from[k];
}

bool ink_image(const InkPoint *points, int count, unsigned char image[INK_PIXELS]) {
    Sheet sheet;
    Box box;
    unsigned char drawn[INK_PIXELS];
    memset(image, 0, INK_PIXELS);
    if (!bounds(points, count, &box))
        return false;
    const Placing placing = place_box(&box);
    draw_all(&placing, points, count, &sheet);
    for (int row = 0; row < INK_SIDE; row++)
        for (int column = 0; column < INK_SIDE; column++)
            drawn[row * INK_SIDE + column] = level(&sheet, row, column);
    centre(drawn, image);
    return true;
}
