/* handout.c: see handout.h. */
#include "scene/words/handout.h"

#include <stdlib.h>

#include "scene/words/spoken.h"
#include "session/asked.h"

/* A text may have several paragraphs: each is a line of its own, and is marked. */
static void add_text(Prose *prose, const char *mark, const char *before, const char *text) {
    size_t length;
    Prose measured = prose_new(NULL, 0, prose->language);
    spoken_text(&measured, text);
    length = measured.length;
    char *words = length ? malloc(length + 1) : NULL;
    if (!words)
        return;
    Prose told = prose_new(words, length + 1, prose->language);
    spoken_text(&told, text);
    for (size_t at = 0, end; at < length; at = end + 1) {
        for (end = at; end < length && words[end] != '\n';)
            end++;
        if (end == at)
            continue;
        prose_span(prose, mark, 2);
        if (at == 0 && before)
            prose_add(prose, "%s. ", prose_phrase(prose, before));
        prose_span(prose, words + at, end - at);
        prose_span(prose, "\n", 1);
    }
    free(words);
}

static void add_heading(Prose *prose, int beat, int beats) {
    prose_span(prose, "## ", 3);
    prose_add(prose, "Beat %d of %d.\n", beat + 1, beats);
}

static void add_question(Prose *prose, const Session *session, int beat) {
    const Question *question = session->lesson->beats[beat].question;
    add_text(prose, "? ", NULL, phrase_text(prose->language, &question->question));
    for (int k = 0; k < question->choice_count; k++)
        add_text(
            prose, "- ", NULL,
            phrase_text(prose->language, &question->choices[asked_choice(session, beat, k)].text));
}

size_t handout(const Session *session, char *text, size_t size) {
    const Lesson *lesson = session->lesson;
    Language language = session->view.language;
    Prose prose = prose_new(text, size, language);
    add_text(&prose, "# ", NULL, phrase_text(language, &lesson->title));
    add_text(&prose, "  ", "The goal", phrase_text(language, &lesson->goal));
    for (int k = 0; k < lesson->beat_count; k++) {
        const Beat *beat = &lesson->beats[k];
        add_heading(&prose, k, lesson->beat_count);
        add_text(&prose, "  ", NULL, phrase_text(language, &beat->say));
        if (beat->question)
            add_question(&prose, session, k);
        if (beat->task)
            add_text(&prose, "! ", "The task", phrase_text(language, &beat->task->text));
    }
    return prose.length;
}
