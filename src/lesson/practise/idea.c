/* idea.c: the table of ideas. See idea.h. To add one: a row here, and a generator that asks for it
 * (generators.c); its name goes into the files of the languages. */
#include "lesson/practise/idea.h"

#include <stddef.h>
#include <string.h>

static const Idea IDEAS[] = {
    {"loop", "the loop", "one-cell", {"no-gates"}},
    {"let-in", "let in", "one-cell", {"input-gate"}},
    {"keep", "keep", "one-cell", {"forget-gate"}},
    {"candidate", "the candidate", "one-cell", {"candidate"}},
    {"write", "write", "one-cell", {"memory-highway", "all-together"}},
    {"show", "show", "one-cell", {"output-gate", "hidden-state"}},
    {"gate-sum", "a gate is a sum", "one-cell", {"weighted-sum"}},
    {"shapes", "shapes", "one-cell", {"batch-and-units"}},
    {"update", "the update gate", "lstm-vs-gru", {"add-or-replace", "nothing-hidden"}},
    {"reset", "the reset gate", "lstm-vs-gru", {"reset-gate", "reset-place"}},
    {"latch", "a latch", "lstm-vs-gru", {"latch"}},
    {"average", "a leaky average", "lstm-vs-gru", {"leaky-average"}},
    {"parameters", "counting weights", "lstm-vs-gru", {"price", "equal-budgets"}},
    {"z-ways", "z both ways", "lstm-vs-gru", {"two-conventions"}},
    {"fading", "fading", "why-gates", {"vanishing", "carousel"}},
    {"gradient", "gradients through gates", "why-gates", {"carousel", "the-grus-way"}},
    {"forget-bias", "the forget gate’s bias", "why-gates", {"forget-bias"}},
    {"slopes", "slopes", "why-gates", {"slopes", "saturated"}},
    {"activations", "activations", "what-if", {"relu-gate", "hard-sigmoid", "sigmoid-candidate"}},
    {"coupled", "coupled gates", "what-if", {"coupled"}},
    {"peepholes", "peepholes", "what-if", {"peepholes"}},
    {"counting", "counting", "real-work", {"counting"}},
    {"recall", "recall", "real-work", {"delayed-recall"}},
    {"adding", "adding", "real-work", {"adding"}},
};
enum { COUNT = sizeof IDEAS / sizeof *IDEAS };

int idea_count(void) {
    return COUNT;
}

const Idea *idea_at(int index) {
    return &IDEAS[index];
}

int idea_find(const char *id) {
    for (int k = 0; k < COUNT; k++)
        if (strcmp(IDEAS[k].id, id) == 0)
            return k;
    return -1;
}

bool idea_is_taught_by(const Idea *idea, const char *lesson) {
    for (int k = 0; k < IDEA_LESSONS && idea->lessons[k]; k++)
        if (strcmp(idea->lessons[k], lesson) == 0)
            return true;
    return false;
}
