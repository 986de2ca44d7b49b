/* A file that a learner has handed in. */
#include "fuzz.h"

#include "commands/progress/items.h"
#include "files/state/result.h"

static void hold_estimate(const Estimate *of, double least) {
    HOLD(!of->known ||
         (of->low >= least && of->low <= of->value && of->value <= of->high && of->high <= 1));
}

/* A class of five that all handed in the same. */
static void hold_items(const Results *results) {
    const Results class[] = {*results, *results, *results, *results, *results};
    ClassItems list;
    HOLD(class_items(&list, class, 5));
    for (int k = 0; k < list.count; k++) {
        int chosen = 0;
        for (int choice = 0; choice < CLASS_CHOICES; choice++)
            chosen += list.items[k].chosen[choice];
        HOLD(list.items[k].learners == 5 && chosen == 5);
        hold_estimate(&list.items[k].right, 0);
        hold_estimate(&list.items[k].discrimination, -1);
    }
    class_items_free(&list);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    FuzzFile made = fuzz_file(data, size);
    Results results;
    Errors errors = {0};
    bool good = results_read(made.path, &results, &errors);
    fuzz_hold_errors(&errors, good);
    HOLD(!good || result_name_fits(results.name));
    for (int k = 0; good && k < results.count; k++) {
        SavedProgress done = saved_progress(&results.lessons[k]);
        char date[DATE_SIZE];
        HOLD(done.first_try + done.later <= done.questions);
        HOLD(strlen(date_text(results.lessons[k].last, date)) < DATE_SIZE);
    }
    if (good)
        hold_items(&results);
    if (good)
        results_free(&results);
    close(made.file);
    return 0;
}
