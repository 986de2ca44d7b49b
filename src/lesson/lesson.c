/* lesson.c: what a lesson owns, and how it is given back. See lesson.h. */
#include "lesson/lesson.h"

#include <stdlib.h>
#include <string.h>

static void question_free(Question *question) {
    if (!question)
        return;
    text_free(&question->question);
    for (int k = 0; k < question->choice_count; k++) {
        text_free(&question->choices[k].text);
        text_free(&question->choices[k].why);
    }
    free(question->choices);
    claim_clear(&question->because);
    text_free(&question->why);
    claim_clear(&question->asked);
    for (int k = 0; k < question->run_count; k++) {
        text_free(&question->runs[k].text);
        free(question->runs[k].edits);
    }
    free(question->runs);
    free(question);
}

static void task_free(Task *task) {
    if (!task)
        return;
    text_free(&task->text);
    free(task->may);
    claim_clear(&task->until);
    free(task->solution);
    free(task);
}

static void beat_clear(Beat *beat) {
    text_free(&beat->say);
    free(beat->show);
    free(beat->highlights);
    free(beat->edits);
    for (int k = 0; k < beat->claim_count; k++)
        claim_clear(&beat->claims[k]);
    free(beat->claims);
    question_free(beat->question);
    task_free(beat->task);
}

static void lesson_cell_clear(LessonCell *cell) {
    free(cell->id);
    text_free(&cell->title);
    cell_free(cell->cell);
    free(cell->weights_file);
    errors_free(&cell->weights_warnings);
}

static void strings_free(char **strings, int count) {
    for (int k = 0; strings && k < count; k++)
        free(strings[k]);
    free(strings);
}

static void sources_free(Lesson *lesson) {
    for (int k = 0; k < lesson->source_count; k++) {
        text_free(&lesson->sources[k].text);
        text_free(&lesson->sources[k].where);
        free(lesson->sources[k].doi);
    }
    free(lesson->sources);
}

void lesson_free(Lesson *lesson) {
    if (!lesson)
        return;
    free(lesson->path);
    free(lesson->id);
    text_free(&lesson->title);
    text_free(&lesson->goal);
    text_free(&lesson->misconception);
    text_free(&lesson->next);
    free(lesson->track);
    strings_free(lesson->requires, lesson->require_count);
    strings_free(lesson->teaches, lesson->teach_count);
    sources_free(lesson);
    strings_free(lesson->input_names, lesson->inputs);
    for (int k = 0; lesson->input_words && k < lesson->inputs; k++)
        text_free(&lesson->input_words[k]);
    free(lesson->input_words);
    free(lesson->sequence);
    errors_free(&lesson->inputs_left);
    for (int k = 0; k < lesson->cell_count; k++)
        lesson_cell_clear(&lesson->cells[k]);
    free(lesson->cells);
    for (int k = 0; k < lesson->beat_count; k++)
        beat_clear(&lesson->beats[k]);
    free(lesson->beats);
    free(lesson);
}

bool question_right(const Question *question, int answer) {
    if (answer < 0 || answer >= question_answers(question))
        return false;
    return question->form == QUESTION_CHOICES ? question->choices[answer].right
                                              : answer == ANSWER_RIGHT;
}

int question_answers(const Question *question) {
    return question->form == QUESTION_CHOICES ? question->choice_count : (int)ANSWERS;
}

long lesson_room(const Lesson *lesson) {
    return lesson->capacity > lesson->steps ? lesson->capacity : lesson->steps;
}

int lesson_cell_find(const Lesson *lesson, const char *id) {
    for (int k = 0; k < lesson->cell_count; k++)
        if (lesson->cells[k].id && strcmp(lesson->cells[k].id, id) == 0)
            return k;
    return -1;
}

const char *lesson_input_name(const Lesson *lesson, int input, Language language) {
    const char *said =
        lesson->input_words ? text_near(&lesson->input_words[input], language) : NULL;
    if (said)
        return said;
    return lesson->input_names && lesson->input_names[input] ? lesson->input_names[input] : "x";
}

bool lesson_copy(char **to, const char *text) {
    *to = strdup(text);
    return *to != NULL;
}

bool lesson_head(Lesson *lesson, const char *id, const char *track, const char *title,
                 const char *goal) {
    lesson->level = 1;
    lesson->minutes = 1;
    return lesson_copy(&lesson->id, id) && lesson_copy(&lesson->track, track) &&
           text_set(&lesson->title, "en", title) && text_set(&lesson->goal, "en", goal);
}

CellSource lesson_cell_input(const LessonCell *cell, int input) {
    CellSource found = {CELL_READS_INPUTS, input, 1, 0};
    for (int k = 0; k < cell->source_count; k++)
        if (input >= cell->sources[k].column)
            found = (CellSource){cell->sources[k].cell,
                                 input - cell->sources[k].column + cell->sources[k].from, 1, 0};
    return found;
}

bool lesson_cell_reads_inputs(const LessonCell *cell) {
    for (int k = 0; k < cell->source_count; k++)
        if (cell->sources[k].cell == CELL_READS_INPUTS)
            return true;
    return cell->source_count == 0;
}

bool lesson_cell_reads_only_inputs(const LessonCell *cell) {
    for (int k = 0; k < cell->source_count; k++)
        if (cell->sources[k].cell != CELL_READS_INPUTS)
            return false;
    return true;
}

bool lesson_cell_depends(const Lesson *lesson, int cell, int other) {
    const LessonCell *entry = &lesson->cells[cell];
    if (cell == other)
        return true;
    for (int k = 0; k < entry->source_count; k++)
        if (entry->sources[k].cell >= 0 &&
            lesson_cell_depends(lesson, entry->sources[k].cell, other))
            return true;
    return false;
}

void lesson_cell_read(LessonCell *cell, int source) {
    cell->source_count = source >= 0;
    cell->sources[0] = (CellSource){.cell = source};
}
