/* phrases.c: the program's own words in every language. The tables are in order and whole, its
 * formats take the same values in each language; every phrase that the source says is in it, and it
 * has none that the source no longer says; and of the whole screen in Chinese, panel by panel, no
 * word of English is left but names. */
#include "look_sample.h"
#include "scene_screen.h"
#include "training_sample.h"

#include <ctype.h>
#include <dirent.h>
#include <limits.h>

#include "engine/kinds/gru.h"
#include "engine/kinds/lstm.h"
#include "files/language/po.h"
#include "scene/words/describe.h"
#include "scene/words/describe_look.h"
#include "scene/words/describe_training.h"
#include "scene/words/prose.h"
#include "session/kinds/sandbox.h"
#include "session/words/phrase.h"

/* ---- the tables ---- */

/* Of every language but English. */
static void test_table(void **state) {
    (void)state;
    assert_true(languages_built_in.count > 1);
    assert_string_equal(languages_built_in.items[0].tag, "en");
    assert_null(languages_built_in.items[0].phrases);
    for (int language = 1; language < languages_built_in.count; language++) {
        const LanguageInfo *info = &languages_built_in.items[language];
        assert_true(info->name[0] && tag_well_formed(info->tag));
        for (int k = 0; k < info->phrase_count; k++) {
            assert_true(info->phrases[k].english[0] && info->phrases[k].said[0]);
            if (k && strcmp(info->phrases[k - 1].english, info->phrases[k].english) >= 0)
                fail_msg("\"%s\" stands before \"%s\"", info->phrases[k - 1].english,
                         info->phrases[k].english);
        }
    }
    assert_true(LANGUAGE_ZH->phrase_count > 800);
    assert_string_equal(LANGUAGE_ZH->name, "中文");
    assert_true(LANGUAGE_ZH->unspaced);
}

static void test_formats(void **state) {
    (void)state;
    for (int language = 1; language < languages_built_in.count; language++) {
        const LanguageInfo *info = &languages_built_in.items[language];
        for (int k = 0; k < info->phrase_count; k++)
            if (!strchr(info->phrases[k].english, PHRASE_CONTEXT_END) &&
                !po_same_values(info->phrases[k].english, info->phrases[k].said))
                fail_msg("\"%s\" does not take the values of \"%s\"", info->phrases[k].said,
                         info->phrases[k].english);
    }
}

static void test_look_up(void **state) {
    (void)state;
    assert_string_equal(phrase_in(LANGUAGE_EN, "Undo"), "Undo");
    assert_string_equal(phrase_in(LANGUAGE_ZH, "Undo"), "撤销");
    assert_string_equal(phrase_in(LANGUAGE_ZH, "no such words"), "no such words");
    assert_string_equal(phrase_among(LANGUAGE_ZH, "curve", "step"), "阶跃");
    assert_string_equal(phrase_among(LANGUAGE_ZH, "elsewhere", "Undo"), "撤销");
    assert_string_equal(phrase_among(LANGUAGE_EN, "curve", "step"), "step");
    assert_string_equal(phrase_signal(LANGUAGE_ZH, CELL_LSTM, LSTM_G), "候选记忆元");
    assert_string_equal(phrase_signal(LANGUAGE_ZH, CELL_GRU, GRU_N), "候选隐状态");
    assert_string_equal(phrase_signal(LANGUAGE_EN, CELL_GRU, GRU_N), "candidate");
    assert_string_equal(phrase_wave(LANGUAGE_ZH, WAVE_STEP), "阶跃");
}

/* A text's own words come before the program's, and these before its English. */
static void test_texts(void **state) {
    (void)state;
    const Text own = sample_text("Undo", "自己的"), none = sample_text("Undo", NULL),
               unknown = sample_text("no such words", NULL);
    assert_string_equal(phrase_text(LANGUAGE_ZH, &own), "自己的");
    assert_string_equal(phrase_text(LANGUAGE_ZH, &none), "撤销");
    assert_string_equal(phrase_text(LANGUAGE_EN, &none), "Undo");
    assert_string_equal(phrase_text(LANGUAGE_ZH, &unknown), "no such words");
}

/* From each language to the next, and from the last one back; also from one that is not known. */
static void test_next(void **state) {
    (void)state;
    const LanguageInfo strange = {.tag = "fr", .name = "EN"};
    Language language = LANGUAGE_EN;
    for (int k = 1; k < languages_built_in.count; k++) {
        language = phrase_next(language);
        assert_ptr_equal(language, &languages_built_in.items[k]);
    }
    assert_ptr_equal(phrase_next(language), &languages_built_in.items[0]);
    assert_ptr_equal(phrase_next(&strange), &languages_built_in.items[0]);
    assert_string_equal(phrase_name(LANGUAGE_EN), "EN");
    assert_string_equal(phrase_invitation(LANGUAGE_EN), "Show in English (Shift+L)");
    assert_string_equal(phrase_name(LANGUAGE_ZH), "中文");
    assert_string_equal(phrase_invitation(LANGUAGE_ZH), "用中文显示 (Shift+L)");
    const Phrase phrases[] = {{"Undo", "Annuler"}};
    const LanguageInfo french = {.tag = "fr", .name = "FR", .phrases = phrases, .phrase_count = 1};
    assert_string_equal(phrase_invitation(&french), "FR");
}

/* ---- the source ---- */

enum { LITERALS_MOST = 16384, LITERAL_BYTES = 1024 };

typedef struct Literals {
    char (*texts)[LITERAL_BYTES];
    int count;
} Literals;

static bool known(const char *english) {
    return language_find(LANGUAGE_ZH, NULL, english) != NULL;
}

static size_t put_code_point(char *to, uint32_t c) {
    if (c < 0x80) {
        to[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        to[0] = (char)(0xc0 | c >> 6);
        to[1] = (char)(0x80 | (c & 0x3f));
        return 2;
    }
    to[0] = (char)(0xe0 | c >> 12);
    to[1] = (char)(0x80 | (c >> 6 & 0x3f));
    to[2] = (char)(0x80 | (c & 0x3f));
    return 3;
}

/* The character of a literal at *at, which goes on behind it; returns its bytes. */
static size_t read_character(const char **at, char bytes[4]) {
    const char *c = (*at)++;
    if (*c != '\\') {
        bytes[0] = *c;
        return 1;
    }
    c = (*at)++;
    if (*c == 'u' || *c == 'x') {
        int count = *c == 'u' ? 4 : 2;
        char digits[5] = "";
        memcpy(digits, c + 1, (size_t)count);
        *at += count;
        uint32_t code = (uint32_t)strtoul(digits, NULL, 16);
        if (*c == 'u')
            return put_code_point(bytes, code);
        bytes[0] = (char)code;
        return 1;
    }
    bytes[0] = *c == 'n' ? '\n' : *c == 't' ? '\t' : *c == '0' ? '\0' : *c;
    return 1;
}

/* Reads a string literal, with those that follow it, at the quotation mark at `at`; returns what
 * comes after. One that is too long for a phrase is cut. */
static const char *read_literal(const char *at, char text[LITERAL_BYTES]) {
    size_t used = 0;
    while (*at == '"') {
        for (at++; *at != '"';) {
            char bytes[4];
            assert_true(*at);
            size_t count = read_character(&at, bytes);
            if (used + count >= LITERAL_BYTES)
                continue;
            memcpy(text + used, bytes, count);
            used += count;
        }
        for (at++; isspace((unsigned char)*at); at++)
            ;
    }
    text[used] = '\0';
    return at;
}

/* Whether anything is left of a format without its conversions that is not the same everywhere. */
static bool has_words(const char *format) {
    for (const char *c = format; *c; c++) {
        if (*c == '%') {
            c += 1 + strcspn(c + 1, "diuxfgesc%");
            continue;
        }
        if (isalpha((unsigned char)*c) || *c == ',' || *c == ';')
            return true;
    }
    return false;
}

/* Whether the literal at `at` is what a function of phrases is to find. */
static bool is_said(const char *source, const char *at) {
    static const char *const before[] = {"paint_phrase(p, ",
                                         "paint_phrase(lane->p, ",
                                         "phrase_in(language, ",
                                         "phrase_in(session->view.language, ",
                                         "phrase_in(setup->session->view.language, ",
                                         "prose_phrase(prose, ",
                                         "prose_add(prose, ",
                                         "prose_add(&prose, "};
    for (size_t k = 0; k < sizeof before / sizeof *before; k++) {
        size_t length = strlen(before[k]);
        if ((size_t)(at - source) >= length && memcmp(at - length, before[k], length) == 0)
            return true;
    }
    return false;
}

static void scan(const char *path, const char *source, Literals *literals) {
    for (const char *at = source; *at;) {
        if (strncmp(at, "/*", 2) == 0) {
            at = strstr(at, "*/");
            assert_non_null(at);
        } else if (*at == '\'') {
            at += at[1] == '\\' ? 3 : 2;
        } else if (*at == '"') {
            assert_true(literals->count < LITERALS_MOST);
            char *text = literals->texts[literals->count++];
            bool said = is_said(source, at);
            at = read_literal(at, text);
            if (said && has_words(text) && !known(text))
                fail_msg("%s says \"%s\", which src/session/words/zh.po does not have", path, text);
            continue;
        }
        at++;
    }
}

/* The page round the program: what it says through phrase("..."). */
static void scan_script(const char *path, const char *source, Literals *literals) {
    static const char CALL[] = "phrase(\"";
    for (const char *at = strstr(source, CALL); at; at = strstr(at, CALL)) {
        assert_true(literals->count < LITERALS_MOST);
        char *text = literals->texts[literals->count++];
        at = read_literal(at + sizeof CALL - 2, text);
        if (!known(text))
            fail_msg("%s says \"%s\", which src/session/words/zh.po does not have", path, text);
    }
}

static void scan_file(const char *path, Literals *literals) {
    static char source[1 << 17];
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    size_t length = fread(source, 1, sizeof source - 1, file);
    assert_true(length + 1 < sizeof source);
    source[length] = '\0';
    fclose(file);
    if (strcmp(strrchr(path, '.'), ".js") == 0)
        scan_script(path, source, literals);
    else
        scan(path, source, literals);
}

/* All sources of the folder and of those in it. */
static void scan_folder(const char *folder, Literals *literals) {
    DIR *directory = opendir(folder);
    assert_non_null(directory);
    const struct dirent *entry;
    while ((entry = readdir(directory))) {
        const char *dot = strrchr(entry->d_name, '.');
        char path[600];
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        if (!dot)
            scan_folder(path, literals);
        else if (strcmp(dot, ".c") == 0 || strcmp(dot, ".js") == 0)
            scan_file(path, literals);
    }
    closedir(directory);
}

static bool stands(const Literals *literals, const char *text) {
    for (int k = 0; k < literals->count; k++)
        if (strcmp(literals->texts[k], text) == 0)
            return true;
    return false;
}

/* What belongs to a file of the lessons is looked for there (tests/commands/translated.c). */
static bool is_of_lessons(const char *english) {
    return tag_is("glossary", english, strcspn(english, (char[]){PHRASE_CONTEXT_END, 0})) ||
           tag_is("glossary forms", english, strcspn(english, (char[]){PHRASE_CONTEXT_END, 0})) ||
           tag_is("track", english, strcspn(english, (char[]){PHRASE_CONTEXT_END, 0})) ||
           tag_is("passage", english, strcspn(english, (char[]){PHRASE_CONTEXT_END, 0}));
}

static void assert_all_said(Language language, const Literals *literals) {
    for (int k = 0; k < language->phrase_count; k++) {
        const char *english = language->phrases[k].english;
        const char *context = strchr(english, PHRASE_CONTEXT_END);
        bool token =
            strcmp(english, "(sum)") == 0; /* within an equation (scene/tweaks/equation.c) */
        if (!is_of_lessons(english) && !stands(literals, context ? context + 1 : english) && !token)
            fail_msg("%s: nothing says \"%s\"", language->tag, english);
    }
}

static void test_source(void **state) {
    (void)state;
    static const char *const rooms[] = {"engine", "lesson",   "session", "scene",
                                        "ui",     "commands", "web/page"};
    Literals literals = {malloc((size_t)LITERALS_MOST * LITERAL_BYTES), 0};
    assert_non_null(literals.texts);
    for (size_t k = 0; k < sizeof rooms / sizeof *rooms; k++) {
        char folder[40];
        snprintf(folder, sizeof folder, "src/%s", rooms[k]);
        scan_folder(folder, &literals);
    }
    for (int language = 1; language < languages_built_in.count; language++)
        assert_all_said(&languages_built_in.items[language], &literals);
    free(literals.texts);
}

/* ---- the screen ---- */

static const char LESSON[] =
    "{\"format\":1,\"id\":\"zh\",\"title\":{\"en\":\"Title\",\"zh\":\"课题\"},\"track\":\"tests\","
    "\"level\":1,\"minutes\":1,\"goal\":{\"en\":\"Goal\",\"zh\":\"目标在此\"},"
    "\"misconception\":{\"en\":\"Belief\",\"zh\":\"误解在此\"},\"next\":{\"en\":\"On\",\"zh\":"
    "\"然后\"},"
    "\"inputs\":{\"names\":[\"甲\",\"乙\"],\"sequence\":[[0.5,0],[1,0.25],[0,-0.5]]},\"cells\":["
    "{\"id\":\"lstm\",\"kind\":\"lstm\",\"hidden\":2,\"weights\":{\"W_xi\":[[1,2],[0.5,-1]],"
    "\"W_xf\":[[1,2],[1,0]],\"W_hf\":[[1,0],[0,1]],\"b_f\":[2,3],\"W_xc\":[[1,2],[0,1]]}},"
    "{\"id\":\"gru\",\"kind\":\"gru\",\"hidden\":2,\"weights\":{\"W_xz\":[[1,2],[0.5,-1]],"
    "\"W_xh\":[[1,2],[0.5,-1]]}},"
    "{\"id\":\"rnn\",\"kind\":\"rnn\",\"hidden\":2,\"weights\":{\"W_xh\":[[1,1],[0.5,1]]}}],"
    "\"beats\":[{\"say\":{\"en\":\"Say\",\"zh\":\"说\"},\"at\":{\"t\":1}},"
    "{\"say\":{\"en\":\"Think\",\"zh\":\"想\"},\"ask\":{\"question\":{\"en\":\"Q\",\"zh\":\"问\"},"
    "\"choices\":[{\"text\":{\"en\":\"A\",\"zh\":\"甲项\"},\"right\":true,\"why\":{\"en\":\"Y\","
    "\"zh\":"
    "\"因\"}},{\"text\":{\"en\":\"B\",\"zh\":\"乙项\"},\"why\":{\"en\":\"N\",\"zh\":\"故\"}}]}},"
    "{\"say\":{\"en\":\"Do\",\"zh\":\"做\"},\"task\":{\"text\":{\"en\":\"T\",\"zh\":\"任务\"},"
    "\"may\":["
    "\"lstm.b_f\"],\"until\":\"max(lstm.c[0] @ 0..2) < "
    "0.1\",\"solution\":[{\"set\":\"lstm.b_f[0]\","
    "\"to\":-9}]}},{\"say\":{\"en\":\"End\",\"zh\":\"完\"}}]}";

/* Names, keys and identifiers, which are the same in Chinese; each as the screen shows it. */
static const char *const NAMES[] = {
    "Gatescope",  "English", "LSTM",  "GRU",    "RNN",          "EN",       "PyTorch",
    "tanh",       "sigmoid", "relu",  "hard",   "hard_sigmoid", "softsign", "identity",
    "Ctrl",       "Shift",   "Esc",   "Tab",    "Home",         "End",      "Page",
    "Down",       "Up",      "Enter", "Delete", "safetensors",  "ONNX",     "Keras",
    "TensorFlow", "NumPy",   "CSV",   "TSV",    "NPY",          "NPZ",      "WAV",
    "pth",        "ckpt",    "keras", "json",   "bin",          "npz",      "seed"};

/* As a terminal has it. */
static const char COMMAND[] = "gatescope look model.pt --inputs data.csv";

/* The text is a part of it: a line ends where there is no more room. */
static bool is_command(const char *text, size_t length) {
    for (size_t k = 0; length > 1 && k + length < sizeof COMMAND; k++)
        if (memcmp(COMMAND + k, text, length) == 0)
            return true;
    return false;
}

static bool is_name(const char *word, size_t length) {
    if (memchr(word, '_', length)) /* W_xf */
        return true;
    for (size_t k = 0; k + 1 < sizeof NAMES / sizeof *NAMES; k++)
        if (strlen(NAMES[k]) == length && memcmp(NAMES[k], word, length) == 0)
            return true;
    return false;
}

static bool is_letter(char c) {
    return isalpha((unsigned char)c) || c == '_';
}

/* Fails at a word of two or more Latin letters that is no name. */
static void assert_no_english(const char *where, const char *text, size_t length) {
    for (size_t at = 0; at < length && !is_command(text + at, length - at);) {
        size_t end = at;
        while (end < length && is_letter(text[end]))
            end++;
        if (end > at + 2 && !is_name(text + at, end - at))
            fail_msg("%s: English is left: \"%.*s\"", where, (int)length, text);
        at = end > at ? end : at + 1;
    }
}

/* The one label that is in the language which is not shown. */
static bool leads_to_english(const Region *region) {
    return region->action.kind == ACTION_LANGUAGE;
}

/* Nothing leaves the window, is cut or lies on something else. */
static void assert_fits(const Play *play, const char *where, Size size) {
    static Seen seen[FIT_TEXTS_MOST];
    Error error;
    Rect window = {0, 0, (float)size.w, (float)size.h};
    if (!fit_check(&play->list, &PLAY_FONTS, window, size.scale, seen, &error))
        fail_msg("%s, %d x %d, text %g: %s; found %s", where, size.w, size.h,
                 (double)play->session->view.text_scale, error.what, error.found);
}

static void look(Play *play, const char *where) {
    static const Size sizes[] = {{1600, 900, 1}, {1280, 720, 1}};
    for (size_t k = 0; k < 4; k++) {
        play->session->view.text_scale = k < 2 ? 1 : 1.6f;
        screen_draw(play, sizes[k % 2]);
        assert_fits(play, where, sizes[k % 2]);
        for (int shape = 0; shape < play->list.shape_count; shape++) {
            const Shape *s = &play->list.shapes[shape];
            if (s->kind == SHAPE_TEXT && s->face != FACE_SYMBOL)
                assert_no_english(where, play->list.texts + s->text, s->length);
        }
        for (int region = 0; region < play->list.region_count; region++) {
            size_t length;
            const char *label = region_label(&play->list, &play->list.regions[region], &length);
            if (!leads_to_english(&play->list.regions[region]))
                assert_no_english(where, label, length);
        }
    }
}

static void speak_chinese(Play *play) {
    play_do(play, (Action){.kind = ACTION_LANGUAGE, .number = CHINESE});
    play->viewport.lesson_number = 2;
    play->viewport.lesson_total = 3;
}

static void edit(Play *play, Edit edit) {
    assert_true(play_do(play, (Action){.kind = ACTION_EDIT, .edit = edit}));
}

static void test_lesson(void **state) {
    (void)state;
    static Play play;
    screen_start(&play, LESSON);
    speak_chinese(&play);
    look(&play, "the first beat");
    screen_wait(&play);
    for (int cell = 0; cell < 3; cell++) {
        play_do(&play, (Action){.kind = ACTION_SELECT, .cell = cell});
        look(&play, "a cell");
    }
    play_do(&play, (Action){.kind = ACTION_PANEL, .number = PANEL_EQUATION});
    look(&play, "the sum");
    play_do(&play, (Action){.kind = ACTION_GRADIENTS, .number = 1});
    look(&play, "the gradients");
    play_do(&play, (Action){.kind = ACTION_HELP, .number = 1});
    look(&play, "the keys");
    play_do(&play, (Action){.kind = ACTION_HELP, .number = 0});
    play_go(&play, -1, PHASE_SHOW);
    look(&play, "the initial state");
    screen_beat(&play, 1);
    look(&play, "the question");
    play_do(&play, (Action){.kind = ACTION_PRESENT, .number = 1});
    play_do(&play, (Action){.kind = ACTION_REVEAL});
    look(&play, "presenting");
    play_do(&play, (Action){.kind = ACTION_PRESENT, .number = 0});
    play_do(&play, (Action){.kind = ACTION_ANSWER, .number = 1});
    look(&play, "the answer");
    screen_beat(&play, 2);
    look(&play, "the task");
    play_do(&play, (Action){.kind = ACTION_EDIT,
                            .edit = {.kind = EDIT_INPUT, .column = 0, .step = 0, .value = 1}});
    look(&play, "a refusal");
    play_do(&play, (Action){.kind = ACTION_SHOW_SOLUTION});
    look(&play, "the solution");
    screen_beat(&play, 3);
    look(&play, "the last beat");
    play_stop(&play);
}

static void test_changes(void **state) {
    (void)state;
    static Play play;
    screen_start(&play, LESSON);
    speak_chinese(&play);
    screen_wait(&play);
    edit(&play, (Edit){.kind = EDIT_INPUT, .column = 1, .step = 0, .value = 1});
    edit(&play, (Edit){.kind = EDIT_HOLD, .cell = 0, .index = LSTM_F, .row = -1, .to = LONG_MAX});
    edit(&play, (Edit){.kind = EDIT_WEIGHT, .cell = 0, .index = 0, .value = 3});
    edit(&play,
         (Edit){.kind = EDIT_ACTIVATION, .cell = 0, .index = 1, .activation = ACTIVATION_RELU});
    look(&play, "changes");
    play_do(&play, (Action){.kind = ACTION_OPEN_MENU, .id = region_id("changes", 0)});
    look(&play, "the list of changes");
    play_do(&play, (Action){.kind = ACTION_OPEN_MENU, .id = region_id("timeline.curves", 0)});
    look(&play, "the list of curves");
    play_do(&play,
            (Action){.kind = ACTION_INPUT_PRESET, .number = 0, .unit = WAVE_NOISE, .step = 1});
    look(&play, "noise");
    play_do(&play, (Action){.kind = ACTION_PAINTING, .number = 1});
    look(&play, "painting");
    play_stop(&play);
}

static void test_inspector(void **state) {
    (void)state;
    static Play play;
    screen_start(&play, LESSON);
    speak_chinese(&play);
    screen_wait(&play);
    for (int cell = 0; cell < 3; cell++) {
        const CellKindInfo *kind = cell_kind(play.lesson->cells[cell].cell->spec.kind);
        for (int signal = 0; signal < kind->signal_count; signal++) {
            play_do(&play,
                    (Action){.kind = ACTION_INSPECT, .cell = cell, .number = signal, .step = 1});
            look(&play, kind->signals[signal].label);
        }
    }
    play_do(&play, (Action){.kind = ACTION_INSPECT, .cell = 0, .number = LSTM_C, .step = -1});
    look(&play, "the initial state");
    play_stop(&play);
}

static void test_sandbox(void **state) {
    (void)state;
    static Play play;
    Error error;
    SandboxSetup setup = {.units = 2, .inputs = 2, .seed = 1, .kinds = {true, true, true}};
    play = (Play){.session = session_new_sandbox(&setup, NULL, &error)};
    assert_non_null(play.session);
    speak_chinese(&play);
    for (int source = 0; source < LIVE_SOURCES; source++) {
        play_do(&play, (Action){.kind = ACTION_LIVE_SOURCE, .number = 0, .unit = source});
        session_advance(play.session, 0.3);
        look(&play, "the sandbox");
    }
    play_do(&play,
            (Action){.kind = ACTION_SANDBOX, .number = SANDBOX_START, .value = START_RANDOM});
    play_do(&play, (Action){.kind = ACTION_PLAY});
    look(&play, "an idle sandbox");
    play_stop(&play);
}

static void test_training(void **state) {
    (void)state;
    static Play play;
    static char text[1 << 13];
    play = (Play){.session = training_begin(TRAINING_ADDING, 3)};
    speak_chinese(&play);
    look(&play, "a training that waits");
    training_report(play.session, 0);
    look(&play, "a training that is ready");
    play_do(&play, (Action){.kind = ACTION_PLAY});
    play_do(&play, (Action){.kind = ACTION_PLAY, .number = 1});
    training_report(play.session, 150);
    look(&play, "a training");
    play_do(&play, (Action){.kind = ACTION_PLAY, .number = 0});
    play_do(&play, (Action){.kind = ACTION_CELL, .number = 1});
    look(&play, "an idle training");
    size_t length = describe_training(play.session, text, sizeof text);
    assert_true(length < sizeof text);
    assert_no_english("what is told of a training", text, length);
    play_do(&play, (Action){.kind = ACTION_RESET_EDITS});
    play_do(&play,
            (Action){.kind = ACTION_TRAINING, .number = TRAINING_TASK, .value = TRAINING_RECALL});
    training_report(play.session, 0);
    look(&play, "a training to recall");
    play_do(&play,
            (Action){.kind = ACTION_TRAINING, .number = TRAINING_TASK, .value = TRAINING_TEXT});
    training_report(play.session, 2);
    look(&play, "a training of text");
    play_stop(&play);
}

static void test_maps(void **state) {
    (void)state;
    static Play play;
    static char text[1 << 13];
    play = (Play){.session = stand_look_wordless(false)};
    speak_chinese(&play);
    for (int order = 0; order < LOOK_ORDERS; order++) {
        play_do(&play, (Action){.kind = ACTION_LOOK, .number = LOOK_ORDER, .unit = order});
        play_do(&play, (Action){.kind = ACTION_LOOK, .number = LOOK_SIGNAL, .unit = order});
        play_do(&play, (Action){.kind = ACTION_CELL, .number = 1});
        look(&play, "maps");
        size_t length = describe_look(play.session, text, sizeof text);
        assert_true(length < sizeof text);
        assert_no_english("what is told of maps", text, length);
    }
    play_stop(&play);
    play = (Play){.session = stand_look_wordless(true)};
    speak_chinese(&play);
    look(&play, "how one's own is opened");
    size_t length = describe_look(play.session, text, sizeof text);
    assert_no_english("what is told of an example", text, length);
    play_stop(&play);
}

/* ---- what is told ---- */

static void assert_says(const char *text, const char *words) {
    if (!strstr(text, words))
        fail_msg("\"%s\" is not in:\n%s", words, text);
}

static void tell(const Play *play, const Session *before, char *text, size_t size) {
    size_t length = before ? describe_beat(play->session, before, text, size)
                           : describe_lesson(play->session, text, size);
    assert_true(length < size);
    assert_no_english("what is told", text, length);
    assert_null(strstr(text, " \u3002"));
}

static void test_told(void **state) {
    (void)state;
    static Play play, before;
    static char text[1 << 14];
    screen_start(&play, LESSON);
    screen_start(&before, LESSON);
    speak_chinese(&play);
    tell(&play, NULL, text, sizeof text);
    assert_says(text, "课题\n\n目标：目标在此\n常见误解：误解在此\n"
                      "本课有 4 节，约 1 分钟。运行共 3 步，从 0 到 2，有 2 个输入，甲和乙。"
                      "循环单元有：LSTM（2 个单元）、GRU（2 个单元）和RNN（2 个单元）。\n");
    for (int beat = 0; beat < 4; beat++) {
        screen_beat(&play, beat);
        tell(&play, before.session, text, sizeof text);
    }
    screen_beat(&play, 0);
    play_go(&play, 1, PHASE_FORGET);
    tell(&play, before.session, text, sizeof text);
    assert_says(text, "这是第 1 步，门已经打开，旧的记忆已经过门控。\n");
    play_do(&play, (Action){.kind = ACTION_GRADIENTS, .number = 1});
    play_go(&play, 2, PHASE_SHOW);
    tell(&play, before.session, text, sizeof text);
    play_stop(&play);
    play_stop(&before);
}

/* Where Chinese puts what belongs to what the other way round. */
static void test_edits(void **state) {
    (void)state;
    static Play play;
    static const struct {
        Edit edit;
        const char *words;
    } cases[] = {
        {{.kind = EDIT_INPUT, .column = 1, .step = 2, .value = 0.5f}, "第 2 步的输入“乙”变为 0.5"},
        {{.kind = EDIT_HOLD, .cell = 0, .index = LSTM_F, .row = -1, .value = 1, .to = LONG_MAX},
         "LSTM 的全部遗忘门固定为 1"},
        {{.kind = EDIT_HOLD, .cell = 1, .index = GRU_Z, .row = 1, .value = 0, .from = 1, .to = 2},
         "GRU 的单元 2 的更新门固定为 0（第 1 到 2 步）"},
        {{.kind = EDIT_INITIAL, .cell = 0, .index = LSTM_C, .row = 0, .value = 2},
         "LSTM 的单元 1 的初始记忆元变为 2"},
        {{.kind = EDIT_ACTIVATION,
          .cell = 0,
          .index = SLOT_CANDIDATE,
          .activation = ACTIVATION_RELU},
         "LSTM 的候选的激活函数变为 relu"},
        {{.kind = EDIT_VARIANT, .index = LSTM_COUPLED, .cell = 0, .flag = true},
         "LSTM的门耦合：输入门等于 1 减遗忘门"},
        {{.kind = EDIT_WAVE,
          .column = 0,
          .index = WAVE_NOISE,
          .row = 7,
          .value = 1,
          .to = LONG_MAX},
         "输入“甲”变为曲线“噪声”，种子 7，高 1"}};
    screen_start(&play, LESSON);
    speak_chinese(&play);
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        char text[256];
        Prose prose = prose_new(text, sizeof text, LANGUAGE_ZH);
        prose_edit(&prose, play.session, &cases[k].edit, NAN);
        assert_string_equal(text, cases[k].words);
    }
    for (int cell = 0; cell < 3; cell++) {
        const Cell *model = play.session->run->cells[cell];
        for (int weight = 0; weight < cell_kind(model->spec.kind)->weight_count; weight++) {
            char text[256];
            Prose prose = prose_new(text, sizeof text, LANGUAGE_ZH);
            const Edit edit = {.kind = EDIT_WEIGHT,
                               .cell = cell,
                               .index = weight,
                               .row = 1,
                               .column = 1,
                               .value = 1};
            prose_edit(&prose, play.session, &edit, 0.5f);
            assert_no_english("a weight", text, strlen(text));
            assert_says(text, "变为 1（原为 0.5）");
        }
    }
    play_stop(&play);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_table),     cmocka_unit_test(test_formats),
        cmocka_unit_test(test_look_up),   cmocka_unit_test(test_texts),
        cmocka_unit_test(test_next),      cmocka_unit_test(test_source),
        cmocka_unit_test(test_lesson),    cmocka_unit_test(test_changes),
        cmocka_unit_test(test_inspector), cmocka_unit_test(test_sandbox),
        cmocka_unit_test(test_maps),      cmocka_unit_test(test_training),
        cmocka_unit_test(test_told),      cmocka_unit_test(test_edits)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
