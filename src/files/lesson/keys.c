/* keys.c: see keys.h. */
#include "files/lesson/keys.h"

#define COUNT(array) (int)(sizeof(array) / sizeof *(array))

/* A remark is allowed everywhere; last, because an edit is known by the first of its keys. */
#define COMMENT                                                                                    \
    { READER_COMMENT, false }

static const JsonKey LESSON[] = {{"$schema", false}, {"format", true}, {"id", true},
                                 {"title", true},    {"track", true},  {"level", true},
                                 {"minutes", true},  {"goal", true},   {"inputs", true},
                                 {"cells", true},    {"beats", true},  {"misconception", false},
                                 {"next", false},    COMMENT};
static const JsonKey INPUTS[] = {{"names", true}, {"sequence", true}, COMMENT};
static const JsonKey LSTM[] = {
    {"id", true},     {"kind", true},         {"title", false},     {"input", false},
    {"hidden", true}, {"weights", true},      {"layer", false},     {"h0", false},
    {"c0", false},    {"activations", false}, {"peepholes", false}, {"coupled", false},
    COMMENT};
static const JsonKey GRU[] = {{"id", true},     {"kind", true},   {"title", false},
                              {"input", false}, {"hidden", true}, {"weights", true},
                              {"layer", false}, {"h0", false},    {"activations", false},
                              {"reset", false}, COMMENT};
static const JsonKey RNN[] = {
    {"id", true},      {"kind", true},   {"title", false}, {"input", false},       {"hidden", true},
    {"weights", true}, {"layer", false}, {"h0", false},    {"activations", false}, COMMENT};
static const JsonKey PEEPHOLES[] = {{"p_i", false}, {"p_f", false}, {"p_o", false}, COMMENT};
static const JsonKey TEXT[] = {{"en", false}, {"zh", false}, COMMENT};
static const JsonKey BEAT[] = {
    {"say", true},     {"at", false},  {"show", false}, {"highlight", false}, {"do", false},
    {"claims", false}, {"ask", false}, {"task", false}, {"open", false},      COMMENT};
static const JsonKey AT[] = {{"t", true}, {"phase", false}, COMMENT};
static const JsonKey ASK[] = {{"question", true}, {"choices", true}, {"because", false}, COMMENT};
static const JsonKey CHOICE[] = {{"text", true}, {"right", false}, {"why", false}, COMMENT};
static const JsonKey TASK[] = {
    {"text", true}, {"may", false}, {"until", true}, {"solution", true}, COMMENT};
static const JsonKey EDIT_INPUT_KEYS[] = {{"input", true}, {"to", true}, COMMENT};
static const JsonKey EDIT_HOLD_KEYS[] = {{"hold", true}, {"to", true}, {"steps", false}, COMMENT};
static const JsonKey EDIT_FREE_KEYS[] = {{"free", true}, COMMENT};
static const JsonKey EDIT_SET_KEYS[] = {{"set", true}, {"to", true}, COMMENT};
static const JsonKey EDIT_ACTIVATION_KEYS[] = {{"activation", true}, {"to", true}, COMMENT};
static const JsonKey EDIT_COUPLED_KEYS[] = {{"coupled", true}, {"to", true}, COMMENT};
static const JsonKey EDIT_RESET_KEYS[] = {{"reset", true}, {"to", true}, COMMENT};

static const struct {
    const char *name;
    JsonKeys keys;
} OBJECTS[OBJECT_COUNT] = {
    [OBJECT_LESSON] = {"lesson", {"a lesson", LESSON, COUNT(LESSON)}},
    [OBJECT_INPUTS] = {"inputs", {"the inputs", INPUTS, COUNT(INPUTS)}},
    [OBJECT_LSTM] = {"lstm", {"an LSTM", LSTM, COUNT(LSTM)}},
    [OBJECT_GRU] = {"gru", {"a GRU", GRU, COUNT(GRU)}},
    [OBJECT_RNN] = {"rnn", {"an RNN", RNN, COUNT(RNN)}},
    [OBJECT_PEEPHOLES] = {"peepholes", {"the peepholes", PEEPHOLES, COUNT(PEEPHOLES)}},
    [OBJECT_TEXT] = {"text", {"a text by language", TEXT, COUNT(TEXT)}},
    [OBJECT_BEAT] = {"beat", {"a beat", BEAT, COUNT(BEAT)}},
    [OBJECT_AT] = {"at", {"a place in time", AT, COUNT(AT)}},
    [OBJECT_ASK] = {"ask", {"a question", ASK, COUNT(ASK)}},
    [OBJECT_CHOICE] = {"choice", {"a choice", CHOICE, COUNT(CHOICE)}},
    [OBJECT_TASK] = {"task", {"a task", TASK, COUNT(TASK)}},
    [OBJECT_EDIT_INPUT] = {"edit_input",
                           {"an edit of an input", EDIT_INPUT_KEYS, COUNT(EDIT_INPUT_KEYS)}},
    [OBJECT_EDIT_HOLD] = {"edit_hold", {"a hold", EDIT_HOLD_KEYS, COUNT(EDIT_HOLD_KEYS)}},
    [OBJECT_EDIT_FREE] = {"edit_free", {"a free", EDIT_FREE_KEYS, COUNT(EDIT_FREE_KEYS)}},
    [OBJECT_EDIT_SET] = {"edit_set", {"a set", EDIT_SET_KEYS, COUNT(EDIT_SET_KEYS)}},
    [OBJECT_EDIT_ACTIVATION] = {"edit_activation",
                                {"an edit of an activation", EDIT_ACTIVATION_KEYS,
                                 COUNT(EDIT_ACTIVATION_KEYS)}},
    [OBJECT_EDIT_COUPLED] = {"edit_coupled",
                             {"an edit of coupled gates", EDIT_COUPLED_KEYS,
                              COUNT(EDIT_COUPLED_KEYS)}},
    [OBJECT_EDIT_RESET] = {"edit_reset",
                           {"an edit of the reset", EDIT_RESET_KEYS, COUNT(EDIT_RESET_KEYS)}},
};

const char *lesson_object_name(LessonObject object) {
    return OBJECTS[object].name;
}

const JsonKeys *lesson_keys(LessonObject object) {
    return &OBJECTS[object].keys;
}

LessonObject lesson_cell_object(CellKind kind) {
    return kind == CELL_LSTM ? OBJECT_LSTM : kind == CELL_GRU ? OBJECT_GRU : OBJECT_RNN;
}
