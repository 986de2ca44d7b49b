/* options.c: see options.h. */
#include "commands/models/options.h"

#include "commands/line/say.h"

static bool choice(const Words *words, const char *option, const char *const *names,
                   NetworkChoice *chosen) {
    int value = -1;
    if (!words_value(words, option))
        return true;
    if (!words_name(words, option, names, &value))
        return false;
    *chosen = value == 0 ? CHOICE_FIRST : CHOICE_SECOND;
    return true;
}

bool model_options(const Words *words, NetworkOptions *options) {
    static const char *const NONLINEARITIES[] = {"tanh", "relu", NULL};
    static const char *const RESETS[] = {"before", "after", NULL};
    *options = (NetworkOptions){.module = words_value(words, "--module")};
    return choice(words, "--nonlinearity", NONLINEARITIES, &options->nonlinearity) &&
           choice(words, "--reset", RESETS, &options->reset);
}

Network *model_open(const Words *words, const char *path, int *status) {
    NetworkOptions options;
    Error error;
    if (!model_options(words, &options)) {
        *status = EXIT_USAGE;
        return NULL;
    }
    Network *network = network_open(path, &options, &error);
    *status = network ? EXIT_GOOD : say_error(EXIT_FAILED_CHECK, &error);
    return network;
}

int model_left(const Network *network) {
    int left = 0;
    for (int k = 0; k < network->tensor_count; k++)
        left += !network->tensors[k].used;
    return left;
}

void model_say_guesses(const Network *network) {
    int left = model_left(network);
    if (left)
        say(0, "not shown: %d of %d tensors (gatescope layers says which, and why)", left,
            network->tensor_count);
    for (int k = 0; k < network->guess_count; k++)
        say(0, "a guess: %s; %s changes it", network->guesses[k].what, network->guesses[k].option);
}

void model_say(const Network *network) {
    model_say_guesses(network);
    say_errors(&network->warnings);
}
