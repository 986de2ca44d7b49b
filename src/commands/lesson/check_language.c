/* check_language.c: see check_language.h. What the program says is what the languages that it was
 * built with have words for: a test holds them to the source (tests/scene/phrases.c). */
#include "commands/lesson/check_language.h"

#include <stdio.h>
#include <string.h>

#include "commands/library/languages.h"
#include "commands/library/library.h"
#include "commands/line/say.h"
#include "files/lesson/glossary.h"
#include "files/lesson/tracks.h"
#include "session/words/phrase.h"
#include "session/words/translate.h"

typedef struct Count {
    const char *what; /* "phrases" */
    int there, missing;
} Count;

typedef struct Survey {
    Language language;
    bool listing; /* what is missing is named */
    Glossary glossary;
    Tracks tracks;
    int missing, stale, unread; /* over all */
} Survey;

static void count_one(Survey *survey, Count *count, bool there, const char *where,
                      const char *words) {
    count->there += there;
    count->missing += !there;
    survey->missing += !there;
    if (!there && survey->listing)
        say_line(stdout, "missing: %s: \"%s\"", where, words);
}

static void print_count(const Count *count) {
    printf("%-10s %4d of %4d\n", count->what, count->there, count->there + count->missing);
}

/* ---- phrases ---- */

static bool has_context(const char *english, const char *context) {
    size_t length = strlen(context);
    return strncmp(english, context, length) == 0 && english[length] == PHRASE_CONTEXT_END;
}

/* Of the files of the lessons; those of passages lie elsewhere and are not counted. */
static bool is_of_lessons(const char *english) {
    return has_context(english, CONTEXT_GLOSSARY) || has_context(english, CONTEXT_FORMS) ||
           has_context(english, CONTEXT_TRACK);
}

/* Behind its context, as it stands in the file. */
static const char *words_of(const char *english) {
    const char *context = strchr(english, PHRASE_CONTEXT_END);
    return context ? context + 1 : english;
}

/* Whether a language before this one has the phrase too: it was counted then. */
static bool was_counted(int language, const char *english) {
    for (int k = 1; k < language; k++)
        if (language_find(&languages_built_in.items[k], NULL, english))
            return true;
    return false;
}

/* English is said where nothing else is. */
static bool is_there(Language language, const char *english) {
    size_t part = strcspn(language_tag(language), "-");
    return language_find(language, NULL, english) ||
           (!language->phrases && tag_is("en", language_tag(language), part));
}

static void survey_phrases(Survey *survey) {
    Count count = {.what = "phrases"};
    for (int k = 1; k < languages_built_in.count; k++) {
        const LanguageInfo *known = &languages_built_in.items[k];
        for (int phrase = 0; phrase < known->phrase_count; phrase++) {
            const char *english = known->phrases[phrase].english;
            if (!is_of_lessons(english) && !was_counted(k, english))
                count_one(survey, &count, is_there(survey->language, english), "phrase",
                          words_of(english));
        }
    }
    print_count(&count);
}

/* ---- the files beside the lessons ---- */

static void survey_text(Survey *survey, Count *count, const char *where, const Text *text) {
    if (text->count)
        count_one(survey, count, text_near(text, survey->language), where, text_in(text, NULL));
}

static void survey_glossary(Survey *survey) {
    Count count = {.what = "glossary"};
    for (int k = 0; k < survey->glossary.count; k++) {
        const GlossaryTerm *term = &survey->glossary.items[k];
        survey_text(survey, &count, "glossary", &term->term);
        survey_text(survey, &count, "glossary", &term->means);
    }
    print_count(&count);
}

static void survey_tracks(Survey *survey) {
    Count count = {.what = "tracks"};
    for (int k = 0; k < survey->tracks.count; k++) {
        survey_text(survey, &count, "track", &survey->tracks.items[k].title);
        survey_text(survey, &count, "track", &survey->tracks.items[k].about);
    }
    print_count(&count);
}

/* ---- lessons ---- */

static void survey_beat(Survey *survey, Count *count, const char *where, const Beat *beat) {
    const Question *question = beat->question;
    survey_text(survey, count, where, &beat->say);
    for (int k = 0; question && k < question->choice_count; k++) {
        survey_text(survey, count, where, &question->choices[k].text);
        survey_text(survey, count, where, &question->choices[k].why);
    }
    if (question)
        survey_text(survey, count, where, &question->why);
    for (int k = 0; question && k < question->run_count; k++)
        survey_text(survey, count, where, &question->runs[k].text);
    if (question)
        survey_text(survey, count, where, &question->question);
    if (beat->task)
        survey_text(survey, count, where, &beat->task->text);
}

static void survey_lesson(Survey *survey, Count *count, const Lesson *lesson) {
    char where[300];
    survey_text(survey, count, lesson->path, &lesson->title);
    survey_text(survey, count, lesson->path, &lesson->goal);
    survey_text(survey, count, lesson->path, &lesson->misconception);
    survey_text(survey, count, lesson->path, &lesson->next);
    for (int k = 0; k < lesson->cell_count; k++)
        survey_text(survey, count, lesson->path, &lesson->cells[k].title);
    for (int k = 0; k < lesson->beat_count; k++) {
        snprintf(where, sizeof where, "%.256s:%d", lesson->path, lesson->beats[k].line);
        survey_beat(survey, count, where, &lesson->beats[k]);
    }
}

static void survey_lessons(Survey *survey, char **paths, int lessons) {
    Count count = {.what = "lessons"};
    for (int k = 0; k < lessons; k++) {
        Lesson *lesson = read_lesson(paths[k]);
        if (lesson)
            survey_lesson(survey, &count, lesson);
        survey->unread += !lesson;
        lesson_free(lesson);
    }
    print_count(&count);
}

/* ---- what nothing says any more ---- */

static bool says(const Text *text, const char *english) {
    const char *own = text_own(text, "en");
    return own && strcmp(own, english) == 0;
}

static bool glossary_says(const Glossary *glossary, const char *english) {
    for (int k = 0; k < glossary->count; k++)
        if (says(&glossary->items[k].term, english) || says(&glossary->items[k].means, english))
            return true;
    return false;
}

static bool tracks_say(const Tracks *tracks, const char *english) {
    for (int k = 0; k < tracks->count; k++)
        if (says(&tracks->items[k].title, english) || says(&tracks->items[k].about, english))
            return true;
    return false;
}

static bool is_said(const Survey *survey, const char *english) {
    if (has_context(english, CONTEXT_TRACK))
        return tracks_say(&survey->tracks, words_of(english));
    if (is_of_lessons(english))
        return glossary_says(&survey->glossary, words_of(english));
    return was_counted(languages_built_in.count, english);
}

static void survey_stale(Survey *survey) {
    int count = survey->language->phrase_count;
    for (int k = 0; k < count; k++) {
        const char *english = survey->language->phrases[k].english;
        if (is_said(survey, english))
            continue;
        survey->stale++;
        if (survey->listing)
            say_line(stdout, "no longer said: \"%s\"", words_of(english));
    }
}

/* ---- the whole ---- */

static void summarise(const Survey *survey) {
    const char *tag = language_tag(survey->language);
    if (survey->missing)
        printf("%s: %d missing, %d no longer said\n", tag, survey->missing, survey->stale);
    else
        printf("%s: all is there, %d no longer said\n", tag, survey->stale);
}

static void read_tracks(Tracks *tracks) {
    char path[4096];
    Errors errors = {0};
    if (library_beside(TRACKS_FILE, path, sizeof path) && !tracks_read(path, tracks, &errors))
        for (size_t k = 0; k < errors.count; k++)
            say_error(0, &errors.items[k]);
    errors_free(&errors);
}

int check_language(const Words *words, const char *tag) {
    Library library = {0};
    Error error;
    if (!tag_well_formed(tag))
        return say(EXIT_USAGE, "--language: expected a language's tag, such as pt-BR, found \"%s\"",
                   tag);
    if (!words->operand_count && !library_open(&library, &error))
        return say_error(EXIT_ENVIRONMENT, &error);
    Survey survey = {.language = language_of_tag(tag), .listing = words_value(words, "--all")};
    survey.glossary = library_glossary();
    read_tracks(&survey.tracks);
    if (!translate_tracks(&survey.tracks, languages_here()))
        say(0, "out of memory: tracks stay as they are");
    survey_phrases(&survey);
    survey_glossary(&survey);
    survey_tracks(&survey);
    if (words->operand_count)
        survey_lessons(&survey, words->operands, words->operand_count);
    else
        survey_lessons(&survey, library.paths, library.count);
    survey_stale(&survey);
    summarise(&survey);
    glossary_free(&survey.glossary);
    tracks_free(&survey.tracks);
    library_close(&library);
    return survey.missing || survey.unread ? EXIT_FAILED_CHECK : EXIT_GOOD;
}
