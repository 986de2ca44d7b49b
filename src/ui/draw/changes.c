/* changes.c: cells of 64 pixels; changed ones are joined to rectangles as they are found. */
#include "ui/draw/changes.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/clamp.h"
#include "ui/draw/hash.h"

enum { CELL = 64, NEVER = 0, EMPTY = 1 /* hash of a cell that nothing touches */ };

void changes_free(Changes *changes) {
    free(changes->now);
    free(changes->before);
    *changes = (Changes){0};
}

bool changes_resize(Changes *changes, int width, int height) {
    changes_free(changes);
    changes->columns = (width + CELL - 1) / CELL;
    changes->rows = (height + CELL - 1) / CELL;
    size_t cells = (size_t)changes->columns * (size_t)changes->rows;
    changes->now = malloc(cells * sizeof *changes->now);
    changes->before = malloc(cells * sizeof *changes->before);
    if (!changes->now || !changes->before) {
        changes_free(changes);
        return false;
    }
    changes_all(changes);
    return true;
}

void changes_all(Changes *changes) {
    for (int k = 0; k < changes->columns * changes->rows; k++)
        changes->before[k] = NEVER;
}

void changes_begin(Changes *changes) {
    for (int k = 0; k < changes->columns * changes->rows; k++)
        changes->now[k] = EMPTY;
}

void changes_add(Changes *changes, SDL_Rect bounds, uint64_t hash) {
    if (bounds.w <= 0 || bounds.h <= 0 || bounds.x + bounds.w <= 0 || bounds.y + bounds.h <= 0)
        return;
    int left = clamp_int(bounds.x / CELL, 0, changes->columns);
    int top = clamp_int(bounds.y / CELL, 0, changes->rows);
    int right = clamp_int((bounds.x + bounds.w - 1) / CELL, -1, changes->columns - 1);
    int bottom = clamp_int((bounds.y + bounds.h - 1) / CELL, -1, changes->rows - 1);
    for (int y = top; y <= bottom; y++) {
        uint64_t *row = changes->now + (size_t)y * (size_t)changes->columns;
        for (int x = left; x <= right; x++)
            row[x] = hash_word(row[x], hash);
    }
}

/* ---- joining ---- */

static SDL_Rect joined(SDL_Rect a, SDL_Rect b) {
    SDL_Rect both;
    SDL_UnionRect(&a, &b, &both);
    return both;
}

static int area(SDL_Rect r) {
    return r.w * r.h;
}

/* Puts one rectangle more among them; where there is no room, the two whose union adds least are
 * made one. */
static int put(SDL_Rect *rects, int count, int most, SDL_Rect more) {
    int best_a = 0, best_b = 1, best_cost = INT32_MAX;
    rects[count++] = more;
    if (count <= most)
        return count;
    for (int a = 0; a < count; a++) {
        for (int b = a + 1; b < count; b++) {
            int cost = area(joined(rects[a], rects[b])) - area(rects[a]) - area(rects[b]);
            if (cost < best_cost) {
                best_cost = cost;
                best_a = a;
                best_b = b;
            }
        }
    }
    rects[best_a] = joined(rects[best_a], rects[best_b]);
    rects[best_b] = rects[count - 1];
    return count - 1;
}

/* Lengthens a rectangle that ends right above the run of cells with the same sides. */
static bool lengthen(SDL_Rect *rects, int count, SDL_Rect run) {
    for (int k = 0; k < count; k++) {
        if (rects[k].x == run.x && rects[k].w == run.w && rects[k].y + rects[k].h == run.y) {
            rects[k].h += run.h;
            return true;
        }
    }
    return false;
}

int changes_rects(Changes *changes, int width, int height, SDL_Rect *rects, int most) {
    assert(most >= 1);
    SDL_Rect found[64];
    int count = 0;
    most = clamp_int(most, 1, (int)(sizeof found / sizeof *found) - 1);
    for (int y = 0; y < changes->rows; y++) {
        const size_t row = (size_t)y * (size_t)changes->columns;
        for (int x = 0; x < changes->columns; x++) {
            int start = x;
            while (x < changes->columns &&
                   changes->now[row + (size_t)x] != changes->before[row + (size_t)x])
                x++;
            SDL_Rect run = {start, y, x - start, 1};
            if (run.w > 0 && !lengthen(found, count, run))
                count = put(found, count, most, run);
        }
    }
    const SDL_Rect whole = {0, 0, width, height};
    for (int k = 0; k < count; k++) {
        SDL_Rect r = {found[k].x * CELL, found[k].y * CELL, found[k].w * CELL, found[k].h * CELL};
        SDL_IntersectRect(&r, &whole, &rects[k]);
    }
    uint64_t *swap = changes->before;
    changes->before = changes->now;
    changes->now = swap;
    return count;
}
