/* desk.c: see desk.h. */
#include "commands/train/desk.h"

#include <stdlib.h>

#include "commands/library/library.h"
#include "commands/train/letters.h"
#include "commands/train/training_job.h"
#include "session/kinds/training.h"
#include "session/session.h"
#include "session/words/phrase.h"
#include "ui/window/host.h"

enum { PATH_SIZE = 4096 };

struct TrainerDesk {
    Job *job;
    TrainingOrder given; /* the session's when it was last looked at */
    bool ordered, lent;
    Model *models[CELL_KIND_COUNT]; /* that were lent; owned */
};

/* ---- life ---- */

TrainerDesk *desk_new(bool beside, Error *error) {
    TrainerDesk *desk = calloc(1, sizeof *desk);
    if (!desk) {
        error_memory(error, sizeof *desk, "a trainer");
        return NULL;
    }
    desk->job = job_new(&training_job, beside, error);
    if (desk->job)
        return desk;
    free(desk);
    return NULL;
}

static void drop_lent(TrainerDesk *desk) {
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++) {
        model_free(desk->models[kind]);
        desk->models[kind] = NULL;
    }
    desk->lent = false;
}

void desk_free(TrainerDesk *desk) {
    if (!desk)
        return;
    job_free(desk->job);
    drop_lent(desk);
    free(desk);
}

/* ---- orders ---- */

static bool same_order(const TrainingOrder *a, const TrainingOrder *b) {
    return a->race == b->race && a->running == b->running && a->example == b->example;
}

/* One that memory lacks for is given in the next frame. */
static void give_order(TrainerDesk *desk, const TrainingOrder *order) {
    if (desk->ordered && same_order(order, &desk->given))
        return;
    desk->ordered = job_send(desk->job, LETTER_ORDER, order, sizeof *order);
    desk->given = *order;
}

static void ask(TrainerDesk *desk, int letter) {
    const char nothing = 0;
    job_send(desk->job, letter, &nothing, sizeof nothing);
}

void desk_lend(TrainerDesk *desk) {
    ask(desk, LETTER_LEND);
}

void desk_save(TrainerDesk *desk) {
    ask(desk, LETTER_SAVE);
}

bool desk_lent(TrainerDesk *desk, Model *models[CELL_KIND_COUNT]) {
    bool lent = desk->lent;
    for (int kind = 0; lent && kind < CELL_KIND_COUNT; kind++) {
        models[kind] = desk->models[kind];
        desk->models[kind] = NULL;
    }
    desk->lent = false;
    return lent;
}

/* ---- answers ---- */

static void tell_saved(const SavedLetter *saved, Session *session) {
    Language language = session->view.language;
    Error notice = saved->error;
    char path[PATH_SIZE];
    if (notice.what[0]) {
        session_tell(session, &notice);
        return;
    }
    host_give();
    library_whole_name(saved->names, path, sizeof path);
    TrainingTask task = session_training(session)->task;
    if (task == TRAINING_TEXT)
        error_set(&notice,
                  phrase_in(language, "Saved as %s \u2013 gatescope text FILE reads with it"),
                  path);
    else
        error_set(
            &notice,
            phrase_in(language,
                      "Saved as %s \u2013 gatescope train %s --resume FILE goes on from there"),
            path, training_task_name(task));
    if (task == TRAINING_DIGITS || task == TRAINING_TEXT) /* what a screen can open */
        session_tell_saved(session, &notice);
    else
        session_tell(session, &notice);
}

static void take_report(void *letter, Session *session) {
    unsigned race;
    RaceReport report = letter_report(letter, &race);
    training_take(session, race, &report);
}

static void take_models(TrainerDesk *desk, const void *letter, Session *session) {
    Error error = {0};
    drop_lent(desk);
    desk->lent = letter_models(letter, desk->models, &error);
    if (!desk->lent)
        session_tell(session, &error);
}

static void take(TrainerDesk *desk, int tag, void *letter, Session *session) {
    const FailedLetter *failed = letter;
    if (tag == LETTER_REPORT)
        take_report(letter, session);
    else if (tag == LETTER_FAILED)
        training_fail(session, failed->race, &failed->error);
    else if (tag == LETTER_SAVED)
        tell_saved(letter, session);
    else
        take_models(desk, letter, session);
}

bool desk_follow(TrainerDesk *desk, Session *session) {
    int tag;
    size_t size;
    give_order(desk, &session_training(session)->order);
    bool busy = job_follow(desk->job);
    for (void *letter; (letter = job_next(desk->job, &tag, &size));) {
        take(desk, tag, letter, session);
        free(letter);
    }
    return busy || desk->lent;
}
