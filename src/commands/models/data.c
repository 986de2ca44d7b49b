/* data.c: see data.h. */
#include "commands/models/data.h"

#include "commands/line/say.h"
#include "commands/models/embed.h"

enum { FRAMES_MOST = 65536 };

bool data_options(const Words *words, InputOptions *options) {
    static const char *const POLICIES[] = {[INPUT_REFUSED] = "refuse",
                                           [INPUT_ZERO] = "zero",
                                           [INPUT_PREVIOUS] = "previous",
                                           [INPUT_DROP] = "drop",
                                           NULL};
    int missing = INPUT_REFUSED;
    long frames = 0;
    if (!words_name(words, "--missing", POLICIES, &missing) ||
        !words_long(words, "--frames", 1, FRAMES_MOST, &frames))
        return false;
    *options = (InputOptions){.columns = words_value(words, "--columns"),
                              .sequence = words_value(words, "--sequence"),
                              .array = words_value(words, "--array"),
                              .batch_first = words_value(words, "--batch-first") != NULL,
                              .missing = (InputMissing)missing,
                              .frames = (int)frames};
    return true;
}

InputData *data_open(const Words *words, const Network *network, int *status) {
    InputOptions options;
    Error error = {0};
    const char *path = words_value(words, "--inputs");
    *status = EXIT_USAGE;
    if (!data_options(words, &options))
        return NULL;
    InputData *data = inputs_open(path, &options, &error);
    if (data && data_fit(network, data, path, &error)) {
        say_errors(&data->left);
        return data;
    }
    inputs_free(data);
    *status = say_error(EXIT_FAILED_CHECK, &error);
    return NULL;
}
