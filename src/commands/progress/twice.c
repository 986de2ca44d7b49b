/* twice.c: see twice.h. Only what a file of results holds is compared (files/state/result.h). */
#include "commands/progress/twice.h"

#include <string.h>

static bool same_beat(const SavedBeat *a, const SavedBeat *b) {
    return a->visited == b->visited && a->asked == b->asked && a->first == b->first &&
           a->answer == b->answer && a->tries == b->tries && a->right == b->right &&
           a->tasked == b->tasked && a->task_done == b->task_done && a->task_shown == b->task_shown;
}

static bool same_lesson(const SavedLesson *a, const SavedLesson *b) {
    bool same = strcmp(a->id, b->id) == 0 && a->version == b->version && a->seconds == b->seconds &&
                a->first == b->first && a->last == b->last && a->finished == b->finished &&
                a->beat_count == b->beat_count;
    for (int k = 0; k < a->beat_count && same; k++)
        same = same_beat(&a->beats[k], &b->beats[k]);
    return same;
}

static bool same_answer(const PractiseAnswer *a, const PractiseAnswer *b) {
    return strcmp(a->idea, b->idea) == 0 && strcmp(a->item, b->item) == 0 && a->seed == b->seed &&
           a->level == b->level && a->chosen == b->chosen && a->when == b->when &&
           a->seconds == b->seconds;
}

bool results_same(const Results *a, const Results *b) {
    bool same = a->name && b->name && strcmp(a->name, b->name) == 0 && a->count == b->count &&
                a->answer_count == b->answer_count;
    for (int k = 0; k < a->count && same; k++)
        same = same_lesson(&a->lessons[k], &b->lessons[k]);
    for (int k = 0; k < a->answer_count && same; k++)
        same = same_answer(&a->answers[k], &b->answers[k]);
    return same;
}

int results_before(const Results *class, int index) {
    for (int k = 0; k < index; k++)
        if (results_same(&class[k], &class[index]))
            return k;
    return -1;
}
