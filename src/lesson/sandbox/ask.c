/* ask.c: a recording that asks what comes: its last steps are drawn before they are seen. */
#include <assert.h>
#include <stdlib.h>

#include "lesson/sandbox/sandbox.h"

static bool say(Text *text, const char *words) {
    text_free(text);
    *text = (Text){0};
    return text_set(text, "en", words);
}

bool sandbox_ask(Lesson *lesson, int cell, int unit, long from, float within) {
    assert(lesson->beat_count == 1 && 0 < from && from < lesson->steps);
    Beat *beat = &lesson->beats[0];
    const CellSpec *spec = &lesson->cells[cell].cell->spec;
    Question *question = beat->question = calloc(1, sizeof *question);
    if (!question)
        return false;
    question->form = QUESTION_DRAW;
    question->signal = (Target){TARGET_SIGNAL, cell, cell_kind(spec->kind)->memory, unit, 0};
    question->from = from;
    question->to = lesson->steps - 1;
    question->within = within;
    beat->has_at = beat->has_near = true;
    beat->at_t = from - 1;
    beat->at_phase = PHASE_SHOW;
    beat->near = question->signal;
    text_free(&lesson->goal);
    lesson->goal = (Text){0};
    return say(&lesson->title, "What comes next?") &&
           say(&beat->say, "The next steps of the sandbox have happened, and what came in stands "
                           "there. What the memory did is hidden until you have drawn it.") &&
           say(&question->question, "Draw what the memory will be.") &&
           say(&question->why, "These are the cells of the sandbox, with all that you changed.");
}
