/* look_map.h: a signal of a run as a picture of bytes: units down, steps across. */
#ifndef GATESCOPE_SESSION_KINDS_LOOK_MAP_H
#define GATESCOPE_SESSION_KINDS_LOOK_MAP_H

#include "lesson/run/along.h"
#include "lesson/run/figures.h"

/* What a byte says. Of a gate the scale is its weighted sum, so that 0.9, 0.99 and 0.999 differ: from
 * LEVEL_LOW at 0.001 to LEVEL_HIGH at 0.999. Of another signal it is the number itself, -reach..reach. */
enum {
    LEVEL_NONE,  /* no number */
    LEVEL_BELOW, /* beyond the lower end of the axis */
    LEVEL_LOW,   /* its ends, and what lies between */
    LEVEL_ZERO = 128,
    LEVEL_HIGH = 254,
    LEVEL_BEYOND = 255
};

enum { MAP_STEPS = 2048 }; /* columns at most: longer runs are folded */

typedef struct LookMap {
    int signal;
    bool gate;
    float reach;           /* of the axis, where it is no gate */
    long steps;            /* of the run */
    int rows, columns;     /* units; steps, or runs of them */
    unsigned char *levels; /* rows x columns; owned */
    float *low,
        *high;    /* columns x rows: the least and the largest number of a unit; NAN: none; owned */
    double *ends; /* of each unit, the share of its steps in which it is at an end; owned */
    size_t beyond, none; /* numbers beyond the axis; that are none */
    Along along;         /* with some columns of the inputs */
    /* while steps are taken: */
    float *sums; /* columns x rows: of a gate's levels, else of the numbers; owned */
    Reach within;
} LookMap;

/* The signals of a cell that there are maps of, in the order of its kind's table, the hidden state last;
 * returns how many. */
enum { LOOK_MAPS = 8 };
int look_map_signals(const CellSpec *spec, int signals[LOOK_MAPS]);

/* Of a run of such a cell that has so many steps, and `inputs` columns of data beside it (ALONG_COLUMNS at
 * most). Its steps are taken in any order, each once: those from .. from + count - 1 of the run are in the
 * trace from its step `at` on; each has a row of data, the rows `stride` floats apart. Then look_map_end. False where memory
 * lacks; look_map_free in any case. */
bool look_map_begin(LookMap *map, const CellSpec *spec, int signal, long steps, int inputs,
                    Error *error);
void look_map_take(LookMap *map, const Trace *trace, long at, long from, long count,
                   const float *data, size_t stride);
void look_map_end(LookMap *map);
void look_map_free(LookMap *map);
/* Memory of one that is there, and what it takes besides while steps are taken. */
double look_map_bytes(const CellSpec *spec, int signal, long steps, int inputs);
double look_map_bytes_beside(const CellSpec *spec, int signal, long steps);

unsigned char look_level(bool gate, float reach, float value);
/* Several as one: what is no number or beyond the axis is not lost among others, else their mean. */
unsigned char look_fold(const unsigned char *levels, size_t stride, int count);
/* The map with its rows in that order (NULL: as they are), folded into so many rows and columns (at most its own). */
void look_map_lay(const LookMap *map, const int *order, int rows, int columns,
                  unsigned char *levels);

#endif
