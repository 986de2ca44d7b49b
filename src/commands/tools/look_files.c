/* look_files.c: see look_files.h. */
#include "commands/tools/look_files.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "commands/library/library.h"
#include "commands/line/say.h"
#include "commands/models/data.h"
#include "commands/models/embed.h"
#include "commands/models/lesson.h"
#include "commands/models/options.h"
#include "files/lesson/file.h"
#include "session/kinds/look.h"

enum { SEQUENCES_MOST = 1000000, LESSON_BYTES = 64 << 20, TOLD = 200 };

/* ---- the command line ---- */

static bool read_data(const Words *words, LookWish *wish) {
    long pick = 1;
    if (!data_options(words, &wish->data) || !words_long(words, "--pick", 1, SEQUENCES_MOST, &pick))
        return false;
    wish->inputs = words_value(words, "--inputs");
    wish->sequence = (int)pick - 1;
    return true;
}

bool look_files_wish(const Words *words, LookWish *wish) {
    *wish = (LookWish){.path = words->operand_count ? words->operands[0] : NULL};
    bool needed = words_value(words, "--inputs") || words_value(words, "--beside");
    if (words->operand_count == 1 || (words->operand_count == 0 && !needed))
        return model_options(words, &wish->network) && read_data(words, wish);
    say(EXIT_USAGE,
        words->operand_count ? "expected one file, found %d words" : "name a file to look into",
        words->operand_count);
    return false;
}

/* ---- a lesson ---- */

/* A text that begins as JSON or with a remark, and is neither TensorFlow.js' model.json nor the index of a model in shards. */
bool look_files_lesson(const char *path, bool surely) {
    Error error;
    size_t length;
    char *bytes = bytes_read(path, LESSON_BYTES, &length, &error);
    bool lesson = false;
    if (bytes && strlen(bytes) == length) {
        const char *first = bytes + strspn(bytes, " \t\r\n\xef\xbb\xbf");
        lesson = (*first == '{' || *first == '/') && !strstr(bytes, "\"weightsManifest\"") &&
                 !strstr(bytes, "\"weight_map\"") && (!surely || strstr(bytes, "\"beats\""));
    }
    free(bytes);
    return lesson;
}

/* The first thing that is wrong with it, in *error. */
static Lesson *read_lesson_file(const char *path, Error *error) {
    Errors errors = {0};
    Lesson *lesson = lesson_read(path, &errors);
    if (!lesson && errors.count)
        *error = errors.items[0];
    else if (!lesson)
        error_memory(error, 1, "a lesson");
    errors_free(&errors);
    return lesson;
}

/* ---- a model ---- */

/* "decoder.*" where all that is left begins so, else the first of them. */
static void name_left(const Network *network, char *text, size_t size) {
    const char *first = NULL;
    size_t same = 0;
    bool alike = true;
    for (int k = 0; k < network->tensor_count; k++) {
        const char *name = network->tensors[k].info.name;
        if (network->tensors[k].used)
            continue;
        if (!first) {
            first = name;
            same = strcspn(name, ".");
        }
        alike = alike && name[same] && strncmp(name, first, same) == 0 && name[same] == '.';
    }
    snprintf(text, size, alike ? "%.*s.*" : "%.*s, \u2026", (int)same, first ? first : "");
}

/* Lines of what was left, guessed and warned of. The caller's; NULL: there is nothing to say, or no
 * memory. */
static char *tell_why(const Network *network, const InputData *data) {
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    int told = 0;
    if (!out)
        return NULL;
    for (int k = 0; k < network->guess_count; k++)
        fprintf(out, "%s; %s changes it\n", network->guesses[k].what, network->guesses[k].option);
    for (size_t k = 0; k < network->warnings.count; k++)
        fprintf(out, "%s\n", network->warnings.items[k].what);
    for (size_t k = 0; data && k < data->left.count; k++)
        fprintf(out, "%s\n", data->left.items[k].what);
    for (int k = 0; k < network->tensor_count; k++)
        if (!network->tensors[k].used && told++ < TOLD)
            fprintf(out, "%s: %s\n", network->tensors[k].info.name,
                    network->tensors[k].what ? network->tensors[k].what : "");
    if (fclose(out) != 0 || !size) {
        free(text);
        return NULL;
    }
    return text;
}

static InputData *open_data(const LookWish *wish, const Network *network, Error *error) {
    InputData *data = inputs_open(wish->inputs, &wish->data, error);
    if (data && data_fit(network, data, wish->inputs, error) && wish->sequence < data->count)
        return data;
    if (data && wish->sequence >= data->count) {
        error_set(error, "--pick: the data has %d sequences, found %d", data->count,
                  wish->sequence + 1);
    }
    inputs_free(data);
    return NULL;
}

static void add_said(Errors *said, const Network *network, const InputData *data) {
    for (int k = 0; k < network->guess_count; k++) {
        Error guess = {0};
        error_set(&guess, "a guess: %s; %s changes it", network->guesses[k].what,
                  network->guesses[k].option);
        errors_add(said, &guess);
    }
    for (size_t k = 0; k < network->warnings.count; k++)
        errors_add(said, &network->warnings.items[k]);
    for (size_t k = 0; data && k < data->left.count; k++)
        errors_add(said, &data->left.items[k]);
}

static Session *session_on(const LookWish *wish, const Network *network, const InputData *data,
                           Error *error) {
    char left[NETWORK_NAME + 8];
    Lesson *lesson = model_lesson(network, data, wish->sequence, error);
    if (!lesson)
        return NULL;
    char *why = tell_why(network, data);
    name_left(network, left, sizeof left);
    const LookFile file = {.format = network->format,
                           .left = model_left(network) ? left : NULL,
                           .left_count = model_left(network),
                           .guesses = network->guess_count,
                           .why = why,
                           .pulse = !data};
    Session *session = session_new_look(lesson, &file, error);
    free(why);
    return session;
}

static Session *look_into_model(const LookWish *wish, Errors *said, Error *error) {
    Network *network = network_open(wish->path, &wish->network, error);
    InputData *data = network && wish->inputs ? open_data(wish, network, error) : NULL;
    Session *session = NULL;
    if (network && (data || !wish->inputs))
        session = session_on(wish, network, data, error);
    if (session)
        add_said(said, network, data);
    inputs_free(data);
    network_free(network);
    return session;
}

static Lesson *read_model(const LookWish *wish, Errors *said, Error *error) {
    Network *network = network_open(wish->path, &wish->network, error);
    InputData *data = network && wish->inputs ? open_data(wish, network, error) : NULL;
    Lesson *lesson = NULL;
    if (network && (data || !wish->inputs))
        lesson = model_lesson(network, data, wish->sequence, error);
    if (lesson)
        add_said(said, network, data);
    inputs_free(data);
    network_free(network);
    return lesson;
}

static Lesson *read_example(Error *error) {
    char path[4096];
    if (library_beside("58-voice.json", path, sizeof path))
        return read_lesson_file(path, error);
    error_set(error, "the example, 58-voice.json, is not among the lessons");
    return NULL;
}

Lesson *look_files_read(const LookWish *wish, Errors *said, Error *error) {
    if (!wish->path)
        return read_example(error);
    return look_files_lesson(wish->path, false) ? read_lesson_file(wish->path, error)
                                                : read_model(wish, said, error);
}

Session *look_files_example(Error *error) {
    Lesson *lesson = read_example(error);
    return lesson ? session_new_look(lesson, &(LookFile){.example = true}, error) : NULL;
}

Session *look_files_session(const LookWish *wish, Errors *said, Error *error) {
    if (!wish->path)
        return look_files_example(error);
    if (!look_files_lesson(wish->path, false))
        return look_into_model(wish, said, error);
    Lesson *lesson = read_lesson_file(wish->path, error);
    return lesson ? session_new_look(lesson, &(LookFile){.format = NULL}, error) : NULL;
}
