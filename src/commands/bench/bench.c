/* bench.c: `gatescope bench`: what things cost on this machine. See bench.h. */
#include "commands/bench/bench.h"

#include "commands/bench/measure.h"
#include "commands/bench/print.h"
#include "commands/line/say.h"
#include "commands/line/words.h"

static const char *const parts[] = {"steps", "training", "frames", "edit", "race", "program", NULL};

static bool measure(BenchPart part, BenchResults *results, Peer *peer, int rounds, Error *error) {
    switch (part) {
    case BENCH_STEPS:
        return bench_steps(results->steps, peer, rounds, error);
    case BENCH_TRAINING:
        return bench_training(results->training, peer, rounds, error);
    case BENCH_FRAMES:
        return bench_frames(results->frames, rounds, error);
    case BENCH_EDIT:
        return measure_edit(&results->edit, error);
    case BENCH_RACE:
        bench_without_display();
        return bench_race(&results->race, rounds, error);
    default:
        return bench_program(&results->program, rounds, error);
    }
}

static bool measure_all(BenchResults *results, int only, Peer *peer, int rounds, Error *error) {
    for (int part = 0; part < BENCH_PARTS; part++) {
        if (only >= 0 && part != only)
            continue;
        if (!measure((BenchPart)part, results, peer, rounds, error))
            return false;
        results->measured[part] = true;
    }
    return true;
}

int command_bench(const Command *command, int count, char **line) {
    Words words;
    BenchResults results = {0};
    Peer peer = {0};
    Error error = {0};
    int status, only = -1;
    long rounds = BENCH_ROUNDS;
    if (!words_read(&words, command, count, line, &status))
        return status;
    if (!words_name(&words, "--only", parts, &only) ||
        !words_long(&words, "--rounds", 1, 100, &rounds))
        return EXIT_USAGE;
    const char *program = words_value(&words, "--peer");
    if (program && !peer_start(&peer, program))
        say(0, "%s does not answer: its library is not here; measured without it", program);
    results.peer = peer.name;
    bool good = measure_all(&results, only, &peer, (int)rounds, &error);
    if (good && words_value(&words, "--json"))
        bench_print_json(&results);
    else if (good)
        bench_print_table(&results);
    peer_stop(&peer);
    return good ? EXIT_GOOD : say_error(EXIT_ENVIRONMENT, &error);
}
