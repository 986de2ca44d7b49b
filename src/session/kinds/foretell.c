/* foretell.c: what comes next in the sandbox, drawn before it is seen: some steps are recorded unseen,
 * and the newest part of the recording becomes a lesson that asks for them. Escape leads back. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "session/clock.h"
#include "session/history.h"
#include "session/kinds/sandbox_parts.h"
#include "session/life.h"
#include "session/rebuild.h"
#include "session/words/phrase.h"

enum { AHEAD = 8, BEHIND = 24 };

static const SessionKind FORETELLING;

static Sandbox *own(const Session *session) {
    return session->own;
}

/* A seventh of how far the memory has gone, and no hair's breadth. */
static float near_enough(const Session *session, int unit, long from) {
    const Trace *trace = session->run->traces[session->cell];
    int memory = cell_kind(trace->spec.kind)->memory;
    float most = 0;
    for (long t = from; t < session->lesson->steps; t++)
        most = fmaxf(most, fabsf(trace_at(trace, memory, t, 0)[unit]));
    return isfinite(most) ? fmaxf(0.1f, most / 7) : 0.1f;
}

/* Which unit of which cell it is, in a language. */
static bool say_unit(Text *text, Language language, const Lesson *lesson, int cell, int unit) {
    const CellSpec *spec = &lesson->cells[cell].cell->spec;
    const char *title = cell_kind(spec->kind)->title;
    char words[240];
    if (spec->hidden > 1)
        snprintf(words, sizeof words,
                 phrase_in(language, "Draw what the memory of unit %d of the %s will be."),
                 unit + 1, title);
    else
        snprintf(words, sizeof words,
                 phrase_in(language, "Draw what the memory of the %s will be."), title);
    return text_set(text, language_tag(language), words);
}

/* In all languages that one can go to. */
static bool say_units(const Session *session, Lesson *lesson, int cell, int unit) {
    const Languages *languages = phrase_languages(session->view.language);
    Text *text = &lesson->beats[0].question->question;
    text_free(text);
    *text = (Text){0};
    bool good = say_unit(text, NULL, lesson, cell, unit);
    for (int k = 0; k < languages->count && good; k++)
        if (!text_own(text, languages->items[k].tag))
            good = say_unit(text, &languages->items[k], lesson, cell, unit);
    return good;
}

/* The newest steps as a lesson that asks for the last of them. */
static Lesson *ask(Session *session) {
    long to = session->lesson->steps, from = to > AHEAD + BEHIND ? to - AHEAD - BEHIND : 0;
    int hidden = session->run->cells[session->cell]->spec.hidden;
    int unit = session->unit < hidden ? session->unit : 0;
    Lesson *lesson = sandbox_snapshot(session->run, from, to, "sandbox-next", &session->notice);
    if (!lesson || (sandbox_ask(lesson, session->cell, unit, to - AHEAD - from,
                                near_enough(session, unit, from)) &&
                    say_units(session, lesson, session->cell, unit)))
        return lesson;
    lesson_free(lesson);
    error_memory(&session->notice, sizeof(Question), "a question");
    return NULL;
}

/* The session goes over to the lesson, on the beat `state`, which is taken; *before is the one that it
 * was on. False: all is as before. */
static bool go_to(Session *session, const Lesson *lesson, const SessionKind *kind, BeatState state,
                  BeatState *before) {
    BeatState was = session->beats[0];
    session->beats[0] = (BeatState){.answer = -1, .first = -1};
    if (!session_relesson(session, lesson, &session->notice)) {
        session->beats[0] = was;
        return false;
    }
    history_free(&session->beats[0]);
    session->beats[0] = state;
    *before = was;
    session->kind = kind;
    session->playing = false;
    session->view.focus = session->view.hover = 0;
    return true;
}

bool foretell_begin(Session *session) {
    Sandbox *sandbox = own(session);
    Foretelling *foretelling = &sandbox->foretelling;
    if (session->lesson->steps == 0)
        return error_set(&session->notice, "%s",
                         phrase_in(session->view.language, "Nothing has happened here yet"));
    live_play(session, 0);
    live_record_unseen(session, AHEAD);
    sandbox_release_keys(sandbox); /* it will not be heard that they go up */
    *foretelling = (Foretelling){
        .kind = session->kind, .explore = session->view.explore, .lesson = ask(session)};
    if (!foretelling->lesson)
        return false;
    BeatState fresh = {.answer = -1, .first = -1, .visited = true};
    if (!go_to(session, foretelling->lesson, &FORETELLING, fresh, &foretelling->beat)) {
        lesson_free(foretelling->lesson);
        return false;
    }
    session->view.explore = false;
    session->seen = -1;
    clock_jump(session, tick_of(session->lesson->beats[0].at_t, PHASE_SHOW));
    return true;
}

/* Back to the recording, in which the steps that were foretold have been seen. */
static bool lead_back(Session *session) {
    Foretelling *foretelling = &own(session)->foretelling;
    BeatState foretold;
    if (!go_to(session, own(session)->lesson, foretelling->kind, foretelling->beat, &foretold))
        return false;
    history_free(&foretold);
    foretelling->beat = (BeatState){0};
    session->view.explore = foretelling->explore;
    rebuild_run(session, &session->notice);
    clock_jump(session, session->lesson->steps * PHASE_COUNT);
    lesson_free(foretelling->lesson);
    foretelling->lesson = NULL;
    return true;
}

void foretell_free(Foretelling *foretelling) {
    history_free(&foretelling->beat);
    lesson_free(foretelling->lesson);
}

/* ---- the hooks, while it is drawn ---- */

static bool take(Session *session, const Action *action, bool *changed) {
    if (action->kind != ACTION_LEAD_BACK)
        return false;
    *changed = lead_back(session);
    return true;
}

static void end(Session *session) {
    sandbox_free(own(session));
}

static const SessionKind FORETELLING = {
    .id = SESSION_LESSON,
    .guided = true,
    .leads_back = "To the sandbox",
    .take = take,
    .advance = clock_advance,
    .moving = NULL,
    .keep = NULL,
    .grow = NULL,
    .can_undo = NULL,
    .tempo = NULL,
    .window = NULL,
    .part = NULL,
    .free = end,
};
