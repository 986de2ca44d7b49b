/* news.c: see news.h. */
#include "scene/words/news.h"

#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "scene/words/answer_told.h"
#include "scene/words/describe_parts.h"
#include "scene/words/spoken.h"

static const char *words(const Session *session, const Text *text) {
    return phrase_text(session->view.language, text);
}

NewsPoint news_point(const Session *session) {
    const BeatState *state = session_beat_state(session);
    NewsPoint point = {.beat = session->beat,
                       .cell = session->cell,
                       .unit = session->unit < 0 ? 0 : session->unit,
                       .tick = session->tick,
                       .answer = state->answer,
                       .tries = state->tries,
                       .outcome = session->outcome.known,
                       .task = session_beat(session)->task && session_task_holds(session)};
    int signal;
    for (int k = 0; (signal = describe_signal(session, point.cell, k)) >= 0; k++)
        point.known[signal] =
            describe_standing(session, point.cell, signal, point.unit, &point.values[signal]) >= -1;
    return point;
}

/* ---- a beat ---- */

/* A line's text behind what stands there already. */
static void add_text(Prose *prose, const char *text) {
    prose_add(prose, "%s", prose_gap(prose));
    spoken_line(prose, text);
}

size_t news_beat(const Session *session, char *text, size_t size) {
    const Beat *beat = session_beat(session);
    Prose prose = prose_new(text, size, session->view.language);
    prose_add(&prose, "Beat %d of %d.", session->beat + 1, session->lesson->beat_count);
    if (words(session, &beat->say)[0])
        add_text(&prose, words(session, &beat->say));
    if (beat->question) {
        prose_add(&prose, "%s", prose_gap(&prose));
        prose_add(&prose, "The question. ");
        spoken_line(&prose, words(session, &beat->question->question));
    }
    if (beat->task) {
        prose_add(&prose, "%s", prose_gap(&prose));
        prose_add(&prose, "The task. ");
        spoken_line(&prose, words(session, &beat->task->text));
    }
    return prose.length;
}

/* ---- an answer ---- */

static void add_choice(Prose *prose, const Session *session, const Question *question, int answer) {
    const Choice *choice = &question->choices[answer];
    prose_add(prose, choice->right ? "Right." : "Not right.");
    if (words(session, &choice->why)[0])
        add_text(prose, words(session, &choice->why));
}

size_t news_answer(const Session *session, const NewsPoint *since, char *text, size_t size) {
    const Question *question = session_beat(session)->question;
    NewsPoint now = news_point(session);
    Prose prose = prose_new(text, size, session->view.language);
    char told[640];
    bool tried = now.answer != since->answer || now.tries != since->tries;
    if (question && question->form == QUESTION_CHOICES && tried && now.answer >= 0)
        add_choice(&prose, session, question, now.answer);
    if (question && question->form != QUESTION_CHOICES && now.outcome && !since->outcome) {
        answer_told(session, told, sizeof told);
        spoken_line(&prose, told);
    }
    if (now.task && !since->task) {
        prose_add(&prose, "%s", prose.length ? prose_gap(&prose) : "");
        prose_add(&prose, "The task is solved.");
    }
    return prose.length;
}

/* ---- a step ---- */

static void add_moment(Prose *prose, const Session *session) {
    static const char *const PHASES[PHASE_COUNT] = {
        "Step %ld, the gates have opened.", "Step %ld, the old memory has been gated.",
        "Step %ld, the new memory has been written.", "Step %ld."};
    Moment moment = session_moment(session);
    if (moment.t < 0)
        prose_add(prose, "The initial state.");
    else
        prose_add(prose, PHASES[session->playing ? PHASE_SHOW : moment.phase], moment.t);
}

/* Both are said alike: to the ear nothing changed. */
static bool sound_alike(const Prose *prose, float a, float b) {
    char first[PROSE_NUMBER], second[PROSE_NUMBER];
    return strcmp(prose_number(prose, a, first), prose_number(prose, b, second)) == 0;
}

/* -1: none has, that one could hear. */
static int most_changed(const Prose *prose, const Session *session, const NewsPoint *since,
                        const NewsPoint *now) {
    int most = -1, signal;
    for (int k = 0; (signal = describe_signal(session, now->cell, k)) >= 0; k++) {
        float from = since->values[signal], to = now->values[signal];
        if (!since->known[signal] || !now->known[signal] || sound_alike(prose, from, to))
            continue;
        if (most < 0 || !(fabsf(to - from) <= fabsf(now->values[most] - since->values[most])))
            most = signal;
    }
    return most;
}

static void add_change(Prose *prose, const Session *session, const NewsPoint *since,
                       const NewsPoint *now, int signal) {
    float from = since->values[signal], to = now->values[signal];
    char first[PROSE_NUMBER], second[PROSE_NUMBER];
    prose->capital = true;
    prose_signal_of(prose, session, now->cell, signal, now->unit);
    prose_add(prose,
              isnan(from) || isnan(to) ? " goes from %s to %s.\n"
              : to > from              ? " rises from %s to %s.\n"
                                       : " falls from %s to %s.\n",
              prose_number(prose, from, first), prose_number(prose, to, second));
}

size_t news_step(const Session *session, const NewsPoint *since, char *text, size_t size) {
    NewsPoint now = news_point(session);
    Prose prose = prose_new(text, size, session->view.language);
    bool same_unit = now.cell == since->cell && now.unit == since->unit;
    int most = same_unit ? most_changed(&prose, session, since, &now) : -1;
    if (now.tick != since->tick)
        add_moment(&prose, session);
    if (most >= 0) {
        prose_add(&prose, "%s", prose.length ? prose_gap(&prose) : "");
        add_change(&prose, session, since, &now, most);
    } else if (now.tick != since->tick && same_unit) {
        prose_add(&prose, "%s", prose_gap(&prose));
        prose_add(&prose, "No number of the unit has changed.");
    }
    return prose.length;
}

/* ---- lines ---- */

static bool has_line(const char *text, const char *line, size_t length) {
    while (*text) {
        size_t own = strcspn(text, "\n");
        if (own == length && memcmp(text, line, length) == 0)
            return true;
        text += own + (text[own] == '\n');
    }
    return false;
}

/* Of a language without spaces two characters are as long as a word. */
static int count_words(const char *line, size_t length) {
    int words = 0, wide = 0;
    bool inside = false;
    for (size_t at = 0; at < length;) {
        uint32_t character;
        at += utf8_decode(line + at, length - at, &character);
        bool apart = utf8_wide(character), space = character == ' ';
        wide += apart;
        words += !space && !apart && !inside;
        inside = !space && !apart;
    }
    return words + (wide + 1) / 2;
}

size_t news_lines(const char *before, const char *now, Language language, char *text, size_t size) {
    Prose prose = prose_new(text, size, language);
    int told = 0;
    while (*now) {
        size_t length = strcspn(now, "\n");
        if (length && !has_line(before, now, length)) {
            int more = count_words(now, length);
            if (told && told + more > NEWS_WORDS)
                return prose.length;
            if (told)
                prose_add(&prose, "%s", prose_gap(&prose));
            prose_span(&prose, now, length);
            told += more;
        }
        now += length + (now[length] == '\n');
    }
    return prose.length;
}
