/* course.c: see course.h. */
#include "lesson/check/course.h"

#include <stdio.h>
#include <string.h>

enum { COURSE_TERMS = 1000 };

/* The lesson that is looked at, and which terms were said of it already. */
typedef struct Look {
    const Course *course;
    const Lesson *lesson;
    const Languages *languages;
    Errors *errors;
    int index, beat; /* beat -1: the lesson's head */
    bool said[COURSE_TERMS];
} Look;

static void add(const Look *look, Error *error, const char *part) {
    const Lesson *lesson = look->lesson;
    error_in_file(error, lesson->path ? lesson->path : lesson->id);
    if (look->beat >= 0) {
        error->line = lesson->beats[look->beat].line;
        error->column = lesson->beats[look->beat].column;
        snprintf(error->member_path, sizeof error->member_path, "beats[%d].%s", look->beat, part);
    } else {
        snprintf(error->member_path, sizeof error->member_path, "%s", part);
    }
    errors_add(look->errors, error);
}

/* ---- what comes before it ---- */

static int at_of(const Course *course, const char *id) {
    for (int k = 0; k < course->count; k++)
        if (course->lessons[k] && strcmp(course->lessons[k]->id, id) == 0)
            return k;
    return -1;
}

static void check_requires(const Look *look) {
    for (int k = 0; k < look->lesson->require_count; k++) {
        const char *id = look->lesson->requires[k];
        int at = at_of(look->course, id);
        char part[32];
        Error error;
        if (at >= 0 && at < look->index)
            continue;
        error_set(&error,
                  at < 0 ? "there is no lesson \"%.60s\" in this folder"
                         : "the lesson \"%.60s\" comes later",
                  id);
        error_expected(&error, "the id of a lesson before this one");
        snprintf(part, sizeof part, "requires[%d]", k);
        add(look, &error, part);
    }
}

/* The nearest before it that could be read; NULL: it is the first. */
static const Lesson *lesson_before(const Look *look) {
    int k = look->index - 1;
    while (k >= 0 && !look->course->lessons[k])
        k--;
    return k >= 0 ? look->course->lessons[k] : NULL;
}

static void check_level(const Look *look) {
    const Lesson *before = lesson_before(look);
    Error error;
    if (!before || look->lesson->level >= before->level)
        return;
    error_set(&error, "the level falls after \"%.60s\"", before->id);
    error_expected(&error, "at least %d", before->level);
    error_found(&error, "%d", look->lesson->level);
    add(look, &error, "level");
}

/* ---- terms ---- */

static bool teaches(const Lesson *lesson, const char *term) {
    for (int k = 0; k < lesson->teach_count; k++)
        if (strcmp(lesson->teaches[k], term) == 0)
            return true;
    return false;
}

static const char *term_name(const Look *look, int term) {
    const char *name = text_own(&look->course->glossary->items[term].term, "en");
    return name ? name : "";
}

/* The first lesson of the course that teaches the term; -1: none does. */
static int taught_at(const Look *look, int term) {
    for (int k = 0; k < look->course->count; k++)
        if (look->course->lessons[k] && teaches(look->course->lessons[k], term_name(look, term)))
            return k;
    return -1;
}

static void check_teaches(const Look *look) {
    for (int k = 0; k < look->lesson->teach_count; k++) {
        int term = 0;
        char part[32];
        Error error;
        while (term < look->course->glossary->count &&
               strcmp(term_name(look, term), look->lesson->teaches[k]) != 0)
            term++;
        if (term < look->course->glossary->count)
            continue;
        error_set(&error, "the glossary has no \"%.60s\"", look->lesson->teaches[k]);
        error_expected(&error, "the English term of an entry");
        snprintf(part, sizeof part, "teaches[%d]", k);
        add(look, &error, part);
    }
}

/* A term in a text, once for each lesson. */
static void meet_term(Look *look, int term, const char *part) {
    Error error;
    if (term < 0 || term >= COURSE_TERMS || look->said[term])
        return;
    int taught = taught_at(look, term);
    if (taught <= look->index)
        return;
    look->said[term] = true;
    error_set(&error, "\"%.60s\" is used before \"%.60s\" teaches it", term_name(look, term),
              look->course->lessons[taught]->id);
    add(look, &error, part);
}

static void check_text(Look *look, const char *part, const Text *text) {
    for (int k = 0; k < look->languages->count; k++) {
        Language language = &look->languages->items[k];
        const char *said = text_own(text, language->tag);
        size_t length = said ? strlen(said) : 0, matched;
        for (size_t at = 0; at < length; at += matched ? matched : 1)
            meet_term(look,
                      glossary_match(look->course->glossary, language, said, length, at, &matched),
                      part);
    }
}

static void check_question(Look *look, const Question *question) {
    check_text(look, "ask.question", &question->question);
    for (int k = 0; k < question->choice_count; k++) {
        char part[48];
        snprintf(part, sizeof part, "ask.choices[%d].text", k);
        check_text(look, part, &question->choices[k].text);
        snprintf(part, sizeof part, "ask.choices[%d].why", k);
        check_text(look, part, &question->choices[k].why);
    }
    for (int k = 0; k < question->run_count; k++) {
        char part[48];
        snprintf(part, sizeof part, "ask.order[%d].text", k);
        check_text(look, part, &question->runs[k].text);
    }
    check_text(look, "ask.why", &question->why);
}

static void check_terms(Look *look) {
    const Lesson *lesson = look->lesson;
    check_text(look, "title", &lesson->title);
    check_text(look, "goal", &lesson->goal);
    check_text(look, "misconception", &lesson->misconception);
    for (int k = 0; k < lesson->beat_count; k++) {
        const Beat *beat = &lesson->beats[look->beat = k];
        check_text(look, "say", &beat->say);
        if (beat->question)
            check_question(look, beat->question);
        if (beat->task)
            check_text(look, "task.text", &beat->task->text);
    }
    look->beat = -1;
}

void course_check(const Course *course, int index, const Lesson *lesson, const Languages *languages,
                  Errors *errors) {
    Look look = {.course = course,
                 .lesson = lesson,
                 .languages = languages,
                 .errors = errors,
                 .index = index,
                 .beat = -1};
    check_requires(&look);
    check_level(&look);
    check_teaches(&look);
    check_terms(&look);
}
