/* groups.h: which rows of a table belong to one sequence, by the text in a column. Private to this
 * folder. */
#ifndef GATESCOPE_FILES_INPUTS_GROUPS_H
#define GATESCOPE_FILES_INPUTS_GROUPS_H

#include "files/inputs/data.h"

typedef struct Group {
    char *name; /* owned, until groups_sort gives it away */
    long last;  /* the last row that it has so far; -1: none */
    long rows;
} Group;

/* In the order in which they appear. */
typedef struct Groups {
    Group *items; /* owned */
    int count, capacity;
    int *slots; /* 1 + the index of the group whose name is found there; 0: free; owned */
    size_t slot_count;
} Groups;

/* The group of that name, which is made where there is none; -1 and an error. */
int groups_find(Groups *groups, const char *name, Error *error);
/* Makes each group a sequence: rows of one lie one behind the other, in their order. `of_row` has the
 * group of each of the first `rows` rows of data->numbers. */
bool groups_sort(Groups *groups, InputData *data, const int *of_row, long rows, Error *error);
void groups_free(Groups *groups);

#endif
