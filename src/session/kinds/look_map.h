/* look_map.h: a signal of a run as a picture of bytes: units down, steps across. */
#ifndef GATESCOPE_SESSION_KINDS_LOOK_MAP_H
#define GATESCOPE_SESSION_KINDS_LOOK_MAP_H

#include "engine/trace.h"

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

enum { MAP_STEPS = 4096 }; /* columns at most: longer runs are folded */

typedef struct LookMap {
    int signal;
    bool gate;
    float reach;           /* of the axis, where it is no gate */
    int rows, columns;     /* units; steps, or runs of them */
    unsigned char *levels; /* rows x columns; owned */
    size_t beyond, none;   /* numbers beyond the axis; that are none */
} LookMap;

/* False where memory lacks; look_map_free in any case. */
bool look_map_make(LookMap *map, const Trace *trace, int signal, Error *error);
void look_map_free(LookMap *map);

unsigned char look_level(bool gate, float reach, float value);
/* Several as one: what is no number or beyond the axis is not lost among others, else their mean. */
unsigned char look_fold(const unsigned char *levels, size_t stride, int count);
/* The map with its rows in that order (NULL: as they are), folded into so many rows and columns (at most its own). */
void look_map_lay(const LookMap *map, const int *order, int rows, int columns,
                  unsigned char *levels);

#endif
