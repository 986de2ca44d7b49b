/* misconception.c: what each belief leads to, in a sentence. See misconception.h. */
#include "lesson/practise/misconception.h"

#include <assert.h>

static const char *const SAID[BELIEF_KINDS] = {
    [BELIEF_NONE] = "This is what the cell computes.",
    [BELIEF_FORGETS_MEMORY] = "This is what comes out if nothing of the old state stays.",
    [BELIEF_KEEPS_ALL] = "This is what comes out if the old state stays whole; the gate keeps a "
                         "share of it.",
    [BELIEF_SWAPS_GATES] = "This is what comes out if forget and input gate change places.",
    [BELIEF_SUM_TO_ONE] = "This is what comes out if the input gate is what the forget gate leaves "
                          "to 1; in an LSTM the two are free.",
    [BELIEF_ROUNDS_GATES] = "This is what comes out if a gate is only open or shut; it can stand "
                            "anywhere between.",
    [BELIEF_TURNS_GATE_ROUND] = "This is what comes out if the gate works the other way round: 1 "
                                "for shut, 0 for open.",
    [BELIEF_ADDS] = "This is what comes out if the gate is added; a gate multiplies.",
    [BELIEF_IGNORES_GATE] = "This is what comes out if the new value comes in whole; a gate lets "
                            "in a share of it.",
    [BELIEF_REPLACES] = "This is what comes out if the new value takes the place of the old one.",
    [BELIEF_FORGETS_TANH] = "This is what comes out without the tanh.",
    [BELIEF_FORGETS_SIGMOID] = "This is the sum; its sigmoid makes the gate of it.",
    [BELIEF_SIGMOID_FOR_TANH] = "This is what comes out with a sigmoid in the place of the tanh.",
    [BELIEF_TANH_FOR_SIGMOID] = "This is what comes out with a tanh in the place of the sigmoid.",
    [BELIEF_CLIPS] = "This is what comes out if the curve is a straight line that is cut off; it "
                     "bends.",
    [BELIEF_FORGETS_BIAS] = "This is what comes out without the bias.",
    [BELIEF_FORGETS_LOOP] = "This is what comes out if the cell does not see its own last state.",
    [BELIEF_ADDS_STATE] = "This is what comes out if the last state is added without its weight.",
    [BELIEF_MEMORY_FOR_HIDDEN] = "This is the memory; the hidden state is what is shown of it.",
    [BELIEF_GATE_FOR_VALUE] = "This is the gate itself; it only says how much of a value passes.",
    [BELIEF_ONLY_LAST] = "This is what comes out if only the last step counts.",
    [BELIEF_ONLY_FIRST] = "This is what comes out if only the first step counts.",
    [BELIEF_AVERAGES] = "This is what comes out with the mean of all steps.",
    [BELIEF_SAME_EACH_STEP] = "This is what comes out if each step takes the same amount away; it "
                              "takes the same share.",
    [BELIEF_ADDS_UP] = "This is what comes out if everything is added up.",
    [BELIEF_IGNORES_RESET] = "This is what comes out without the reset gate.",
    [BELIEF_RESETS_RESULT] = "This is what comes out if the reset gate multiplies the result; it "
                             "multiplies the old state on its way in.",
    [BELIEF_RESETS_INPUT] = "This is what comes out if the reset gate multiplies the input’s "
                            "share; it multiplies the old state’s.",
    [BELIEF_RESETS_BOTH] = "This is what comes out if the reset gate multiplies the whole sum.",
    [BELIEF_FORGETS_SLOPE] = "This is what comes out without the slope of the curve at each step.",
    [BELIEF_FORGETS_WEIGHT] = "This is what comes out without the weight.",
    [BELIEF_ONE_STEP_LESS] = "This is what comes out with one step too few.",
    [BELIEF_VALUE_FOR_SLOPE] = "This is how high the curve is, not how steep.",
    [BELIEF_OTHER_CURVE] = "This is the slope of the other curve.",
    [BELIEF_IGNORES_PEEPHOLE] = "This is what comes out if the gate does not look at the memory.",
    [BELIEF_PEEPS_AT_HIDDEN] = "This is what comes out if the peephole looks at the hidden state; "
                               "it looks at the memory.",
    [BELIEF_COUNTS_NO_BIAS] = "This is the number without the biases.",
    [BELIEF_COUNTS_GATES_ONLY] = "This is the number without the candidate, which has weights of "
                                 "its own.",
    [BELIEF_COUNTS_NO_LOOP] = "This is the number without the weights for the last state.",
    [BELIEF_COUNTS_LOOP_FLAT] = "This is the number if each unit looks back at itself alone; it "
                                "looks at all of them.",
    [BELIEF_COUNTS_INPUTS] = "This is the number if a state is as wide as the input; it is as wide "
                             "as there are units.",
    [BELIEF_COUNTS_BOTH] = "This is the number if a state has room for the input, too.",
    [BELIEF_COUNTS_ONE_ROW] = "This is the number for one sample; each has a state of its own.",
    [BELIEF_COUNTS_WEIGHTS] = "This is the number of weights, not of what the cell holds.",
    [BELIEF_COUNTS_ONE_BIAS] = "This is the number if a gate has one bias; each of its units has "
                               "one.",
    [BELIEF_COUNTS_LOOP] = "This is the number of weights for the last state.",
    [BELIEF_SHOWS_ALL] = "This is what comes out if everything is shown; the output gate shows a "
                         "share of it.",
    [BELIEF_SAME_GATE] = "This is what comes out if the gate multiplies both; what is new gets "
                         "what the gate leaves to 1.",
    [BELIEF_WRONG_GATE] = "This is what comes out with the numbers of the other gate.",
    [BELIEF_MULTIPLIES] = "This is what comes out if the values are multiplied; a memory adds.",
    [BELIEF_STAYS_BELOW_ONE] = "This is what comes out if the memory stays below 1; only what is "
                               "shown of it does.",
    [BELIEF_FORGETS_INPUT] = "This is what comes out without the input.",
    [BELIEF_OTHER_PLACE] =
        "This is what comes out if the reset gate comes before the product; here "
        "it comes after it.",
    [BELIEF_FORGETS_SQUARE] = "This is 1 minus the value, which is not all of the slope.",
    [BELIEF_SQUARES] = "This is the square of the value.",
    [BELIEF_SUM_FOR_VALUE] = "This is what comes out if the sum stands where the value belongs.",
    [BELIEF_COUNTS_ONE_MORE] = "This is the number with one gate too many.",
    [BELIEF_SMOOTH] = "This is what comes out with the smooth sigmoid.",
    [BELIEF_NO_CUT] = "This is the sum; relu makes 0 of what is below 0.",
    [BELIEF_TAKES_SIZE] = "This is what comes out without the sign; relu makes 0 of what is below "
                          "0.",
    [BELIEF_NO_MARK] = "This is what comes out if every step is let in.",
    [BELIEF_LETS_NOTHING_IN] = "This is what comes out if nothing is let in.",
    [BELIEF_ADDS_ONES] = "This is what comes out if each 1 adds 1; it adds what a 1 writes.",
    [BELIEF_HALVES] = "This is what comes out if old and new count half each; the gate sets the "
                      "shares.",
    [BELIEF_STRAIGHT] = "This is how steep a straight line is; the curve bends.",
    [BELIEF_CUTS_SUM] =
        "This is the sum itself, cut off at 0 and 1; the hard sigmoid takes a sixth "
        "of it and adds a half first.",
    [BELIEF_CUTS_BOTH] =
        "This is the sum, cut off above and below; relu cuts off only what is below "
        "0.",
    [BELIEF_KEEPS_BELOW] = "This is what lies below 0; relu keeps what lies above it.",
    [BELIEF_COUNTS_STATE] = "This is how many numbers the hidden state has, not how many weights.",
    [BELIEF_COUNTS_FROM_INPUT] = "This is the number of weights from the input.",
    [BELIEF_COUNTS_INPUT_TOO] = "This is the number with the weights from the input besides.",
};

const char *belief_said(Belief belief) {
    assert(belief < BELIEF_KINDS);
    return SAID[belief];
}
