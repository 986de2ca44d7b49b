/* look.h: a lesson that looks into a file of weights, to begin from. */
#ifndef GATESCOPE_FILES_LESSON_LOOK_H
#define GATESCOPE_FILES_LESSON_LOOK_H

#include <stdio.h>

#include "files/lesson/keys.h"
#include "files/lesson/starter.h"
#include "files/network/network.h"
#include "lesson/lesson.h"

/* Layers of a network that a lesson has room and words for. */
typedef struct LookLayers {
    int layers[LESSON_CELLS]; /* in the network's list */
    int count;
    char left[192]; /* which are left out and why, in words; "" where none is */
} LookLayers;

/* As many as fit, from the first on: each reads the inputs and layers that are taken too, as
 * wholes. */
void look_choose(const Network *network, LookLayers *chosen);

/* A cell's id of a layer's name: "encoder.layer0" is encoder-layer0. */
enum { LOOK_ID = STARTER_ID }; /* bytes of an id, at most */
void look_id(const char *name, char id[LOOK_ID + 1]);

/* Writes the lesson: the layers on a pulse in the first input. `file`: the weights' name, beside the
 * lesson; options: what the network was opened with. At least one layer is chosen. */
void look_write(FILE *out, const char *id, const char *file, const Network *network,
                const NetworkOptions *options, const LookLayers *chosen);

#endif
