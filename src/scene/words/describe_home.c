/* describe_home.c: the home screen in sentences. */
#include "scene/words/describe_home.h"

#include "scene/words/prose.h"
#include "scene/words/spoken.h"

static void add_progress(Prose *prose, const CatalogueLesson *entry) {
    const LessonProgress *progress = &entry->progress;
    if (progress->finished)
        prose_add(prose, "Done");
    else if (progress->played)
        prose_add(prose, "Played, questions open: %d, tasks open: %d", progress->questions_open,
                  progress->tasks_open);
    else if (progress->begun)
        prose_add(prose, "At beat %d of %d", progress->at + 1, entry->lesson->beat_count);
    else
        prose_add(prose, "Not begun");
    if (progress->begun && progress->questions)
        prose_add(prose,
                  progress->questions == 1 ? ", %d of %d question right at first try"
                                           : ", %d of %d questions right at first try",
                  progress->first_try, progress->questions);
    prose_add(prose, ".\n");
}

static void add_lesson(Prose *prose, const CatalogueLesson *entry, Language language) {
    const Lesson *lesson = entry->lesson;
    prose_add(prose, "Lesson %d. ", entry->index + 1);
    if (!lesson) {
        prose_add(prose, "It cannot be read: %s.\n", entry->fault ? entry->fault : entry->path);
        return;
    }
    spoken_line(prose, text_in(&lesson->title, language));
    if (!prose_ends_sentence(prose))
        prose_add(prose, ".");
    prose_add(prose, lesson->minutes == 1 ? " %g minute, level %d. " : " %g minutes, level %d. ",
              (double)lesson->minutes, lesson->level);
    spoken_text(prose, text_in(&lesson->goal, language));
    prose_add(prose, "%s", prose_gap(prose));
    add_progress(prose, entry);
}

static void add_puzzle(Prose *prose) {
    prose_add(prose, "It reads this digit row by row, and what it has read is gone.");
    prose_add(prose, "%s", prose_gap(prose));
    prose_add(prose, "How can it know what it saw?");
    prose_add(prose, "\n");
}

/* What was played to its end, and is open all the same. */
static void add_left(Prose *prose, const Catalogue *catalogue) {
    CatalogueLeft left = catalogue_left(catalogue);
    if (!left.lessons)
        return;
    prose_add(
        prose,
        "%d of %d played to the end. Questions open: %d, tasks open: %d, the first of them in "
        "lesson %d.\n",
        catalogue_played(catalogue, -1), catalogue->lesson_count, left.questions, left.tasks,
        catalogue->lessons[left.first].index + 1);
}

static void add_next(Prose *prose, const Catalogue *catalogue, Language language) {
    int next = catalogue_next(catalogue);
    if (next < 0) {
        prose_add(prose, "All lessons are done.\n");
        return;
    }
    const CatalogueLesson *entry = &catalogue->lessons[next];
    prose_add(prose, entry->progress.begun ? "Continue with lesson %d, " : "Next is lesson %d, ",
              entry->index + 1);
    spoken_line(prose, text_in(&entry->lesson->title, language));
    prose_add(prose, "\n");
}

/* What was practised, in the order of the course. */
static void add_known(Prose *prose, const Catalogue *catalogue, Language language) {
    const Review *review = &catalogue->review;
    int answered = 0;
    for (int k = 0; k < idea_count(); k++) {
        Mastery mastery = review_mastery(review, k, catalogue->now);
        if (!mastery.answers)
            continue;
        if (!answered++)
            prose_add(prose, "\nWhat you still know:\n");
        prose_add(prose, "%s: %.0f %%, between %.0f and %.0f; answers: %d.\n",
                  phrase_among(language, "idea", idea_at(k)->name), 100 * mastery.chance,
                  100 * mastery.low, 100 * mastery.high, mastery.answers);
    }
    int days = review_exam_days(review, catalogue->now);
    if (days >= 0)
        prose_add(prose, "Days to the exam: %d.\n", days);
    if (answered)
        prose_add(prose, "Due today: %d.\n", review_due_count(review, catalogue->now));
}

/* What was opened of one's own, the newest first. */
static void add_own(Prose *prose, const Catalogue *catalogue) {
    bool any = false;
    for (int k = 0; k < catalogue->own_count; k++) {
        const CatalogueOwn *own = &catalogue->own[k];
        if (own->removed)
            continue;
        if (!any)
            prose_add(prose, "\nYour own:\n");
        any = true;
        prose_add(prose, own->kind == OWN_MODEL ? "Model: %s.\n" : "Lesson: %s.\n", own->name);
    }
}

size_t describe_home(const Catalogue *catalogue, Language language, char *text, size_t size) {
    Prose prose = prose_new(text, size, language);
    if (catalogue->tools)
        add_puzzle(&prose);
    prose_add(&prose, "All lessons: %d of %d done, %g minutes to go.\n",
              catalogue_finished(catalogue, -1), catalogue->lesson_count,
              (double)catalogue_minutes_left(catalogue, -1));
    add_left(&prose, catalogue);
    add_next(&prose, catalogue, language);
    add_known(&prose, catalogue, language);
    add_own(&prose, catalogue);
    for (int k = 0; k < catalogue->track_count; k++) {
        const CatalogueTrack *track = &catalogue->tracks[k];
        if (!track->count)
            continue;
        prose_add(&prose, "\nTrack: %s. %s%s%d of %d done.\n",
                  catalogue_track_title(catalogue, k, language),
                  track->track ? text_in(&track->track->about, language) : "",
                  track->track ? prose_gap(&prose) : "", catalogue_finished(catalogue, k),
                  track->count);
        for (int lesson = track->first; lesson < track->first + track->count; lesson++)
            add_lesson(&prose, &catalogue->lessons[lesson], language);
    }
    return prose.length;
}
