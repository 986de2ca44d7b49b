/* monkey.c: somebody who presses, drags and turns whatever is on the screen, at random, and
 * sends nonsense between: in lessons of every kind, at any size of the window. Whatever comes of
 * it, every number that is drawn or pressed is finite, and no list is cut short. The seed is fixed;
 * MONKEY in the environment says how many actions; `make monkey` does a million. */
#include "digits_fixture.h"
#include "practise_fixture.h"
#include "session_monkey.h"
#include "text_session.h"

#include "scene_lessons.h"

#include "files/lesson/folder.h"
#include "files/lesson/glossary.h"

enum { ITEMS = 3 };

static const char *const LESSONS[] = {"lessons/21-add-or-replace.json", "lessons/41-relu-gate.json",
                                      "lessons/31-vanishing.json", "lessons/53-brackets.json"};
enum { LESSON_COUNT = sizeof LESSONS / sizeof *LESSONS };

/* What the home screen shows: the lesson, with and without its picture, and one with a fault. */
typedef struct Shelf {
    CatalogueTrack track;
    CatalogueLesson items[ITEMS];
    Catalogue catalogue;
} Shelf;

static void shelf_fill(Shelf *shelf, const Play *play) {
    *shelf = (Shelf){.track = {.id = "tests", .count = ITEMS}};
    for (int k = 0; k < ITEMS; k++)
        shelf->items[k] = (CatalogueLesson){.lesson = k < 2 ? play->lesson : NULL,
                                            .path = "lessons/x.json",
                                            .fault = k < 2 ? NULL : "line 3: a bracket is missing",
                                            .index = k};
    shelf->catalogue = (Catalogue){.tracks = &shelf->track,
                                   .track_count = 1,
                                   .lessons = shelf->items,
                                   .lesson_count = ITEMS,
                                   .version = 1,
                                   .tools = true};
}

static Viewport some_viewport(Dice *dice) {
    static const int SIZES[][2] = {{1280, 720}, {1600, 900}, {200, 100}, {7680, 4320},
                                   {800, 600},  {320, 1000}, {1, 1},     {3000, 60}};
    static const float SCALES[] = {1, 1, 1.25f, 2, 3};
    int size = below(dice, 3) ? below(dice, 2) : below(dice, 8);
    return (Viewport){.width = SIZES[size][0],
                      .height = SIZES[size][1],
                      .scale = SCALES[below(dice, 5)],
                      .lesson_number = 1,
                      .lesson_total = 3};
}

/* A press, a drag, a notch of the wheel, a right click on something that is there. */
static Action some_region(Dice *dice, const DisplayList *list) {
    const Region *region = &list->regions[below(dice, list->region_count)];
    switch (below(dice, 6)) {
    case 0:
        return region->reset;
    case 1:
        return region->inspect;
    case 2:
        return region_nudge(region, below(dice, 7) - 3);
    case 3:
        return region->kind == REGION_PANEL ? region_scroll(region, (float)below(dice, 200) - 100)
                                            : region->action;
    default: {
        float across = (float)below(dice, 140) / 100 - 0.2f,
              up = (float)below(dice, 140) / 100 - 0.2f;
        Rect rect = region->rect;
        return region->kind == REGION_BUTTON || region->kind == REGION_PANEL
                   ? region->action
                   : region_drag(region, rect.x + across * rect.w, rect.y + up * rect.h);
    }
    }
}

static bool rect_finite(Rect rect) {
    return isfinite(rect.x) && isfinite(rect.y) && isfinite(rect.w) && isfinite(rect.h);
}

static bool shape_finite(const DisplayList *list, const Shape *s) {
    bool good = rect_finite(s->rect) && isfinite(s->radius) && isfinite(s->width) &&
                isfinite(s->dash) && isfinite(s->px) && isfinite(s->low) && isfinite(s->high);
    if (s->kind == SHAPE_TEXT)
        return good && s->text + s->length <= list->text_length;
    if (s->kind == SHAPE_HEAT || s->kind == SHAPE_CURVE)
        good = good && s->values + (size_t)s->rows * (size_t)s->columns <= list->value_count;
    return good;
}

/* A region's value is the number itself, which may be no number any more: its label says so. */
static void assert_finite(const DisplayList *list, const Action *last) {
    assert_false(list->full);
    for (int k = 0; k < list->shape_count; k++)
        if (!shape_finite(list, &list->shapes[k]))
            fail_msg("shape %d of kind %d after action %d", k, list->shapes[k].kind, last->kind);
    for (int k = 0; k < list->region_count; k++) {
        const Region *region = &list->regions[k];
        if (!rect_finite(region->rect) || !isfinite(region->low) || !isfinite(region->high) ||
            !isfinite(region->step))
            fail_msg("region %d of kind %d (%s) after action %d", k, region->kind,
                     list->texts + region->label, last->kind);
    }
}

/* The play is stopped. */
static void play_at_random(Dice *dice, Play play, const Glossary *words, long actions) {
    Shelf shelf;
    shelf_fill(&shelf, &play);
    Action action = {0};
    long done = 0;
    for (long k = 0; k < actions; k++) {
        if (k % 8 == 0) {
            play.viewport = some_viewport(dice);
            play.viewport.glossary = below(dice, 4) ? words : NULL;
            play.viewport.catalogue = below(dice, 4) ? &shelf.catalogue : NULL;
        }
        scene_build(&play.list, play.session, &PLAY_FONTS, &play.viewport);
        assert_finite(&play.list, &action);
        for (int press = 0; press < 4; press++) {
            bool seen = play.list.region_count && below(dice, 5);
            action = seen ? some_region(dice, &play.list) : some_action(dice);
            if (action.kind == ACTION_HOME && below(dice, 2))
                action.number = 0; /* one does not stay there */
            done += session_apply(play.session, &action);
            k++;
        }
        session_advance(play.session, below(dice, 100) / 100.0);
    }
    assert_true(done > actions / 10); /* it ends in no state that nothing leads out of */
    assert_false(
        play.session->stale); /* nowhere does it end in a state that nothing leads out of */
    assert_false(play.session->stale);
    play_stop(&play);
}

static void whatever_is_pressed(void **state) {
    (void)state;
    Dice dice = {20240609};
    Glossary words;
    Errors errors = {0};
    assert_true(glossary_read("lessons/" GLOSSARY_FILE, &words, &errors));
    long actions = monkey_actions(12000) / LESSON_COUNT;
    for (int k = 0; k < LESSON_COUNT; k++) {
        Play play;
        lesson_start(&play, LESSONS[k]);
        play_at_random(&dice, play, &words, actions);
    }
    glossary_free(&words);
}

/* The digits screen, with all that can be pressed there. */
static void whatever_is_pressed_of_digits(void **state) {
    (void)state;
    Dice dice = {20251125};
    DigitSet set = fixture_set();
    Play play = {.session = fixture_digits(&set)};
    play_at_random(&dice, play, NULL, monkey_actions(40000) / 10);
    fixture_set_free(&set);
}

/* The text screen alike. */
static void whatever_is_pressed_of_a_text(void **state) {
    (void)state;
    Dice dice = {20251126};
    PassageSet set = fixture_passages();
    Play play = {.session = fixture_text(CELL_LSTM, &set)};
    play_at_random(&dice, play, NULL, monkey_actions(40000) / 10);
}

/* Exercises, and their cells on stage. */
static void whatever_is_pressed_of_exercises(void **state) {
    (void)state;
    Dice dice = {20251130};
    Play play = {.session = fixture_practise(-1)};
    play_at_random(&dice, play, NULL, monkey_actions(40000) / 10);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(whatever_is_pressed),
                                       cmocka_unit_test(whatever_is_pressed_of_digits),
                                       cmocka_unit_test(whatever_is_pressed_of_a_text),
                                       cmocka_unit_test(whatever_is_pressed_of_exercises)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
