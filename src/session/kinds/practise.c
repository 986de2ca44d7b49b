/* practise.c: see practise.h. */
#include "session/kinds/practise.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "engine/random.h"
#include "session/clock.h"
#include "session/edits.h"
#include "session/kinds/practise_parts.h"
#include "session/life.h"
#include "session/question.h"
#include "session/words/phrase.h"

static const SessionKind ASKING, ON_STAGE;

const Practise *session_practise(const Session *session) {
    return session->kind == &ASKING || session->kind == &ON_STAGE ? session->own : NULL;
}

static Practise *practise_of(const Session *session) {
    assert(session_practise(session));
    return session->own;
}

Belief session_practise_belief(const Session *session) {
    const Practise *practise = practise_of(session);
    const Item *item = practise->item;
    int chosen = practise->sitting[practise->at].chosen;
    if (practise->stand != PRACTISE_TOLD)
        return BELIEF_NONE;
    if (item->drawn)
        return chosen > 0 && chosen != CHOSEN_OTHER ? item_beliefs(item)[chosen - 1] : BELIEF_NONE;
    return practise->picked >= 0 ? item->choices[practise->picked].belief : BELIEF_NONE;
}

int session_practise_right(const Session *session) {
    const Practise *practise = practise_of(session);
    int right = 0;
    for (int k = 0; k < SITTING; k++)
        right += practise->sitting[k].answered && practise->sitting[k].chosen == CHOSEN_RIGHT;
    return right;
}

/* ---- what is asked ---- */

static int next_idea(const Practise *practise, const Review *review) {
    return practise->only >= 0 ? practise->only : review_next(review, practise->now());
}

static void take(Review *review, int idea, int level, int chosen, int64_t now) {
    PractiseAnswer answer = {.level = level, .chosen = chosen, .when = now};
    snprintf(answer.idea, sizeof answer.idea, "%s", idea_at(idea)->id);
    review_take(review, &answer);
}

/* What is to come, as if all of it were answered rightly. */
static void plan(Practise *practise, int from) {
    Review review = practise->review;
    for (int k = from; k < SITTING; k++) {
        int idea = next_idea(practise, &review);
        practise->sitting[k] = (Sitter){.idea = idea};
        take(&review, idea, review_level(&review, idea), CHOSEN_RIGHT, practise->now());
    }
}

static uint32_t seed_behind(uint32_t seed) {
    return 1 + (uint32_t)(random_mix(seed, 0) % PRACTISE_SEEDS);
}

typedef struct Wanted {
    int generator, level;
    bool drawn;
} Wanted;

/* As a drawing, where it is to be one and can. */
static Item *make_item(int generator, uint32_t seed, int level, bool drawn, Error *error) {
    Item *item = item_make(generator, seed, level, error);
    if (!item || !drawn || !item_can_be_drawn(item) || item_draw(item))
        return item;
    error_memory(error, sizeof(Question), "a question");
    item_free(item);
    return NULL;
}

/* Nothing of what was asked before is answered. */
static void begin_answer(Session *session) {
    BeatState *state = &session->beats[0];
    state->answer = state->first = -1;
    state->tries = 0;
    state->guess = (Guess){0};
    clock_jump(session, 0);
    session->seen = -1;
    question_enter(session);
    session->view.scroll[PANEL_LESSON] = 0;
}

/* The item and its example take the place of those that were asked; the session, which is none yet
 * at the beginning, goes over to the lesson. False and an error leave all as it was. */
static bool put(Practise *practise, Session *session, const Wanted *wanted, Error *error) {
    Item *item = make_item(wanted->generator, practise->seed, wanted->level, wanted->drawn, error);
    Item *example = item ? item_example(item, error) : NULL;
    bool good = example && (!session || edits_replace(session, (EditList){0})) &&
                (!session || session_relesson(session, item->lesson, error));
    if (!good) {
        item_free(item);
        item_free(example);
        return false;
    }
    item_free(practise->item);
    item_free(practise->example);
    practise->item = item;
    practise->example = example;
    practise->picked = -1;
    practise->stand = PRACTISE_ASKED;
    practise->asked = practise->now();
    if (session)
        begin_answer(session);
    return true;
}

static bool ask(Practise *practise, Session *session, Error *error) {
    int idea = practise->sitting[practise->at].idea;
    const char *id = idea_at(idea)->id;
    int which = (int)(practise->seed % (uint32_t)generator_count_of(id));
    const Wanted wanted = {generator_of(id, which), review_level(&practise->review, idea),
                           random_mix(practise->seed, 1) % 2 == 1 /* every other curve */};
    return put(practise, session, &wanted, error);
}

/* ---- answers ---- */

static bool make_room(Practise *practise) {
    PractiseAnswer *more = array_room(practise->answers, &practise->answer_capacity,
                                      practise->answer_count, 1, sizeof *more);
    if (more)
        practise->answers = more;
    return more != NULL;
}

/* There is room for it. */
static void keep_answer(const Session *session, Practise *practise, int chosen) {
    const Item *item = practise->item;
    int64_t now = practise->now();
    PractiseAnswer answer = {.seed = item->seed,
                             .level = item->level,
                             .chosen = chosen,
                             .when = now,
                             .seconds = (float)(now - practise->asked)};
    snprintf(answer.idea, sizeof answer.idea, "%s", item->idea);
    item_answer_id(item, answer.item);
    practise_take_drawing(&answer, session);
    practise->answers[practise->answer_count++] = answer;
    review_take(&practise->review, &answer);
}

static void answer(Session *session, int chosen) {
    Practise *practise = practise_of(session);
    keep_answer(session, practise, chosen);
    Sitter *sitter = &practise->sitting[practise->at];
    sitter->answered = true;
    sitter->chosen = chosen;
    practise->stand = PRACTISE_TOLD;
    session->view.scroll[PANEL_LESSON] = SCROLL_SHOWS;
    plan(practise, practise->at + 1);
}

static bool has_room(Session *session) {
    return make_room(practise_of(session)) ||
           error_memory(&session->notice, sizeof(PractiseAnswer), "an answer");
}

/* ---- its actions ---- */

static bool choose(Practise *practise, int choice) {
    bool can = practise->stand == PRACTISE_ASKED && !practise->item->drawn && choice >= 0 &&
               choice < ITEM_CHOICES && choice != practise->picked;
    if (can)
        practise->picked = choice;
    return can;
}

static bool go_on(Session *session) {
    Practise *practise = practise_of(session);
    if (practise->at + 1 == SITTING && practise->stand == PRACTISE_TOLD) {
        practise->stand = PRACTISE_DONE;
        session->view.scroll[PANEL_LESSON] = 0;
        return true;
    }
    uint32_t seed = practise->seed;
    int at = practise->at;
    practise->seed = seed_behind(seed);
    practise->at = practise->stand == PRACTISE_DONE ? 0 : at + 1;
    if (practise->stand == PRACTISE_DONE)
        plan(practise, 0);
    if (ask(practise, session, &session->notice))
        return true;
    practise->seed = seed;
    practise->at = at;
    return false;
}

static bool on(Session *session) {
    Practise *practise = practise_of(session);
    const Item *item = practise->item;
    if (practise->stand != PRACTISE_ASKED)
        return go_on(session);
    if (item->drawn) {
        bool given = has_room(session) && practise_compare(session, true);
        if (given)
            answer(session, item_drawn_chosen(item, session->beats[0].guess.values));
        return given;
    }
    if (practise->picked < 0)
        return error_set(&session->notice, "%s",
                         phrase_in(session->view.language,
                                   "Choose one of the four first, or say that you are not sure."));
    bool room = has_room(session);
    if (room)
        answer(session, item->choices[practise->picked].chosen);
    return room;
}

static bool unsure(Session *session) {
    Practise *practise = practise_of(session);
    if (practise->stand != PRACTISE_ASKED || !has_room(session))
        return false;
    session->beats[0].guess = (Guess){0};
    if (practise->item->drawn && !practise_compare(session, false))
        return false;
    practise->picked = -1;
    answer(session, CHOSEN_UNSURE);
    return true;
}

static bool another(Session *session) {
    Practise *practise = practise_of(session);
    uint32_t seed = practise->seed;
    if (practise->stand == PRACTISE_DONE)
        return false;
    practise->seed = seed_behind(seed);
    const Wanted wanted = {generator_find(item_generator(practise->item)), practise->item->level,
                           practise->item->drawn};
    if (!put(practise, session, &wanted, &session->notice)) {
        practise->seed = seed;
        return false;
    }
    practise->sitting[practise->at].answered = false;
    return true;
}

/* On stage only once it is answered: it would give the answer away. */
static bool play(Session *session, bool stage) {
    const Practise *practise = practise_of(session);
    bool staged = session->kind == &ON_STAGE;
    if (stage == staged || practise->stand != PRACTISE_TOLD)
        return false;
    session->kind = stage ? &ON_STAGE : &ASKING;
    session->playing = false;
    clock_jump(session, session->tick);
    session->view.focus = session->view.hover = 0;
    session->view.reasoning = false;
    if (!stage && practise->item->drawn)
        practise_restore_drawing(session);
    return true;
}

static bool apply(Session *session, const Action *action) {
    switch (action->number) {
    case PRACTISE_CHOOSE:
        return choose(practise_of(session), action->unit);
    case PRACTISE_ON:
        return on(session);
    case PRACTISE_UNSURE:
        return unsure(session);
    case PRACTISE_ANOTHER:
        return another(session);
    case PRACTISE_PLAY:
        return play(session, action->unit > 0);
    default:
        return false;
    }
}

/* ---- the hooks ---- */

/* Nothing of the run is seen, so nothing of it is changed. */
static bool take_asking(Session *session, const Action *action, bool *changed) {
    switch (action->kind) {
    case ACTION_PRACTISE:
        *changed = apply(session, action);
        return true;
    case ACTION_GUESS:
    case ACTION_GUESS_KEY:
    case ACTION_REASON:
    case ACTION_REASON_KEY:
        *changed = practise_draw(session, action);
        return true;
    case ACTION_PRESENT:
    case ACTION_BLANK:
    case ACTION_PEN:
    case ACTION_GRADIENTS:
    case ACTION_GLOSSARY:
    case ACTION_INSPECT:
    case ACTION_TYPE_OPEN:
    case ACTION_SOUND:
        *changed = false;
        return true;
    default:
        *changed = false;
        return action->kind <= ACTION_BEFORE && action->kind != ACTION_MOTION;
    }
}

static bool take_on_stage(Session *session, const Action *action, bool *changed) {
    if (action->kind != ACTION_LEAD_BACK)
        return false;
    *changed = play(session, false);
    return true;
}

static void practise_end(Practise *practise) {
    if (!practise)
        return;
    item_free(practise->item);
    item_free(practise->example);
    free(practise->answers);
    free(practise);
}

static void end(Session *session) {
    practise_end(practise_of(session));
}

static const SessionKind ASKING = {
    .id = SESSION_PRACTISE,
    .take = take_asking,
    .advance = clock_advance,
    .moving = NULL,
    .keep = practise_keep_reason,
    .grow = NULL,
    .can_undo = NULL,
    .tempo = NULL,
    .window = NULL,
    .part = NULL,
    .free = end,
};

static const SessionKind ON_STAGE = {
    .id = SESSION_LESSON,
    .guided = true,
    .leads_back = "To the question",
    .take = take_on_stage,
    .advance = clock_advance,
    .moving = NULL,
    .keep = practise_keep_reason,
    .grow = NULL,
    .can_undo = NULL,
    .tempo = NULL,
    .window = NULL,
    .part = NULL,
    .free = end,
};

/* ---- making it ---- */

static void take_history(Review *review, const PractiseSetup *setup) {
    *review = (Review){.exam = setup->exam};
    for (int k = 0; k < setup->lesson_count; k++)
        review_meet(review, setup->lessons[k]);
    for (int k = 0; k < setup->answer_count; k++)
        review_take(review, &setup->answers[k]);
    if (review_next(review, setup->now()) < 0) /* whoever has met nothing begins with the course */
        for (int k = 0; k < SITTING; k++)
            review_meet(review, idea_at(k)->lessons[0]);
}

Session *session_new_practise(const PractiseSetup *setup, Error *error) {
    Practise *practise = calloc(1, sizeof *practise);
    if (!practise) {
        error_memory(error, sizeof *practise, "exercises");
        return NULL;
    }
    practise->now = setup->now;
    practise->only = setup->idea;
    practise->seed = setup->seed;
    take_history(&practise->review, setup);
    plan(practise, 0);
    Session *session =
        ask(practise, NULL, error) ? session_new(practise->item->lesson, error) : NULL;
    if (!session) {
        practise_end(practise);
        return NULL;
    }
    session->kind = &ASKING;
    session->own = practise;
    return session;
}
