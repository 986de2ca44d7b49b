/* misconception.h: beliefs about cells that are mistaken, each simulated: generators compute what a
 * learner who holds one would answer (item.h), which makes the wrong choices and names them. */
#ifndef GATESCOPE_LESSON_PRACTISE_MISCONCEPTION_H
#define GATESCOPE_LESSON_PRACTISE_MISCONCEPTION_H

typedef enum Belief {
    BELIEF_NONE,              /* none: the right answer */
    BELIEF_FORGETS_MEMORY,    /* nothing of the old state stays */
    BELIEF_KEEPS_ALL,         /* the old state stays whole, whatever the gate says */
    BELIEF_SWAPS_GATES,       /* forget and input gate change places */
    BELIEF_SUM_TO_ONE,        /* the input gate is what the forget gate leaves to 1 */
    BELIEF_ROUNDS_GATES,      /* a gate is 0 or 1 */
    BELIEF_TURNS_GATE_ROUND,  /* 1 is shut: z and 1 - z are swapped, f forgets */
    BELIEF_ADDS,              /* what a gate multiplies is added to it */
    BELIEF_IGNORES_GATE,      /* what is new comes in whole */
    BELIEF_REPLACES,          /* the new value takes the old one's place */
    BELIEF_FORGETS_TANH,      /* the sum, or the memory, is taken as it is */
    BELIEF_FORGETS_SIGMOID,   /* the sum is taken as it is */
    BELIEF_SIGMOID_FOR_TANH,  /* */
    BELIEF_TANH_FOR_SIGMOID,  /* */
    BELIEF_CLIPS,             /* a curve is the straight line, cut off at its ends */
    BELIEF_FORGETS_BIAS,      /* */
    BELIEF_FORGETS_LOOP,      /* what the cell knew before is not in the sum */
    BELIEF_ADDS_STATE,        /* the state before comes into the sum without its weight */
    BELIEF_MEMORY_FOR_HIDDEN, /* the hidden state is the memory */
    BELIEF_GATE_FOR_VALUE,    /* the gate itself is what is shown */
    BELIEF_ONLY_LAST,         /* only the last step counts */
    BELIEF_ONLY_FIRST,        /* only the first one does */
    BELIEF_AVERAGES,          /* the mean over the steps */
    BELIEF_SAME_EACH_STEP,    /* each step takes the same amount away, not the same share */
    BELIEF_ADDS_UP,           /* everything that came is added up */
    BELIEF_IGNORES_RESET,     /* */
    BELIEF_RESETS_RESULT,     /* the reset gate multiplies the new state */
    BELIEF_RESETS_INPUT,      /* it multiplies the input's share */
    BELIEF_RESETS_BOTH,       /* it multiplies the whole sum */
    BELIEF_FORGETS_SLOPE,     /* a gradient passes the activation unchanged */
    BELIEF_FORGETS_WEIGHT,    /* a gradient passes the weight unchanged */
    BELIEF_ONE_STEP_LESS,     /* a step is left out */
    BELIEF_VALUE_FOR_SLOPE,   /* how high a curve is, is how steep it is */
    BELIEF_OTHER_CURVE,       /* the slope of the sigmoid for that of tanh, and the other way */
    BELIEF_IGNORES_PEEPHOLE,  /* */
    BELIEF_PEEPS_AT_HIDDEN,   /* a peephole looks at the hidden state */
    BELIEF_COUNTS_NO_BIAS,    /* */
    BELIEF_COUNTS_GATES_ONLY, /* the candidate's weights are not counted */
    BELIEF_COUNTS_NO_LOOP,    /* weights for the state are not counted */
    BELIEF_COUNTS_LOOP_FLAT,  /* each unit looks back at itself alone */
    BELIEF_COUNTS_INPUTS,     /* a state is as wide as the input */
    BELIEF_COUNTS_BOTH,       /* a state has room for input and units */
    BELIEF_COUNTS_ONE_ROW,    /* samples share their state */
    BELIEF_COUNTS_WEIGHTS,    /* a state has the shape of its weights */
    BELIEF_COUNTS_ONE_BIAS,   /* a gate has one bias for all its units */
    BELIEF_COUNTS_LOOP,       /* a state has the shape of the weights for the last state */
    BELIEF_SHOWS_ALL,         /* the output gate is left out */
    BELIEF_SAME_GATE,         /* one gate, and not what it leaves to 1, does both */
    BELIEF_WRONG_GATE,        /* another gate's numbers */
    BELIEF_MULTIPLIES,        /* what is added is multiplied */
    BELIEF_STAYS_BELOW_ONE,   /* a memory cannot grow past 1 */
    BELIEF_FORGETS_INPUT,     /* the input is not in the sum */
    BELIEF_OTHER_PLACE,       /* the reset gate comes before the product */
    BELIEF_FORGETS_SQUARE,    /* 1 minus the value, not minus its square; s alone of s (1 - s) */
    BELIEF_SQUARES,           /* the value's square is the slope */
    BELIEF_SUM_FOR_VALUE,     /* the sum stands where the curve's value belongs */
    BELIEF_COUNTS_ONE_MORE,   /* a gate more than there are */
    BELIEF_SMOOTH,            /* a curve with corners has none */
    BELIEF_NO_CUT,            /* what is below 0 passes */
    BELIEF_TAKES_SIZE,        /* what is below 0 comes out above it */
    BELIEF_NO_MARK,           /* numbers that are not marked count, too */
    BELIEF_LETS_NOTHING_IN,   /* the old state is all there is */
    BELIEF_ADDS_ONES,         /* an input of 1 adds 1, whatever the candidate is */
    BELIEF_HALVES,            /* old and new are shared out by halves, whatever the gate says */
    BELIEF_STRAIGHT,          /* a curve is as steep everywhere as a line */
    BELIEF_CUTS_SUM,          /* the sum itself is cut off at 0 and 1 */
    BELIEF_CUTS_BOTH,         /* a relu ends above, too */
    BELIEF_KEEPS_BELOW,       /* a relu lets pass what is below 0 */
    BELIEF_COUNTS_STATE,      /* weights have the shape of a state */
    BELIEF_COUNTS_FROM_INPUT, /* the weights from the input for those from the state */
    BELIEF_COUNTS_INPUT_TOO,  /* those from the input besides */
    BELIEF_KINDS
} Belief;

/* What gives the answer of somebody who holds it: a sentence in English, a phrase. */
const char *belief_said(Belief belief);

#endif
