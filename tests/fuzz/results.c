/* A file that a learner has handed in. */
#include "fuzz.h"

#include "files/state/result.h"

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
        results_free(&results);
    close(made.file);
    return 0;
}
