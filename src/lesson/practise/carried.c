/* carried.c: what a row of gates carries of a derivative over the steps: their product. See parts.h;
 * equation: dc_t / dc_0 = f_1 f_2 ... f_t along an LSTM's memory, and with z along a GRU's state. */
#include "lesson/practise/parts.h"

bool solve_carried(const Facts *facts, Belief belief, float *path) {
    float product = 1, sum = 0, before = 1;
    for (int t = 0; t < facts->steps; t++) {
        float gate = facts->row[belief == BELIEF_WRONG_GATE ? 1 : 0][t];
        before = product;
        product *= gate_seen(gate, belief);
        sum += gate;
        path[t] = belief == BELIEF_AVERAGES         ? sum / (float)(t + 1)
                  : belief == BELIEF_ADDS_UP        ? sum
                  : belief == BELIEF_ONLY_LAST      ? gate
                  : belief == BELIEF_SAME_EACH_STEP ? 1 - ((float)(t + 1) - sum)
                  : belief == BELIEF_ONE_STEP_LESS  ? before
                                                    : product;
    }
    return true;
}
