/* parts.h: what the files of the session share. Private to src/session. */
#ifndef GATESCOPE_SESSION_PARTS_H
#define GATESCOPE_SESSION_PARTS_H

#include "session/session.h"

/* session.c */
bool session_make(Session *session, const Lesson *lesson, Error *error); /* run and beats */
void session_empty(Session *session);                                    /* frees them */

/* clock.c */
void clock_jump(Session *session, long tick); /* at once */
void clock_travel(Session *session, long tick,
                  double most);      /* forwards in motion, within `most` seconds */
void clock_reveal(Session *session); /* seen follows shown */
bool clock_apply(Session *session, const Action *action);

/* beats.c */
void beats_enter(Session *session, int beat);
bool beats_apply(Session *session, const Action *action);
/* True: an open question asks to wait, and the notice says so. What goes on of itself (a drag, a
 * held key) is always asked to wait, another try only once. */
bool beats_hold_back(Session *session, bool of_itself);

/* edits.c */
/* The run = lesson + script + tweaks. False where memory lacks: the run is then stale. */
bool edits_rebuild(Session *session, Error *error);
bool edits_apply(Session *session, const Action *action);
void edits_free_beat(BeatState *state);
bool edits_drop(Session *session, int beat); /* with an undo, without a new run */
bool edits_append(EditList *list, const Edit *edit);
/* Several changes with one undo; joins: they belong to the change before. */
bool edits_change_all(Session *session, const Edit *edits, int count, bool joins);
/* Takes back what tweaks set of all inputs in these steps; joins alike. */
bool edits_restore_steps(Session *session, long from, long to, bool joins);
/* Other tweaks in place of those in force, whose history ends; they are taken. */
bool edits_replace(Session *session, EditList edits);
bool edits_copy(EditList *copy, const EditList *list);
/* One change, if it may be and makes a difference. continues: of what was just changed (a drag). */
bool edits_change(Session *session, const Edit *edit, bool continues);
/* The first steps of a recording are gone: edits count their steps anew, in all lists, and the
 * oldest of these go. */
void edits_forget(BeatState *state, long steps);

/* curves.c */
bool curves_apply(Session *session, const Action *action);
/* Takes the steps that an edit of inputs sets from all others of that input: none of them sets a
 * step twice. steps: of the run. Linear. False: no memory, and the list is as it was. */
bool curves_cut(EditList *list, const Edit *by, long steps);
int curves_find(const EditList *list, int column, long step); /* what sets it; -1: nothing */
bool curves_same(const Run *run, const Edit *edit);           /* it would set what is there */

/* before.c */
void before_take(Session *session);   /* the run as it is now, where none is kept */
void before_undone(Session *session); /* drops it where nothing differs from it any more */
bool before_drop(Session *session);   /* whether one was kept */
bool before_apply(Session *session);

/* may.c */
/* Whether the edit has a place in the lesson (indices and sizes) and a finite value. */
bool may_fit(const Lesson *lesson, const Edit *edit);
/* False only for an edit of a weight that the cell lacks as it is now. */
bool may_weight_present(const Session *session, const Edit *edit);
bool may_change(Session *session, const Edit *edit); /* false: the notice says why not */

/* present.c */
bool present_apply(Session *session, const Action *action);
/* A question waits for its choices to be shown: shows them, true. */
bool present_hold_back(Session *session);
void present_new_beat(Session *session);
void present_free(Session *session);

/* sandbox.c */
void sandbox_free(Sandbox *sandbox);
bool sandbox_apply(Session *session, const Action *action);
void sandbox_keep_window(Session *session); /* the step on stage is in view */

/* digits.c */
void digits_end(DigitReading *digits);
bool digits_apply(Session *session, const Action *action);
/* Whether the action means something else here, or nothing: the session's own answer to it is in
 * *changed. */
bool digits_take(Session *session, const Action *action, bool *changed);
void digits_keep(Session *session); /* the list fits the selected network */

/* digits_score.c */
void digits_score_some(Session *session, int images);
bool digits_scoring(const Session *session); /* there is more to compute */

/* digits_past.c: images that were read before */
bool digits_can_undo(const Session *session);
bool digits_can_redo(const Session *session);
/* Remembers the image as it is read now, with its tweaks; what had been undone is gone. */
bool digits_remember(Session *session);
void digits_forget(Session *session); /* what was remembered last: nothing has come of it */
bool digits_step(Session *session, bool back);
struct DigitHistory;
void digits_past_free(struct DigitHistory *history);
bool digits_show(Session *session, EditList tweaks); /* the image anew, with these tweaks, taken */
/* text.c */
void text_end(TextReading *reading); /* NULL is allowed */
bool text_apply(Session *session, const Action *action);
/* Whether the action means something else here, or nothing: the session's answer to it is in
 * *changed. */
bool text_take(Session *session, const Action *action, bool *changed);
long text_length(const Session *session);
/* Known characters from place `from` on; what stood there is gone. The last one is on stage. */
void text_put(Session *session, long from, const unsigned char *characters, long count);

/* text_write.c */
bool text_write_apply(Session *session, const Action *action);
bool text_speed(Session *session, const Action *action);
bool text_advance(Session *session, double seconds);
void text_keep(Session *session); /* correlations and their order fit what is read */

/* training.c */
void training_free(Training *training);
/* Takes all actions where cells learn: false, where none do; else what it did is in *changed. */
bool training_apply(Session *session, const Action *action, bool *changed);

/* live.c */
bool live_advance(Session *session, double seconds);
void live_play(Session *session, bool on);
bool live_speed(Session *session, const Action *action);
/* Where the newest step is on stage and a step on is asked for: records it with the inputs of now.
 */
void live_record(Session *session);

/* typing.c */
bool typing_apply(Session *session, const Action *action);
/* Drops what is typed where the action is about something else; whether it did. */
bool typing_leave(Session *session, ActionKind kind);

/* home.c */
bool home_apply(Session *session, const Action *action);

/* trail.c */
bool trail_apply(Session *session, const Action *action);
void trail_close(Session *session);
void trail_keep(Session *session); /* what is shown of a trail fits the run as it is now */

/* gradients.c */
bool gradients_apply(Session *session, int number); /* 1: shown, 0: not, -1: the other way */
void gradients_enter(Session *session);             /* a beat */
void gradients_keep(Session *session); /* what is shown of them fits the session as it is now */
void gradients_forget(Session *session);

/* view.c */
bool view_apply(Session *session, const Action *action);
void view_keep_stage(Session *session);     /* never empty: hidden kinds come back */
void view_keep_selection(Session *session); /* a cell that is shown, a unit that it has */

#endif
