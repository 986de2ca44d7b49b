/* edit_list.h: a list of edits as they are in force, one after the other: what tweaks a beat has, and
 * what an undo comes back to. A later edit of the same target takes the earlier one's place; no step
 * of an input is set by two.
 *
 * Functions that return a bool return false only where memory lacks, with the list as it was, but
 * for edit_list_put, after which it may lack what the edit took the place of. */
#ifndef GATESCOPE_SESSION_EDIT_LIST_H
#define GATESCOPE_SESSION_EDIT_LIST_H

#include "lesson/edit.h"

typedef struct EditList {
    Edit *items; /* owned */
    int count, capacity;
} EditList;

bool edit_list_append(EditList *list, const Edit *edit);
bool edit_list_copy(EditList *copy, const EditList *list); /* copy: not initialised before */
void edit_list_free(EditList *list);                       /* it is empty then */

/* Where the list last sets what the edit does; -1: nowhere. */
int edit_list_find(const EditList *list, const Edit *edit);
/* The edit at the end, in place of those with its target. steps: of the run. Linear. */
bool edit_list_put(EditList *list, const Edit *edit, long steps);
/* Takes the steps that an edit of inputs sets from all others of that input. Linear. */
bool edit_list_cut(EditList *list, const Edit *by, long steps);

/* What a reset means: edits of the target, or (whole_input) of the target's whole input, or (target
 * NULL) all of them. One step of an input is taken out of whatever sets it. */
bool edit_list_has(const EditList *list, const Edit *target, bool whole_input);
bool edit_list_drop(EditList *list, const Edit *target, bool whole_input, long steps);
/* Single steps, of any input, from..to. */
bool edit_list_has_steps(const EditList *list, long from, long to);
void edit_list_drop_steps(EditList *list, long from, long to);

/* The first steps of a recording are gone: edits count their steps anew, and what says nothing any
 * more goes. */
void edit_list_forget(EditList *list, long steps);

#endif
