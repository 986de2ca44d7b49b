/* attention.c: see attention.h. */
#include "commands/window/attention.h"

#include <math.h>

void attention_pass(Attention *attention, double now, unsigned version) {
    double passed = attention->begun ? fmax(now - attention->now, 0) : 0;
    double left = ATTENTION_PAUSE - attention->idle;
    attention->seconds += fmin(passed, fmax(left, 0));
    attention->idle += passed;
    if (version != attention->version)
        attention->idle = 0;
    attention->now = now;
    attention->version = version;
    attention->begun = true;
}

double attention_take(Attention *attention) {
    double seconds = attention->seconds;
    attention->seconds = 0;
    return seconds;
}
