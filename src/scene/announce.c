/* announce.c: see announce.h. */
#include "scene/announce.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scene/scene.h"
#include "scene/screens.h"

static const double SETTLED = 0.4, SUMMARY = 4; /* seconds */

typedef size_t Write(const Session *session, const NewsPoint *since, char *text, size_t size);

/* In memory of its own; NULL: it says nothing, or there is none. */
static char *written(const Session *session, const NewsPoint *since, Write *write) {
    size_t length = write(session, since, NULL, 0);
    char *text = length ? malloc(length + 1) : NULL;
    if (text)
        write(session, since, text, length + 1);
    return text;
}

static char *sentences(const Session *session, const Viewport *viewport) {
    size_t length = scene_describe(session, viewport, NULL, 0);
    char *text = malloc(length + 1);
    if (text)
        scene_describe(session, viewport, text, length + 1);
    return text;
}

static char *copied(const char *text) {
    char *copy = malloc(strlen(text) + 1);
    return copy ? strcpy(copy, text) : NULL;
}

/* Of two texts, either of which may be missing, one; they are taken. */
static char *joined(char *first, char *second, Language language) {
    if (!first || !second)
        return first ? first : second;
    const char *gap = language && language->unspaced ? "" : " ";
    size_t size = strlen(first) + strlen(gap) + strlen(second) + 1;
    char *both = malloc(size);
    if (both)
        snprintf(both, size, "%s%s%s", first, gap, second);
    free(first);
    free(second);
    return both;
}

/* ---- what is known from now on ---- */

/* Whether its sentences are those of a step of a run. */
static bool has_steps(const Session *session, const Viewport *viewport) {
    return screen_now(session, viewport)->steps;
}

static bool is_library(const Session *session, const Viewport *viewport) {
    return screen_now(session, viewport)->library;
}

/* The sentences are kept where they are what news is found by. */
static void know(Announcer *a, const Session *session, const Viewport *viewport) {
    bool lines = !has_steps(session, viewport) && !is_library(session, viewport);
    char *told = lines ? sentences(session, viewport) : NULL;
    free(a->told);
    a->told = told;
    if (has_steps(session, viewport))
        a->point = news_point(session);
    a->due = false;
    a->unsaid = 0;
}

/* ---- what is said ---- */

static size_t write_beat(const Session *session, const NewsPoint *since, char *text, size_t size) {
    (void)since;
    return news_beat(session, text, size);
}

int announce_title(const Session *session, const Viewport *viewport, const char *title, char *text,
                   size_t size) {
    static const char PROGRAM[] = " \u2013 Gatescope";
    size_t length = strlen(title), end = sizeof PROGRAM - 1;
    if (is_library(session, viewport))
        return snprintf(text, size, "%s", phrase_in(session->view.language, "All lessons"));
    if (length > end && strcmp(title + length - end, PROGRAM) == 0)
        length -= end;
    return snprintf(text, size, "%.*s", (int)length, title);
}

static char *of_screen(Announcer *a, const Session *session, const Viewport *viewport,
                       const char *title) {
    char name[ANNOUNCE_TITLE];
    announce_title(session, viewport, title, name, sizeof name);
    if (strcmp(a->title, name) == 0)
        return NULL;
    memcpy(a->title, name, sizeof name);
    char *said = copied(name);
    know(a, session, viewport);
    a->silent = true;
    return has_steps(session, viewport)
               ? joined(said, written(session, NULL, write_beat), session->view.language)
               : said;
}

static char *of_notice(Announcer *a, const Session *session) {
    bool same = strcmp(a->notice.what, session->notice.what) == 0;
    a->notice = session->notice;
    return same || !session->notice.what[0] ? NULL : copied(session->notice.what);
}

/* Once, when it is felt. */
static char *of_computing(Announcer *a, const Session *session) {
    char behind[256];
    bool computing =
             session_computing(session) && session_tell_behind(session, behind, sizeof behind),
         tell = computing && !a->computing;
    a->computing = computing;
    return tell ? copied(behind) : NULL;
}

static char *of_beat(Announcer *a, const Session *session, const Viewport *viewport) {
    if (!has_steps(session, viewport) || a->point.beat == session->beat)
        return NULL;
    know(a, session, viewport);
    a->silent = true;
    return written(session, NULL, write_beat);
}

static char *of_answer(Announcer *a, const Session *session, const Viewport *viewport) {
    if (!has_steps(session, viewport))
        return NULL;
    char *said = written(session, &a->point, news_answer);
    if (said)
        know(a, session, viewport);
    return said;
}

/* What has come since, on a screen that is not a run's. */
static char *of_lines(const Announcer *a, const Session *session, const Viewport *viewport) {
    char *now = sentences(session, viewport), *said = NULL;
    Language language = session->view.language;
    size_t length = now && a->told ? news_lines(a->told, now, language, NULL, 0) : 0;
    if (length)
        said = malloc(length + 1);
    if (said)
        news_lines(a->told, now, language, said, length + 1);
    free(now);
    return said;
}

static char *of_change(Announcer *a, const Session *session, const Viewport *viewport) {
    char *said = NULL;
    if (!a->silent && has_steps(session, viewport))
        said = written(session, &a->point, news_step);
    else if (!a->silent && !is_library(session, viewport))
        said = of_lines(a, session, viewport);
    a->silent = false;
    know(a, session, viewport);
    return said;
}

/* ---- when ---- */

/* Something has changed and stands still by now, or it goes on and on. */
static bool is_time(Announcer *a, const Session *session, double seconds) {
    bool changes = session->version != a->version || session_moving(session);
    a->version = session->version;
    a->due = a->due || changes;
    a->still = changes ? 0 : a->still + seconds;
    a->unsaid = a->due ? a->unsaid + seconds : 0;
    return a->due && (a->still >= SETTLED || a->unsaid >= SUMMARY);
}

static char *at_once(Announcer *a, const Session *session, const Viewport *viewport,
                     const char *title) {
    char *said = of_screen(a, session, viewport, title);
    if (!said)
        said = of_beat(a, session, viewport);
    said = joined(said, of_notice(a, session), session->view.language);
    said = joined(said, of_computing(a, session), session->view.language);
    return joined(said, of_answer(a, session, viewport), session->view.language);
}

char *announce(Announcer *announcer, const Session *session, const Viewport *viewport,
               const char *title, double seconds) {
    char *said = at_once(announcer, session, viewport, title);
    bool due = is_time(announcer, session, seconds);
    if (!said && due)
        said = of_change(announcer, session, viewport);
    size_t length = said ? strlen(said) : 0;
    while (length && said[length - 1] == '\n')
        said[--length] = '\0';
    return said;
}

void announcer_free(Announcer *announcer) {
    free(announcer->told);
    *announcer = (Announcer){.told = NULL};
}
