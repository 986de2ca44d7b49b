/* grid.h: rows of cells of text, written with commas, or padded to columns. Private to this folder. */
#ifndef GATESCOPE_COMMANDS_PROGRESS_GRID_H
#define GATESCOPE_COMMANDS_PROGRESS_GRID_H

#include <stdio.h>

#include "base/error.h"

enum { COLUMNS_MOST = 20, CELL_SIZE = 640 };

typedef struct GridRow {
    char cells[COLUMNS_MOST][CELL_SIZE];
    int count;
} GridRow;

typedef struct Grid {
    GridRow *rows; /* the first one is the head */
    int count, capacity;
} Grid;

/* A new row without cells; NULL where memory lacks. Adding moves the others. */
GridRow *grid_row(Grid *grid);
/* A new row with a head's words, with commas between. */
GridRow *grid_head(Grid *grid, const char *words);
/* Adds a cell, at most COLUMNS_MOST to a row; what is longer than CELL_SIZE is cut. */
void grid_cell(GridRow *row, const char *format, ...) ERROR_FORMAT(2, 3);

/* As CSV: what a spreadsheet would take for a formula gets a ' before it. */
void grid_write_csv(FILE *out, const Grid *grid);
/* As a table to read, in columns. */
void grid_write(FILE *out, const Grid *grid);
void grid_free(Grid *grid);

#endif
