/* answer.c: see answer.h. */
#include "lesson/check/answer.h"

#include <math.h>

#include "engine/origin.h"
#include "lesson/condition/condition.h"

enum { STEPS_READ = 4096 };

/* ---- the run at a beat ---- */

static bool apply(Run *run, const Edit *edits, int count, Error *error) {
    for (int k = 0; k < count; k++)
        if (!run_edit(run, &edits[k], error))
            return false;
    return true;
}

/* NULL where memory lacks. */
static Run *run_at(const Lesson *lesson, int beat, const Edit *more, int count, Error *error) {
    Run *run = run_new(lesson, error);
    bool whole = run != NULL;
    for (int k = 0; whole && k <= beat; k++)
        whole = apply(run, lesson->beats[k].edits, lesson->beats[k].edit_count, error);
    whole = whole && apply(run, more, count, error);
    if (whole)
        run_update(run);
    else
        run_free(run);
    return whole ? run : NULL;
}

static float value_at(const Run *run, const Target *signal, long t) {
    return trace_at(run->traces[signal->cell], signal->index, t, 0)[signal->row];
}

/* ---- what is right ---- */

static void find_values(const Question *question, const Run *run, Guess *truth) {
    long count;
    switch (question->form) {
    case QUESTION_NUMBER:
        guess_put(truth, 0, (float)condition_number(question->asked.condition, run));
        break;
    case QUESTION_STEP:
        guess_put(truth, 0, (float)condition_step(question->asked.condition, run, &count));
        break;
    case QUESTION_DRAG:
    case QUESTION_DRAW:
        for (long t = question->from; t <= question->to; t++)
            guess_put(truth, (int)(t - question->from), value_at(run, &question->signal, t));
        break;
    default:
        break;
    }
}

/* The least first; of equal ones the earlier. */
static void sort_runs(const Question *question, const double *numbers, Guess *truth) {
    truth->ordered = question->form == QUESTION_ORDER;
    for (int k = 0; k < question->run_count; k++) {
        int at = k;
        for (; at > 0 && numbers[truth->order[at - 1]] > numbers[k]; at--)
            truth->order[at] = truth->order[at - 1];
        truth->order[at] = k;
    }
}

static bool find_order(const Lesson *lesson, int beat, Outcome *outcome, Error *error) {
    const Question *question = lesson->beats[beat].question;
    for (int k = 0; k < question->run_count; k++) {
        const OrderedRun *ordered = &question->runs[k];
        Run *run = run_at(lesson, beat, ordered->edits, ordered->edit_count, error);
        if (!run)
            return false;
        outcome->numbers[k] = condition_number(question->asked.condition, run);
        run_free(run);
    }
    sort_runs(question, outcome->numbers, &outcome->truth);
    return true;
}

/* ---- whether the guess is ---- */

static bool order_is_right(const Question *question, const Outcome *outcome, const Guess *guess) {
    for (int k = 1; k < question->run_count; k++)
        if (!(outcome->numbers[guess->order[k - 1]] <= outcome->numbers[guess->order[k]]))
            return false;
    return true;
}

static bool is_right(const Question *question, const Outcome *outcome, const Guess *guess) {
    float within = question->form == QUESTION_STEP ? 0 : question->within;
    if (!guess_complete(question, guess))
        return false;
    if (question->form == QUESTION_ORDER)
        return order_is_right(question, outcome, guess);
    for (int k = 0; k < guess_values(question); k++)
        if (!(fabsf(guess->values[k] - outcome->truth.values[k]) <= within * 1.00001f))
            return false;
    return true;
}

/* ---- the gap of a drawing ---- */

/* A gap that was made once stays, and may still grow by a hair: the step that made it counts. */
static const float AS_GOOD_AS_LARGEST = 0.95f;

static float off_at(const Guess *truth, const Guess *guess, int k) {
    return fabsf(guess->values[k] - truth->values[k]);
}

static void measure(const Question *question, const Guess *truth, const Guess *guess, Gap *gap) {
    double sum = 0;
    float most = 0;
    int count = guess_values(question), farthest = 0;
    for (int k = 0; k < count; k++) {
        sum += (double)off_at(truth, guess, k);
        most = fmaxf(most, off_at(truth, guess, k));
    }
    while (off_at(truth, guess, farthest) < AS_GOOD_AS_LARGEST * most)
        farthest++;
    gap->step = question->from + farthest;
    gap->drawn = guess->values[farthest];
    gap->really = truth->values[farthest];
    gap->gap = fabsf(gap->drawn - gap->really);
    gap->mean = (float)(sum / count);
}

/* The gate held in that one step, and the run computed again: what the signal is then. */
static bool hold(Run *run, const Question *question, int gate, const Gap *gap, float value,
                 float *found, Error *error) {
    const Target *signal = &question->signal;
    Edit edit = {.kind = EDIT_HOLD,
                 .cell = signal->cell,
                 .index = gate,
                 .row = signal->row,
                 .from = gap->step,
                 .to = gap->step,
                 .value = value};
    if (!run_edit(run, &edit, error))
        return false;
    run_update(run);
    *found = value_at(run, signal, gap->step);
    return true;
}

/* Whether one leads to the other within a step, by the equations of the kind. */
static bool leads_to(const CellSpec *spec, int gate, int signal) {
    int at = gate;
    while (at >= 0 && at != signal)
        at = origin_used_by(spec, at);
    return at == signal;
}

/* Held at what it was a step before. A gate that cannot reach the signal in that step, as the output
 * gate no memory, is no cause: it does not lead there, and nothing changes where it is held far from what
 * it is, at 1 more. */
static bool try_gate(Run *run, const Question *question, int gate, Gap *gap, Error *error) {
    const Target *signal = &question->signal;
    Target at = {TARGET_SIGNAL, signal->cell, gate, signal->row, 0};
    float real = value_at(run, signal, gap->step), found;
    GapCause cause = {.signal = gate,
                      .was = value_at(run, &at, gap->step),
                      .held = value_at(run, &at, trace_before(run->traces[at.cell], gap->step))};
    if (!hold(run, question, gate, gap, cause.was + 1, &found, error))
        return false;
    if (found == real && !leads_to(&run->cells[signal->cell]->spec, gate, signal->index))
        return true;
    if (!hold(run, question, gate, gap, cause.held, &found, error))
        return false;
    cause.gap = fabsf(gap->drawn - found);
    gap->causes[gap->cause_count++] = cause;
    return true;
}

static void blame(Gap *gap) {
    gap->made_by = -1;
    for (int k = 0; k < gap->cause_count; k++) {
        const GapCause *cause = &gap->causes[k];
        if (cause->gap <= 0.5f * gap->gap &&
            (gap->made_by < 0 || cause->gap < gap->causes[gap->made_by].gap))
            gap->made_by = k;
    }
}

static bool find_causes(const Lesson *lesson, int beat, Gap *gap, Error *error) {
    const Question *question = lesson->beats[beat].question;
    const CellSpec *spec = &lesson->cells[question->signal.cell].cell->spec;
    const CellKindInfo *kind = cell_kind(spec->kind);
    bool good = true;
    for (int s = 0; s < kind->signal_count && gap->step > 0 && gap->gap > 0 && good; s++) {
        if (kind->signals[s].class != SIGNAL_GATE || gap->cause_count == MOST_GATES)
            continue;
        Run *run = run_at(lesson, beat, NULL, 0, error);
        good = run && try_gate(run, question, s, gap, error);
        run_free(run);
    }
    blame(gap);
    return good;
}

/* ---- all of it ---- */

static bool find_gap(const Lesson *lesson, int beat, const Guess *guess, Outcome *outcome,
                     Error *error) {
    const Question *question = lesson->beats[beat].question;
    bool curve = question->form == QUESTION_DRAW || question->form == QUESTION_DRAG;
    if (!curve || !guess_complete(question, guess))
        return true;
    measure(question, &outcome->truth, guess, &outcome->gap);
    return find_causes(lesson, beat, &outcome->gap, error);
}

bool answer_compute(const Lesson *lesson, int beat, const Guess *guess, Outcome *outcome,
                    Error *error) {
    const Question *question = lesson->beats[beat].question;
    *outcome = (Outcome){.gap.made_by = -1};
    Run *run = run_at(lesson, beat, NULL, 0, error);
    if (!run)
        return false;
    find_values(question, run, &outcome->truth);
    run_free(run);
    if (!find_order(lesson, beat, outcome, error))
        return false;
    outcome->right = is_right(question, outcome, guess);
    outcome->known = find_gap(lesson, beat, guess, outcome, error);
    return outcome->known;
}

/* ---- before it is answered ---- */

static Phase known_in(const Lesson *lesson, int cell, int signal) {
    return cell_kind(lesson->cells[cell].cell->spec.kind)->signals[signal].phase;
}

/* The step that answers, and the phase in which it does; step -1: none does. */
static AnswerMoment answers_at(const Lesson *lesson, const Question *question) {
    AnswerMoment at = {question->from, PHASE_GATES};
    if (question->form == QUESTION_DRAG || question->form == QUESTION_DRAW)
        at.phase = known_in(lesson, question->signal.cell, question->signal.index);
    else
        at.step = condition_last_step(question->asked.condition);
    if (question->form == QUESTION_NUMBER && at.step >= 0)
        at.phase = condition_last_phase(question->asked.condition, lesson);
    return at;
}

AnswerMoment answer_hidden_behind(const Lesson *lesson, const Question *question,
                                  AnswerMoment told) {
    AnswerMoment end = {lesson->steps - 1, PHASE_SHOW};
    if (question->form == QUESTION_CHOICES)
        return end;
    if (question->form == QUESTION_STEP) /* where it is hidden would tell which step it is */
        return told;
    AnswerMoment at = answers_at(lesson, question);
    if (at.step < 0)
        return end;
    if (told.step == at.step && told.phase < at.phase)
        return told;
    return (AnswerMoment){at.step - 1, PHASE_SHOW};
}

static void widen(float value, float *low, float *high) {
    if (!isfinite(value))
        return;
    *low = fminf(*low, value);
    *high = fmaxf(*high, value);
}

/* 1, 2, 5, 10, 20, 50 ... */
static float nice_above(float most) {
    static const float NICE[] = {1, 2, 5};
    for (float decade = 1; decade < 1e30f; decade *= 10)
        for (int k = 0; k < 3; k++)
            if (most <= NICE[k] * decade * 1.0005f)
                return NICE[k] * decade;
    return most;
}

void answer_range(const Lesson *lesson, const Question *question, const Run *run, float *low,
                  float *high) {
    const Target *signal = &question->signal;
    bool curve = question->form == QUESTION_DRAW || question->form == QUESTION_DRAG;
    *low = *high = 0;
    long by = lesson->steps / STEPS_READ + 1; /* it is asked for in every picture */
    const SignalInfo *info = NULL;
    if (curve)
        info = &cell_kind(lesson->cells[signal->cell].cell->spec.kind)->signals[signal->index];
    if (curve && info->has_initial) /* it is seen, too */
        widen(value_at(run, signal, trace_initial(run->traces[signal->cell])), low, high);
    for (long t = 0; t < lesson->steps && curve; t += by)
        widen(value_at(run, signal, t), low, high);
    if (question->form == QUESTION_NUMBER)
        widen((float)condition_number(question->asked.condition, run), low, high);
    const CellSpec *spec = &lesson->cells[signal->cell].cell->spec;
    bool level = curve && cell_kind(spec->kind)->signals[signal->index].class == SIGNAL_GATE;
    float least = *low;
    *high = nice_above(curve ? *high : fmaxf(*high, -least));
    *low = level && least >= 0 ? 0
           : !curve            ? -*high
           : least < 0         ? -nice_above(-least)
                               : -0.25f * *high;
}
