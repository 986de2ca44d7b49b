/* look_beside.h: two exports of one network over the same data, compared number by number. */
#ifndef GATESCOPE_COMMANDS_TOOLS_LOOK_BESIDE_H
#define GATESCOPE_COMMANDS_TOOLS_LOOK_BESIDE_H

#include "commands/tools/look_files.h"
#include "session/kinds/look.h"

typedef struct Beside {
    const char *path;  /* the other's; NULL: there is none */
    float within;      /* how far numbers may be apart */
    LookBeside *cells; /* one of each cell of the first; owned */
    bool same;         /* all of both */
} Beside;

/* Computes both, and says of each layer where they part unless silent. False after saying what is wrong. */
bool look_beside(const LookWish *wish, bool silent, Beside *beside);
/* Onto a session of the first. */
bool look_beside_show(const Beside *beside, Session *session, Error *error);
void look_beside_free(Beside *beside);

#endif
