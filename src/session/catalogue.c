/* catalogue.c: see catalogue.h. */
#include "session/catalogue.h"

const char *catalogue_track_title(const Catalogue *catalogue, int track, Language language) {
    const CatalogueTrack *entry = &catalogue->tracks[track];
    const char *title = entry->track ? text_in(&entry->track->title, language) : "";
    return title[0] ? title : entry->id;
}

static bool was_played(const CatalogueLesson *lesson) {
    return lesson->progress.finished || lesson->progress.played;
}

int catalogue_next(const Catalogue *catalogue) {
    const CatalogueLesson *lessons = catalogue->lessons;
    int count = catalogue->lesson_count, here = catalogue->here, from = 0;
    if (here >= 0 && lessons[here].progress.begun) {
        const Lesson *lesson = lessons[here].lesson;
        bool through = lesson && lessons[here].progress.at + 1 >= lesson->beat_count;
        from = through ? here + 1 : here;
    }
    for (int open = 0; open < 2; open++)
        for (int k = 0; k < count; k++) {
            const CatalogueLesson *entry = &lessons[(from + k) % count];
            if (entry->lesson && !(open ? entry->progress.finished : was_played(entry)))
                return (from + k) % count;
        }
    return -1;
}

static bool counts(const CatalogueLesson *lesson, int track) {
    return track < 0 || lesson->track == track;
}

int catalogue_finished(const Catalogue *catalogue, int track) {
    int finished = 0;
    for (int k = 0; k < catalogue->lesson_count; k++)
        finished +=
            counts(&catalogue->lessons[k], track) && catalogue->lessons[k].progress.finished;
    return finished;
}

int catalogue_played(const Catalogue *catalogue, int track) {
    int played = 0;
    for (int k = 0; k < catalogue->lesson_count; k++)
        played += counts(&catalogue->lessons[k], track) && was_played(&catalogue->lessons[k]);
    return played;
}

CatalogueLeft catalogue_left(const Catalogue *catalogue) {
    CatalogueLeft left = {.first = -1};
    for (int k = 0; k < catalogue->lesson_count; k++) {
        const CatalogueLesson *entry = &catalogue->lessons[k];
        const LessonProgress *progress = &entry->progress;
        if (!entry->lesson || !progress->played || progress->finished)
            continue;
        left.first = left.lessons++ ? left.first : k;
        left.questions += progress->questions_open;
        left.tasks += progress->tasks_open;
    }
    return left;
}

float catalogue_minutes_left(const Catalogue *catalogue, int track) {
    float minutes = 0;
    for (int k = 0; k < catalogue->lesson_count; k++) {
        const CatalogueLesson *entry = &catalogue->lessons[k];
        if (counts(entry, track) && entry->lesson && !was_played(entry))
            minutes += entry->lesson->minutes;
    }
    return minutes;
}

/* In the middle of a step half of the stage is dark still. */
static bool is_whole(const Beat *beat) {
    return !beat->has_at || (beat->at_t >= 0 && beat->at_phase == PHASE_SHOW);
}

int catalogue_telling_beat(const Lesson *lesson) {
    int latest = 0;
    for (int beat = 0; beat < lesson->beat_count; beat++) {
        const Beat *entry = &lesson->beats[beat];
        if (beat && lesson->beats[beat - 1].question && is_whole(entry))
            return beat;
        if (entry->has_at && is_whole(entry) && entry->at_t > lesson->beats[latest].at_t)
            latest = beat;
    }
    return latest;
}
