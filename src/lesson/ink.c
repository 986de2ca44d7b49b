/* ink.c: see ink.h. */
#include "lesson/ink.h"

#include <math.h>
#include <string.h>

const float INK_PEN = 1.25f;

enum { SAMPLES = 4 /* across a pixel, in both directions */ };

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

/* The longer side of the ink, with the pen's width, becomes INK_BOX pixels; its middle the image's.
 * A dot stays a dot. */
static Placing place_box(const Box *box) {
    float side = fmaxf(box->right - box->left, box->bottom - box->top);
    float scale = side > 1e-4f ? ((float)INK_BOX - 2 * INK_PEN) / side : 0;
    return (Placing){scale, INK_SIDE / 2.0f - scale * (box->left + box->right) / 2,
                     INK_SIDE / 2.0f - scale * (box->top + box->bottom) / 2};
}

static InkPoint placed(const Placing *placing, InkPoint point) {
    return (InkPoint){placing->x + placing->scale * point.x, placing->y + placing->scale * point.y,
                      point.starts};
}

/* The square of the distance of x, y from the line between two points. */
static float distance(float x, float y, InkPoint a, InkPoint b) {
    float dx = b.x - a.x, dy = b.y - a.y, length = dx * dx + dy * dy;
    float along = length > 0 ? ((x - a.x) * dx + (y - a.y) * dy) / length : 0;
    along = fminf(fmaxf(along, 0), 1);
    float out_x = x - a.x - along * dx, out_y = y - a.y - along * dy;
    return out_x * out_x + out_y * out_y;
}

enum { FINE = INK_SIDE * SAMPLES };

typedef struct Sheet {
    bool ink[FINE][FINE]; /* samples, row by row */
} Sheet;

static int fine_clamped(float v) {
    float sample = floorf(v * SAMPLES);
    return sample < 0 ? 0 : sample > FINE - 1 ? FINE - 1 : (int)sample;
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

/* As far as the ink can be moved without leaving the image. */
static float within_margin(double way) {
    const float margin = (INK_SIDE - INK_BOX) / 2.0f;
    return fminf(fmaxf((float)way, -margin), margin);
}

/* Moves the ink so that its centre of mass comes to the image's middle. */
static void centre(Placing *placing, const Sheet *sheet) {
    double sum = 0, x = 0, y = 0;
    for (int row = 0; row < FINE; row++)
        for (int column = 0; column < FINE; column++)
            if (sheet->ink[row][column]) {
                sum++;
                x += (column + 0.5) / SAMPLES;
                y += (row + 0.5) / SAMPLES;
            }
    if (sum == 0)
        return;
    placing->x += within_margin(INK_SIDE / 2.0 - x / sum);
    placing->y += within_margin(INK_SIDE / 2.0 - y / sum);
}

static unsigned char level(const Sheet *sheet, int row, int column) {
    int covered = 0;
    for (int y = 0; y < SAMPLES; y++)
        for (int x = 0; x < SAMPLES; x++)
            covered += sheet->ink[row * SAMPLES + y][column * SAMPLES + x];
    return (unsigned char)((255 * covered + SAMPLES * SAMPLES / 2) / (SAMPLES * SAMPLES));
}

bool ink_image(const InkPoint *points, int count, unsigned char image[INK_PIXELS]) {
    Sheet sheet;
    Box box;
    memset(image, 0, INK_PIXELS);
    if (!bounds(points, count, &box))
        return false;
    Placing placing = place_box(&box);
    draw_all(&placing, points, count, &sheet);
    centre(&placing, &sheet);
    draw_all(&placing, points, count, &sheet);
    for (int row = 0; row < INK_SIDE; row++)
        for (int column = 0; column < INK_SIDE; column++)
            image[row * INK_SIDE + column] = level(&sheet, row, column);
    return true;
}
