/* digit_files.c: see digit_files.h. */
#include "commands/library/digit_files.h"

#include <stdio.h>

#include "commands/library/library.h"
#include "files/weights/model.h"

enum { PATH_SIZE = 4096, NAME_SIZE = 64 };

bool digit_files_there(void) {
    char folder[PATH_SIZE];
    return library_assets("mnist", folder, sizeof folder);
}

bool digit_files_set(DigitSet *set, Error *error) {
    char folder[PATH_SIZE], images[PATH_SIZE + NAME_SIZE], labels[PATH_SIZE + NAME_SIZE];
    *set = (DigitSet){0};
    if (!library_assets("mnist", folder, sizeof folder)) {
        error_set(error, "the digits, assets/mnist, were not found");
        error_hint(error, "name the folder of mnist in GATESCOPE_ASSETS");
        return false;
    }
    snprintf(images, sizeof images, "%s/test-images-idx3-ubyte.gz", folder);
    snprintf(labels, sizeof labels, "%s/test-labels-idx1-ubyte.gz", folder);
    return digit_set_read(set, images, labels, error);
}

/* The file says what kind it is; it has to be the one that its name says. */
static bool read_kind(DigitModel *model, const char *folder, CellKind kind, Error *error) {
    char path[PATH_SIZE + NAME_SIZE];
    ModelNotes notes;
    snprintf(path, sizeof path, "%s/digits-%s.safetensors", folder, cell_kind(kind)->name);
    Model *trained = model_file_read(path, &notes, error);
    if (!trained)
        return false;
    if (digit_model_take(model, trained, error) && model->cells[kind])
        return true;
    if (!error->what[0])
        error_set(error, "the model is of another kind of cell");
    error_in_file(error, path);
    return false;
}

bool digit_files_model(DigitModel *model, Error *error) {
    *model = (DigitModel){0};
    return digit_files_fill(model, error);
}

bool digit_files_fill(DigitModel *model, Error *error) {
    char folder[PATH_SIZE];
    *error = (Error){0};
    if (!library_folder(folder, sizeof folder))
        return error_set(error, "the folder of lessons, with the trained models, was not found");
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++)
        if (!model->cells[kind] && !read_kind(model, folder, (CellKind)kind, error))
            return false;
    return true;
}

Session *digit_files_opening(Error *error) {
    DigitModel model = {{NULL}, {NULL}};
    DigitSet set;
    if (!digit_files_set(&set, error))
        return NULL;
    Session *session =
        digit_files_model(&model, error) ? session_new_opening(&model, &set, error) : NULL;
    digit_model_free(&model);
    digit_set_free(&set);
    return session;
}
