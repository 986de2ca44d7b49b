/* grid.c: see grid.h. */
#include "commands/progress/grid.h"

#include <assert.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/shown.h"
#include "base/utf8.h"

GridRow *grid_row(Grid *grid) {
    GridRow *rows = array_room(grid->rows, &grid->capacity, grid->count, 1, sizeof *rows);
    if (!rows)
        return NULL;
    grid->rows = rows;
    GridRow *row = &grid->rows[grid->count++];
    row->count = 0;
    return row;
}

void grid_cell(GridRow *row, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    assert(row->count < COLUMNS_MOST);
    char *text = row->cells[row->count++];
    vsnprintf(text, CELL_SIZE, format, arguments);
    text[utf8_whole(text, strlen(text))] = '\0';
    va_end(arguments);
}

GridRow *grid_head(Grid *grid, const char *words) {
    GridRow *row = grid_row(grid);
    for (; row && *words; words += strcspn(words, ",") + (strchr(words, ',') != NULL))
        grid_cell(row, "%.*s", (int)strcspn(words, ","), words);
    return row;
}

/* Digits and points behind a minus are a number, not a formula. */
static bool is_formula(const char *text) {
    size_t digits = text[0] == '-' ? strspn(text + 1, "0123456789.") : 0;
    return text[0] && strchr("=+-@\t\r", text[0]) && (!digits || text[1 + digits]);
}

static void csv_field(FILE *out, const char *text) {
    bool formula = is_formula(text);
    if (!formula && !strpbrk(text, ",\"\r\n")) {
        fputs(text, out);
        return;
    }
    fputs(formula ? "\"'" : "\"", out);
    for (; *text; text++)
        fprintf(out, *text == '"' ? "\"%c" : "%c", *text);
    fputc('"', out);
}

void grid_write_csv(FILE *out, const Grid *grid) {
    for (int k = 0; k < grid->count; k++)
        for (int column = 0; column < grid->rows[k].count; column++) {
            csv_field(out, grid->rows[k].cells[column]);
            fputc(column + 1 < grid->rows[k].count ? ',' : '\n', out);
        }
}

void grid_write(FILE *out, const Grid *grid) {
    int widths[COLUMNS_MOST] = {0};
    for (int k = 0; k < grid->count; k++)
        for (int column = 0; column < grid->rows[k].count; column++) {
            int width = shown_columns(grid->rows[k].cells[column]);
            widths[column] = width > widths[column] ? width : widths[column];
        }
    for (int k = 0; k < grid->count; k++)
        for (int column = 0; column < grid->rows[k].count; column++) {
            const char *text = grid->rows[k].cells[column];
            bool last = column + 1 == grid->rows[k].count;
            shown_write(out, text, strlen(text), false);
            fprintf(out, "%*s%s", last ? 0 : widths[column] - shown_columns(text) + 2, "",
                    last ? "\n" : "");
        }
}

void grid_free(Grid *grid) {
    free(grid->rows);
    *grid = (Grid){0};
}
