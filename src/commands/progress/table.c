/* table.c: see table.h. Rows become cells of text; the cells are then written
 * with commas, or padded to columns (grid.h). */
#include "commands/progress/table.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "commands/progress/grid.h"
#include "files/state/result.h"

/* The words of a head, with commas between. */
static bool head(Grid *grid, const ProgressList *list, const char *words) {
    char text[CELL_SIZE];
    snprintf(text, sizeof text, "%s%s", list->students ? "student," : "", words);
    return grid_head(grid, text);
}

static GridRow *begin(Grid *grid, const ProgressRow *from) {
    GridRow *row = grid_row(grid);
    if (row && from->student)
        grid_cell(row, "%s", from->student);
    if (row)
        grid_cell(row, "%s", from->lesson->id);
    return row;
}

static const char *yes(bool is) {
    return is ? "yes" : "no";
}

/* ---- a row a question ---- */

static void choice(GridRow *row, int number) {
    if (number < 0)
        grid_cell(row, "%s", "");
    else
        grid_cell(row, "%d", number + 1);
}

static bool add_questions(Grid *grid, const ProgressRow *from) {
    for (int k = 0; k < from->lesson->beat_count; k++) {
        const SavedBeat *beat = &from->lesson->beats[k];
        GridRow *row = beat->asked ? begin(grid, from) : NULL;
        if (beat->asked && !row)
            return false;
        if (!row)
            continue;
        grid_cell(row, "%d", k + 1);
        choice(row, beat->tries ? beat->first : -1);
        choice(row, beat->tries ? beat->answer : -1);
        grid_cell(row, "%d", beat->tries);
        grid_cell(row, "%s", beat->tries ? yes(beat->right) : "");
    }
    return true;
}

/* ---- a row a lesson ---- */

static bool add_numbers(Grid *grid, const ProgressRow *from) {
    const SavedLesson *lesson = from->lesson;
    SavedProgress sum = saved_progress(lesson);
    char date[DATE_SIZE];
    GridRow *row = begin(grid, from);
    if (!row)
        return false;
    int numbers[] = {sum.done,      sum.beats,   sum.questions,
                     sum.first_try, sum.later,   sum.questions - sum.first_try - sum.later,
                     sum.tasks,     sum.by_hand, sum.shown};
    for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++)
        grid_cell(row, "%d", numbers[k]);
    grid_cell(row, "%.1f", lesson->seconds / 60);
    grid_cell(row, "%s", date_text(lesson->first, date));
    grid_cell(row, "%s", date_text(lesson->last, date));
    grid_cell(row, "%s", yes(sum.finished));
    if (!from->version)
        return true;
    grid_cell(row, "%s", from->version);
    grid_cell(row, "%d", from->exercises);
    grid_cell(row, "%d", from->exercises_right);
    return true;
}

/* "2:1+ 5:3>1+ 7:-": beat, first choice, last choice, whether it is right. Cut where it is too much
 * to read. */
static void answers_cell(GridRow *row, const SavedLesson *lesson) {
    char text[CELL_SIZE - 16] = "";
    size_t length = 0;
    for (int k = 0; k < lesson->beat_count && length + 40 < sizeof text; k++) {
        const SavedBeat *beat = &lesson->beats[k];
        if (!beat->asked)
            continue;
        length += (size_t)snprintf(text + length, sizeof text - length, "%s%d:", length ? " " : "",
                                   k + 1);
        if (beat->tries > 1 && beat->first >= 0)
            length += (size_t)snprintf(text + length, sizeof text - length, "%d>", beat->first + 1);
        if (beat->tries)
            length += (size_t)snprintf(text + length, sizeof text - length, "%d%s",
                                       beat->answer + 1, beat->right ? "+" : "");
        else
            length += (size_t)snprintf(text + length, sizeof text - length, "-");
    }
    grid_cell(row, "%s", text);
}

static bool add_readable(Grid *grid, const ProgressRow *from) {
    const SavedLesson *lesson = from->lesson;
    SavedProgress sum = saved_progress(lesson);
    char date[DATE_SIZE];
    GridRow *row = begin(grid, from);
    if (!row)
        return false;
    grid_cell(row, "%d/%d%s", sum.done, sum.beats, sum.finished ? " *" : "");
    grid_cell(row, "%d", sum.first_try);
    grid_cell(row, "%d", sum.later);
    grid_cell(row, "%d", sum.questions - sum.first_try - sum.later);
    grid_cell(row, sum.shown ? "%d/%d, %d shown" : "%d/%d", sum.by_hand + sum.shown, sum.tasks,
              sum.shown);
    grid_cell(row, "%.1f", lesson->seconds / 60);
    grid_cell(row, "%s", date_text(lesson->last, date));
    if (!from->version)
        return true;
    grid_cell(row, from->exercises ? "%d/%d" : "%d", from->exercises_right, from->exercises);
    grid_cell(row, "%s", from->version);
    answers_cell(row, lesson);
    return true;
}

/* ---- writing ---- */

static const char *head_words(const ProgressList *list) {
    if (list->answers)
        return "lesson,beat,first,answer,tries,right";
    if (!list->csv)
        return list->students
                   ? "lesson,done,first try,later,open,tasks,minutes,last,exercises,version,answers"
                   : "lesson,done,first try,later,open,tasks,minutes,last";
    return list->students ? "lesson,done,beats,questions,first_try,later,open,tasks,by_hand,shown,"
                            "minutes,first,last,finished,version,exercises,exercises_right"
                          : "lesson,done,beats,questions,first_try,later,open,tasks,by_hand,shown,"
                            "minutes,first,last,finished";
}

static void legend(FILE *out, const ProgressList *list) {
    if (list->answers)
        return;
    fputs("done: beats, * finished; first try, later, open: questions; minutes without pauses\n",
          out);
    if (list->students)
        fputs(
            "exercises: right of answered; answers: beat:first choice>last choice, + right, - not "
            "answered; version: whether it is the lesson as it is here\n",
            out);
}

bool progress_print(FILE *out, const ProgressList *list) {
    Grid grid = {0};
    bool good = head(&grid, list, head_words(list));
    for (int k = 0; k < list->count && good; k++)
        good = list->answers ? add_questions(&grid, &list->rows[k])
               : list->csv   ? add_numbers(&grid, &list->rows[k])
                             : add_readable(&grid, &list->rows[k]);
    if (good && list->csv)
        grid_write_csv(out, &grid);
    else if (good)
        grid_write(out, &grid);
    if (good && !list->csv)
        legend(out, list);
    grid_free(&grid);
    return good;
}

bool progress_add(ProgressList *list, const ProgressRow *row) {
    ProgressRow *rows = array_room(list->rows, &list->capacity, list->count, 1, sizeof *rows);
    if (!rows)
        return false;
    list->rows = rows;
    list->rows[list->count++] = *row;
    return true;
}

void progress_free(ProgressList *list) {
    free(list->rows);
    *list = (ProgressList){0};
}
