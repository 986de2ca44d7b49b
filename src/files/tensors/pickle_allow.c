/* pickle_allow.c: functions that a pickle has no reason to call in a file of weights. Nothing is ever
 * called here; but Python would call them, and whoever opens such a file is to know. */
#include <stdio.h>
#include <string.h>

#include "files/tensors/pickle_parts.h"

/* All that these modules have: they start programs, run texts, load code, reach files or the net. */
static const char *const MODULES[] = {
    "os",         "posix",   "nt",     "subprocess", "pty",     "sys",        "runpy",
    "imp",        "code",    "codeop", "commands",   "popen2",  "shutil",     "socket",
    "ctypes",     "marshal", "pickle", "_pickle",    "cPickle", "webbrowser", "pkgutil",
    "nturl2path", "pdb",     "bdb",    "timeit",     "cProfile"};

/* And all below these. */
static const char *const PACKAGES[] = {
    "importlib", "ctypes", "urllib",          "urllib2", "http",      "requests",
    "asyncio",   "dill",   "multiprocessing", "pip",     "distutils", "setuptools"};

static const char *const BUILTINS[] = {"eval",    "exec",    "execfile", "compile",    "__import__",
                                       "open",    "file",    "input",    "raw_input",  "apply",
                                       "vars",    "globals", "locals",   "breakpoint", "setattr",
                                       "delattr", "exit",    "quit"};

static bool is_listed(const char *text, size_t length, const char *const *list, size_t count) {
    for (size_t k = 0; k < count; k++)
        if (strlen(list[k]) == length && memcmp(list[k], text, length) == 0)
            return true;
    return false;
}

#define LISTED(text, length, list) is_listed(text, length, list, sizeof list / sizeof *list)

static bool does_harm(const PickleValue *module, const PickleValue *name) {
    const char *dot = memchr(module->text, '.', module->length);
    size_t top = dot ? (size_t)(dot - module->text) : module->length;
    if (pickle_is_text(module, "builtins") || pickle_is_text(module, "__builtin__") ||
        pickle_is_text(module, "io") || pickle_is_text(module, "_io"))
        return LISTED(name->text, name->length, BUILTINS);
    if (pickle_is_text(module, "torch") || pickle_is_text(module, "torch.serialization"))
        return pickle_is_text(name, "load");
    if (pickle_is_text(module, "torch.hub"))
        return true;
    return LISTED(module->text, module->length, MODULES) || LISTED(module->text, top, PACKAGES);
}

bool machine_allowed(const Machine *machine, const PickleValue *function) {
    char what[160];
    if (function->kind != PICKLE_GLOBAL)
        return true;
    const PickleValue *module = &function->node->of, *name = &function->node->name;
    if (!does_harm(module, name))
        return true;
    snprintf(what, sizeof what, "the pickle would call %.*s.%.*s, and nothing in a file is called",
             (int)(module->length < 40 ? module->length : 40), module->text,
             (int)(name->length < 40 ? name->length : 40), name->text);
    return machine_fail(machine, what);
}
