/* pseudo.c: proves that no text of the program is outside of its languages' files. A language made
 * by tests/support/pseudo.awk writes every phrase with accents; on every screen, in many states, and
 * in all that is told of them, no word of plain letters is left then but names, and no word of the
 * Chinese either. */
#include "digits_fixture.h"
#include "look_sample.h"
#include "scene_screen.h"
#include "text_session.h"
#include "training_sample.h"

#include <ctype.h>
#include <limits.h>

#include "engine/kinds/gru.h"
#include "engine/kinds/lstm.h"
#include "files/language/po.h"
#include "files/lesson/glossary.h"
#include "files/lesson/tracks.h"
#include "scene/words/describe.h"
#include "scene/words/describe_digits.h"
#include "scene/words/describe_home.h"
#include "scene/words/describe_look.h"
#include "scene/words/describe_text.h"
#include "scene/words/describe_training.h"
#include "session/kinds/sandbox.h"
#include "session/words/translate.h"

static PoFile pseudo;
static int outside; /* words found so far */

static int make_language(void **state) {
    (void)state;
    static char text[1 << 19];
    Error error = {0};
    FILE *in = popen("awk -f tests/support/pseudo.awk src/session/words/zh.po", "r");
    assert_non_null(in);
    size_t length = fread(text, 1, sizeof text - 1, in);
    assert_int_equal(pclose(in), 0);
    assert_true(length < sizeof text - 1);
    if (!po_parse(text, "qps.po", &pseudo, &error))
        fail_msg("%d: %s", error.line, error.what);
    assert_string_equal(pseudo.language.tag, "qps");
    assert_int_equal(pseudo.language.phrase_count, LANGUAGE_ZH->phrase_count);
    return 0;
}

static int free_language(void **state) {
    (void)state;
    po_free(&pseudo);
    return 0;
}

/* ---- what is in no file ---- */

/* Names of kinds and activations, of keys as they stand on them, and of formats. */
static const char *const NAMES[] = {"Gatescope",    "LSTM",        "GRU",      "RNN",     "EN",
                                    "PyTorch",      "safetensors", "tanh",     "sigmoid", "relu",
                                    "hard_sigmoid", "softsign",    "identity", "hard",    "Shift",
                                    "Ctrl",         "ab" /* a picture of a text */};

static bool is_name(const char *word, size_t length) {
    if (memchr(word, '_', length)) /* W_xf */
        return true;
    for (size_t k = 0; k < sizeof NAMES / sizeof *NAMES; k++)
        if (strlen(NAMES[k]) == length && memcmp(NAMES[k], word, length) == 0)
            return true;
    return false;
}

static bool is_letter(char c) {
    return isalpha((unsigned char)c) || c == '_';
}

/* Whether a letter with an accent touches the word: it is a part of one that was said. */
static bool is_part(const char *text, size_t length, size_t at, size_t end) {
    return (at > 0 && (unsigned char)text[at - 1] >= 0x80) ||
           (end < length && (unsigned char)text[end] >= 0x80);
}

static void look_at(const char *where, const char *text, size_t length) {
    for (size_t at = 0; at < length;) {
        size_t end = at;
        uint32_t c;
        while (end < length && is_letter(text[end]))
            end++;
        if (end > at + 1 && !is_name(text + at, end - at) && !is_part(text, length, at, end)) {
            print_message("%s: outside is \"%.*s\" of: %.*s\n", where, (int)(end - at), text + at,
                          (int)length, text);
            outside++;
            return;
        }
        utf8_decode(text + at, length - at, &c);
        if (utf8_wide(c) && c != 0x4e2d && c != 0x6587) { /* the button that leads to Chinese */
            print_message("%s: outside is Chinese: %.*s\n", where, (int)length, text);
            outside++;
            return;
        }
        at = end > at ? end : at + 1;
    }
}

static void look(Play *play, const char *where) {
    for (int shape = 0; shape < play->list.shape_count; shape++) {
        const Shape *s = &play->list.shapes[shape];
        if (s->kind == SHAPE_TEXT && s->face != FACE_SYMBOL)
            look_at(where, play->list.texts + s->text, s->length);
    }
    for (int k = 0; k < play->list.region_count; k++) {
        size_t length;
        const Region *region = &play->list.regions[k];
        const char *label = region_label(&play->list, region, &length);
        if (region->action.kind != ACTION_LANGUAGE)
            look_at(where, label, length);
    }
}

static void draw_and_look(Play *play, const char *where) {
    screen_draw(play, (Size){1600, 900, 1});
    look(play, where);
}

static void look_with(Play *play, const char *where, Action action) {
    play_do(play, action);
    draw_and_look(play, where);
}

static void speak(Play *play) {
    play->session->view.language = &pseudo.language;
    play->viewport.lesson_number = 2;
    play->viewport.lesson_total = 3;
}

static void look_at_told(const char *where, const char *text, size_t length, size_t size) {
    assert_true(length < size);
    look_at(where, text, length);
}

static void all_is_inside(void) {
    assert_int_equal(outside, 0);
}

/* ---- a lesson ---- */

static const char LESSON[] =
    "{\"format\":1,\"id\":\"x\",\"title\":{\"qps\":\"\u0422\"},\"track\":\"tests\",\"level\":1,"
    "\"minutes\":1,\"goal\":{\"qps\":\"\u0426\"},\"misconception\":{\"qps\":\"\u041d\"},"
    "\"next\":{\"qps\":\"\u0414\"},"
    "\"inputs\":{\"names\":[\"\u0430\",\"\u0431\"],\"sequence\":[[0.5,0],[1,0.25],[0,-0.5]]},"
    "\"cells\":["
    "{\"id\":\"lstm\",\"kind\":\"lstm\",\"hidden\":2,\"weights\":{\"W_xi\":[[1,2],[0.5,-1]],"
    "\"W_xf\":[[1,2],[1,0]],\"W_hf\":[[1,0],[0,1]],\"b_f\":[2,3],\"W_xc\":[[1,2],[0,1]]}},"
    "{\"id\":\"gru\",\"kind\":\"gru\",\"hidden\":2,\"weights\":{\"W_xz\":[[1,2],[0.5,-1]],"
    "\"W_xh\":[[1,2],[0.5,-1]]}},"
    "{\"id\":\"rnn\",\"kind\":\"rnn\",\"hidden\":2,\"weights\":{\"W_xh\":[[1,1],[0.5,1]]}}],"
    "\"beats\":[{\"say\":{\"qps\":\"\u0413 {f}, {c}.\"},\"at\":{\"t\":1}},"
    "{\"say\":{\"qps\":\"\u0414\"},\"ask\":{\"question\":{\"qps\":\"\u0412?\"},"
    "\"choices\":[{\"text\":{\"qps\":\"\u0410\"},\"right\":true,\"why\":{\"qps\":\"\u041f\"}},"
    "{\"text\":{\"qps\":\"\u0411\"},\"why\":{\"qps\":\"\u041f\"}}]}},"
    "{\"say\":{\"qps\":\"\u0417\"},\"task\":{\"text\":{\"qps\":\"\u0421\"},"
    "\"may\":[\"lstm.b_f\"],\"until\":\"max(lstm.c[0] @ 0..2) < 0.1\",\"solution\":["
    "{\"set\":\"lstm.b_f[0]\",\"to\":-9}]}},{\"say\":{\"qps\":\"\u041a\"}}]}";

static void begin(Play *play) {
    screen_start(play, LESSON);
    speak(play);
}

static void tell(const Play *play, const Session *before) {
    static char text[1 << 14];
    size_t length = before ? describe_beat(play->session, before, text, sizeof text)
                           : describe_lesson(play->session, text, sizeof text);
    look_at_told("what is told of a lesson", text, length, sizeof text);
}

static void a_lesson_is_inside(void **state) {
    (void)state;
    static Play play, before;
    begin(&play);
    begin(&before);
    tell(&play, NULL);
    draw_and_look(&play, "the first beat");
    screen_wait(&play);
    for (int cell = 0; cell < 3; cell++)
        look_with(&play, "a cell", (Action){.kind = ACTION_SELECT, .cell = cell});
    look_with(&play, "the sum", (Action){.kind = ACTION_PANEL, .number = PANEL_EQUATION});
    look_with(&play, "gradients", (Action){.kind = ACTION_GRADIENTS, .number = 1});
    tell(&play, before.session);
    look_with(&play, "the keys", (Action){.kind = ACTION_HELP, .number = 1});
    play_do(&play, (Action){.kind = ACTION_HELP, .number = 0});
    play_go(&play, -1, PHASE_SHOW);
    draw_and_look(&play, "the initial state");
    for (int phase = 0; phase < 4; phase++) {
        play_go(&play, 1, (Phase)phase);
        draw_and_look(&play, "a phase");
        tell(&play, before.session);
    }
    screen_beat(&play, 1);
    draw_and_look(&play, "the question");
    look_with(&play, "presenting", (Action){.kind = ACTION_PRESENT, .number = 1});
    look_with(&play, "revealed", (Action){.kind = ACTION_REVEAL});
    play_do(&play, (Action){.kind = ACTION_PRESENT, .number = 0});
    look_with(&play, "the answer", (Action){.kind = ACTION_ANSWER, .number = 1});
    look_with(&play, "the right answer", (Action){.kind = ACTION_ANSWER, .number = 0});
    tell(&play, before.session);
    screen_beat(&play, 2);
    look_with(&play, "a refusal",
              (Action){.kind = ACTION_EDIT,
                       .edit = {.kind = EDIT_INPUT, .column = 0, .step = 0, .value = 1}});
    look_with(&play, "the solution", (Action){.kind = ACTION_SHOW_SOLUTION});
    tell(&play, before.session);
    screen_beat(&play, 3);
    draw_and_look(&play, "the last beat");
    tell(&play, before.session);
    play_stop(&play);
    play_stop(&before);
    all_is_inside();
}

static void changes_are_inside(void **state) {
    (void)state;
    static Play play, before;
    static const Edit edits[] = {
        {.kind = EDIT_INPUT, .column = 1, .step = 0, .value = 1},
        {.kind = EDIT_HOLD, .cell = 0, .index = LSTM_F, .row = -1, .to = LONG_MAX},
        {.kind = EDIT_WEIGHT, .cell = 0, .index = 0, .value = 3},
        {.kind = EDIT_INITIAL, .cell = 0, .index = LSTM_C, .row = 0, .value = 2},
        {.kind = EDIT_VARIANT, .index = LSTM_COUPLED, .cell = 0, .flag = true},
        {.kind = EDIT_VARIANT, .index = 0, .cell = 1, .flag = true},
        {.kind = EDIT_ACTIVATION, .cell = 0, .index = 1, .activation = ACTIVATION_RELU}};
    begin(&play);
    begin(&before);
    screen_wait(&play);
    for (size_t k = 0; k < sizeof edits / sizeof *edits; k++)
        look_with(&play, "a change", (Action){.kind = ACTION_EDIT, .edit = edits[k]});
    tell(&play, before.session);
    static const char *const menus[] = {"changes", "timeline.curves", "activation", "weights"};
    for (size_t k = 0; k < sizeof menus / sizeof *menus; k++)
        look_with(&play, "a menu",
                  (Action){.kind = ACTION_OPEN_MENU, .id = region_id(menus[k], 0)});
    play_do(&play, (Action){.kind = ACTION_OPEN_MENU});
    for (int wave = 0; wave < WAVE_COUNT; wave++)
        look_with(&play, "a curve",
                  (Action){.kind = ACTION_INPUT_PRESET, .number = 0, .unit = wave, .step = 1});
    tell(&play, before.session);
    look_with(&play, "painting", (Action){.kind = ACTION_PAINTING, .number = 1});
    play_stop(&play);
    play_stop(&before);
    all_is_inside();
}

static void the_inspector_is_inside(void **state) {
    (void)state;
    static Play play;
    begin(&play);
    screen_wait(&play);
    for (int notation = 0; notation < 2;
         notation++, play_do(&play, (Action){.kind = ACTION_NOTATION, .number = -1}))
        for (int cell = 0; cell < 3; cell++) {
            const CellKindInfo *kind = cell_kind(play.lesson->cells[cell].cell->spec.kind);
            for (int signal = 0; signal < kind->signal_count; signal++)
                look_with(
                    &play, "the inspector",
                    (Action){.kind = ACTION_INSPECT, .cell = cell, .number = signal, .step = 1});
        }
    look_with(&play, "the inspector",
              (Action){.kind = ACTION_INSPECT, .cell = 0, .number = LSTM_C, .step = -1});
    play_stop(&play);
    all_is_inside();
}

/* ---- the glossary, from its own file ---- */

static void the_glossary_is_inside(void **state) {
    (void)state;
    static Play play;
    Glossary words;
    Errors errors = {0};
    const Languages languages = {&pseudo.language, 1};
    assert_true(glossary_read("lessons/" GLOSSARY_FILE, &words, &errors));
    assert_true(translate_glossary(&words, &languages));
    begin(&play);
    for (int term = 0; term < words.count; term++) /* which stands beside it */
        words.items[term].term.items[0].said[0] = '\0';
    for (int term = 0; term < words.count; term++) {
        play_do(&play, (Action){.kind = ACTION_GLOSSARY, .number = term});
        play.viewport = (Viewport){.width = 1600, .height = 900, .scale = 1, .glossary = &words};
        scene_build(&play.list, play.session, &PLAY_FONTS, &play.viewport);
        look(&play, words.items[term].id);
    }
    play_stop(&play);
    glossary_free(&words);
    all_is_inside();
}

/* ---- the home screen, with the tracks of the course ---- */

static void home_is_inside(void **state) {
    (void)state;
    static Play play;
    static char text[1 << 13];
    Tracks tracks;
    Errors errors = {0};
    const Languages languages = {&pseudo.language, 1};
    assert_true(tracks_read("lessons/" TRACKS_FILE, &tracks, &errors));
    assert_true(translate_tracks(&tracks, &languages));
    begin(&play);
    CatalogueTrack entries[16];
    CatalogueLesson items[16];
    assert_true(tracks.count > 3 && tracks.count < 16);
    for (int k = 0; k < tracks.count; k++) {
        entries[k] = (CatalogueTrack){&tracks.items[k], tracks.items[k].id, k, 1};
        items[k] = (CatalogueLesson){.lesson = play.lesson,
                                     .picture = k ? play.session : NULL,
                                     .path = "1",
                                     .index = k,
                                     .track = k,
                                     .progress = {.begun = k % 3 > 0, .finished = k % 3 == 2}};
    }
    items[0].lesson = NULL;
    items[0].fault = "?";
    const CatalogueOwn own[] = {{"1", "1", OWN_LESSON, 0, false}, {"2", "2", OWN_MODEL, 0, true}};
    Catalogue catalogue = {.tracks = entries,
                           .track_count = tracks.count,
                           .lessons = items,
                           .lesson_count = tracks.count,
                           .here = 1,
                           .tools = true,
                           .own = own,
                           .own_count = 2,
                           .keeps = true};
    for (int k = 0; k < idea_count(); k++) /* each idea in one of the states that there are */
        review_meet(&catalogue.review, k % 3 ? "" : idea_at(k)->lessons[0]);
    for (int k = 0; k < 8; k++)
        review_take(&catalogue.review, &(PractiseAnswer){.idea = "keep", .when = 1 + k});
    play_do(&play, (Action){.kind = ACTION_HOME, .number = 1});
    for (int searching = 0; searching < 3; searching++) {
        play.viewport =
            (Viewport){.width = 1600, .height = 1600, .scale = 1, .catalogue = &catalogue};
        scene_build(&play.list, play.session, &PLAY_FONTS, &play.viewport);
        look(&play, "home");
        play_do(&play, (Action){.kind = ACTION_SEARCH, .number = 1});
        play_do(&play, (Action){.kind = ACTION_SEARCH_KEY, .number = TYPE_CHARACTER, .unit = '1'});
    }
    size_t length = describe_home(&catalogue, &pseudo.language, text, sizeof text);
    look_at_told("what is told at home", text, length, sizeof text);
    play_stop(&play);
    tracks_free(&tracks);
    all_is_inside();
}

/* ---- the tools ---- */

static void the_sandbox_is_inside(void **state) {
    (void)state;
    static Play play;
    Error error;
    const SandboxSetup setup = {.units = 2, .inputs = 2, .seed = 1, .kinds = {true, true, true}};
    play = (Play){.session = session_new_sandbox(&setup, NULL, &error)};
    assert_non_null(play.session);
    speak(&play);
    for (int source = 0; source < LIVE_SOURCES; source++) {
        play_do(&play, (Action){.kind = ACTION_LIVE_SOURCE, .number = 0, .unit = source});
        session_advance(play.session, 0.3);
        draw_and_look(&play, "the sandbox");
    }
    look_with(&play, "the sandbox",
              (Action){.kind = ACTION_SANDBOX, .number = SANDBOX_START, .value = START_RANDOM});
    look_with(&play, "an idle sandbox", (Action){.kind = ACTION_PLAY});
    look_with(&play, "presenting the sandbox", (Action){.kind = ACTION_PRESENT, .number = 1});
    play_do(&play, (Action){.kind = ACTION_PRESENT, .number = 0});
    look_with(&play, "the keys of the sandbox", (Action){.kind = ACTION_HELP, .number = 1});
    play_stop(&play);
    all_is_inside();
}

static void digits_are_inside(void **state) {
    (void)state;
    static Play play;
    static char text[1 << 13];
    Error error = {0};
    DigitSet set = fixture_set();
    DigitModel model = fixture_model();
    play = (Play){.session = session_new_digits(&model, &set, &error)};
    assert_non_null(play.session);
    speak(&play);
    for (long t = -1; t < DIGIT_SIDE; t += 14)
        for (int cell = 0; cell < CELL_KIND_COUNT; cell++) {
            play_do(&play, (Action){.kind = ACTION_SELECT, .cell = cell, .unit = 3});
            screen_go_to(&play, t);
            draw_and_look(&play, "digits");
            size_t length = describe_digits(play.session, text, sizeof text);
            look_at_told("what is told of digits", text, length, sizeof text);
        }
    look_with(&play, "the inspector of digits",
              (Action){.kind = ACTION_INSPECT, .cell = 0, .number = LSTM_C, .step = 20});
    play_do(&play, (Action){.kind = ACTION_INSPECT, .cell = -1});
    look_with(&play, "the keys of digits", (Action){.kind = ACTION_HELP, .number = 1});
    play_stop(&play);
    fixture_set_free(&set);
    all_is_inside();
}

static void texts_are_inside(void **state) {
    (void)state;
    static Play play;
    static char text[1 << 13];
    static char letters[] = "a b (c d) \"e f\" g; h i\n  j k l (m (n) o) p\nq r s, t u v w x y z. ";
    PassageSet set = fixture_passages();
    for (int k = 0; k < set.count; k++) {
        set.items[k].title = sample_text("1", NULL);
        set.items[k].text = (unsigned char *)letters;
        set.items[k].length = (long)strlen(letters);
    }
    play = (Play){.session = fixture_text(CELL_LSTM, &set)};
    speak(&play);
    for (long t = -1; t < 60; t += 20) {
        screen_go_to(&play, t);
        draw_and_look(&play, "a text");
        size_t length = describe_text(play.session, text, sizeof text);
        look_at_told("what is told of a text", text, length, sizeof text);
    }
    look_with(&play, "the keys of texts", (Action){.kind = ACTION_HELP, .number = 1});
    play_stop(&play);
    all_is_inside();
}

static void a_training_is_inside(void **state) {
    (void)state;
    static Play play;
    static char text[1 << 13];
    play = (Play){.session = training_begin(TRAINING_ADDING, 3)};
    speak(&play);
    draw_and_look(&play, "a training that waits");
    for (int task = TRAINING_ADDING; task < TRAINING_TASKS; task++) {
        play_do(&play, (Action){.kind = ACTION_RESET_EDITS});
        play_do(&play,
                (Action){.kind = ACTION_TRAINING, .number = TRAINING_TASK, .value = (float)task});
        training_report(play.session, 0);
        draw_and_look(&play, "a training that is ready");
        play_do(&play, (Action){.kind = ACTION_PLAY, .number = 1});
        training_report(play.session, 50);
        draw_and_look(&play, "a training");
        play_do(&play, (Action){.kind = ACTION_PLAY, .number = 0});
        look_with(&play, "an idle training", (Action){.kind = ACTION_CELL, .number = 1});
        size_t length = describe_training(play.session, text, sizeof text);
        look_at_told("what is told of a training", text, length, sizeof text);
    }
    look_with(&play, "the keys of a training", (Action){.kind = ACTION_HELP, .number = 1});
    play_stop(&play);
    all_is_inside();
}

static void maps_are_inside(void **state) {
    (void)state;
    static Play play;
    static char text[1 << 13];
    play = (Play){.session = stand_look_wordless(false)};
    speak(&play);
    for (int order = 0; order < LOOK_ORDERS; order++) {
        play_do(&play, (Action){.kind = ACTION_LOOK, .number = LOOK_ORDER, .unit = order});
        play_do(&play, (Action){.kind = ACTION_LOOK, .number = LOOK_SIGNAL, .unit = order});
        draw_and_look(&play, "maps");
        look_with(&play, "another layer", (Action){.kind = ACTION_CELL, .number = 1});
        size_t length = describe_look(play.session, text, sizeof text);
        look_at_told("what is told of maps", text, length, sizeof text);
    }
    look_with(&play, "the keys of maps", (Action){.kind = ACTION_HELP, .number = 1});
    play_stop(&play);
    all_is_inside();
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_lesson_is_inside),      cmocka_unit_test(changes_are_inside),
        cmocka_unit_test(the_inspector_is_inside), cmocka_unit_test(the_glossary_is_inside),
        cmocka_unit_test(home_is_inside),          cmocka_unit_test(the_sandbox_is_inside),
        cmocka_unit_test(digits_are_inside),       cmocka_unit_test(texts_are_inside),
        cmocka_unit_test(a_training_is_inside),    cmocka_unit_test(maps_are_inside)};
    return cmocka_run_group_tests(tests, make_language, free_language);
}
