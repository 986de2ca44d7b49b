/* look_sample.h: for tests: a session that looks into the lesson of scene_screen.h. */
#ifndef GATESCOPE_TESTS_LOOK_SAMPLE_H
#define GATESCOPE_TESTS_LOOK_SAMPLE_H

#include "scene_screen.h"
#include "session/kinds/look.h"

/* As if the lesson's file were a network's. */
static inline Session *stand_look(void) {
    Errors errors = {0};
    Lesson *lesson = lesson_parse(SCREEN_LESSON, strlen(SCREEN_LESSON), NULL, &errors);
    errors_free(&errors);
    assert_non_null(lesson);
    const LookFile file = {.format = "PyTorch checkpoint",
                           .left = "decoder.*",
                           .left_count = 9,
                           .why = "decoder.weight_ih_l0: of another module"};
    return session_new_look(lesson, &file, NULL);
}

/* The same without a word of its own; example: it says how one's own is opened. */
static inline Session *stand_look_wordless(bool example) {
    Errors errors = {0};
    Lesson *lesson = lesson_parse(SCREEN_LESSON, strlen(SCREEN_LESSON), NULL, &errors);
    errors_free(&errors);
    assert_non_null(lesson);
    text_free(&lesson->title);
    assert_true(text_set(&lesson->title, "en", "1"));
    for (int k = 0; k < lesson->inputs; k++)
        lesson->input_names[k][1] = '\0';
    return session_new_look(lesson, &(LookFile){.pulse = true, .example = example}, NULL);
}

#endif
