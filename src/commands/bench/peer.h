/* peer.h: another library, measured in turns by a program of its own. It is asked in lines, "step
 * lstm 28 128", and answers each with a number (0: it cannot); before all that it says its name. */
#ifndef GATESCOPE_COMMANDS_BENCH_PEER_H
#define GATESCOPE_COMMANDS_BENCH_PEER_H

#include <stdbool.h>
#include <stdio.h>

#include "base/error.h"

typedef struct Peer {
    int pid; /* 0: there is none */
    FILE *to, *from;
    char name[80];
} Peer;

bool peer_start(Peer *peer, const char *program); /* false: it is not here; all else works */
double peer_ask(Peer *peer, const char *format, ...) ERROR_FORMAT(2, 3); /* 0: no answer */
void peer_stop(Peer *peer);

#endif
