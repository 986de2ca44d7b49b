/* failing_memory.h: for tests: memory that fails when it is told to. A test program that includes
 * this, in one file, is linked with --wrap for the functions below (Makefile), so that every
 * allocation of the program's own code and of cJSON comes through here. Blocks are counted too:
 * what a failure leaves behind is seen at once and in every build. */
#ifndef GATESCOPE_TESTS_FAILING_MEMORY_H
#define GATESCOPE_TESTS_FAILING_MEMORY_H

#include "testing.h"

#include <cJSON.h>
#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static struct {
    long left;     /* allocations that still succeed */
    bool onwards;  /* after them all fail, else one */
    long failures; /* so far */
    long blocks;   /* in use */
    long paused;   /* what `left` was */
} failing = {.left = LONG_MAX};

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *block, size_t size);
void *__real_aligned_alloc(size_t alignment, size_t size);
void __real_free(void *block);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *block, size_t size);
void *__wrap_aligned_alloc(size_t alignment, size_t size);
char *__wrap_strdup(const char *text);
void __wrap_free(void *block);

static bool memory_lacks(void) {
    if (failing.left == LONG_MAX)
        return false;
    if (failing.left > 0) {
        failing.left--;
        return false;
    }
    failing.failures++;
    if (!failing.onwards)
        failing.left = LONG_MAX;
    return true;
}

static void *memory_count(void *block) {
    failing.blocks += block != NULL;
    return block;
}

void *__wrap_malloc(size_t size) {
    return memory_lacks() ? NULL : memory_count(__real_malloc(size));
}

void *__wrap_calloc(size_t count, size_t size) {
    return memory_lacks() ? NULL : memory_count(__real_calloc(count, size));
}

void *__wrap_realloc(void *block, size_t size) {
    if (memory_lacks())
        return NULL;
    void *moved = __real_realloc(block, size);
    return block ? moved : memory_count(moved);
}

void *__wrap_aligned_alloc(size_t alignment, size_t size) {
    return memory_lacks() ? NULL : memory_count(__real_aligned_alloc(alignment, size));
}

char *__wrap_strdup(const char *text) {
    size_t size = strlen(text) + 1;
    char *copy = __wrap_malloc(size);
    return copy ? memcpy(copy, text, size) : NULL;
}

void __wrap_free(void *block) {
    failing.blocks -= block != NULL;
    __real_free(block);
}

/* cJSON is a library of its own: it asks through its hooks. */
static inline void memory_hook(void) {
    cJSON_Hooks hooks = {__wrap_malloc, __wrap_free};
    cJSON_InitHooks(&hooks);
}

/* The allocation after `left` more fails, and onwards all that follow. */
static inline void memory_fail(long left, bool onwards) {
    failing.left = left;
    failing.onwards = onwards;
    failing.failures = 0;
}

/* Nothing fails any more. Returns how often it did. */
static inline long memory_heal(void) {
    failing.left = LONG_MAX;
    return failing.failures;
}

/* Between these nothing fails either: for what a test needs itself. */
static inline void memory_pause(void) {
    failing.paused = failing.left;
    failing.left = LONG_MAX;
}

static inline void memory_resume(void) {
    failing.left = failing.paused;
}

#endif
