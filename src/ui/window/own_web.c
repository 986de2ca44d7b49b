/* own_web.c: the page has the dialog and keeps what was opened (src/web/page/own.js). */
#include <emscripten.h>

#include "ui/window/own.h"

/* clang-format off */
EM_JS(int, page_own_kept, (void), { return Module.page.own.kept() ? 1 : 0; });
EM_JS(void, page_own_choose, (void), { Module.page.own.choose(); });
EM_JS(void, page_own_opened, (int kind, const char *path, const char *data, const char *id), {
    Module.page.own.opened(kind, UTF8ToString(path), UTF8ToString(data), UTF8ToString(id));
});
EM_JS(char *, page_own_list, (void), { return stringToNewUTF8(Module.page.own.list()); });
EM_JS(void, page_own_open, (const char *id), { Module.page.own.open(UTF8ToString(id)); });
EM_JS(void, page_own_remove, (const char *id), { Module.page.own.remove(UTF8ToString(id)); });
EM_JS(void, page_own_restore, (const char *id), { Module.page.own.restore(UTF8ToString(id)); });
/* clang-format on */

bool own_is_kept(void) {
    return page_own_kept();
}

void own_choose(void) {
    page_own_choose();
}

/* NULL becomes an empty text. */
void own_opened(const OwnOpened *opened) {
    page_own_opened((int)opened->kind, opened->path, opened->data, opened->id);
}

char *own_list(void) {
    return page_own_list();
}

void own_open(const char *id) {
    page_own_open(id);
}

void own_remove(const char *id) {
    page_own_remove(id);
}

void own_restore(const char *id) {
    page_own_restore(id);
}
