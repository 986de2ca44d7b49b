/* keras_way.c: what the layers of a configuration are called, and where Keras 3 keeps their arrays. See
 * keras_walk.h. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "files/network/keras_walk.h"

const char *keras_class(const cJSON *entry) {
    const char *class = keras_text(entry, "class_name");
    return class ? class : "a layer without a class";
}

const char *keras_name(const cJSON *entry) {
    const char *name = keras_text(cJSON_GetObjectItemCaseSensitive(entry, "config"), "name");
    if (!name)
        name = keras_text(entry, "name");
    return name ? name : keras_class(entry);
}

/* "TimeDistributed" as "time_distributed". */
static void snake(const char *class, char *text, size_t size) {
    size_t length = 0;
    for (const char *c = class; *c && length + 2 < size; c++) {
        unsigned char own = (unsigned char)*c, next = (unsigned char)c[1];
        bool begins = c > class && isupper(own) && (islower(next) || islower((unsigned char)c[-1]));
        if (begins)
            text[length++] = '_';
        text[length++] = (char)tolower(own);
    }
    text[length] = '\0';
}

/* Those of a class are counted in the order of their model. */
static int count_same(const cJSON *entry) {
    int same = 0;
    /* The first member's prev is the last one. */
    for (const cJSON *k = entry; k->prev && k->prev->next; k = k->prev)
        same += strcmp(keras_class(k->prev), keras_class(entry)) == 0;
    return same;
}

void keras_way(const cJSON *entry, const char *around, KerasWay *way) {
    int same = count_same(entry);
    char text[64], number[16] = "";
    snake(keras_class(entry), text, sizeof text);
    if (same)
        snprintf(number, sizeof number, "_%d", same);
    way->name = keras_name(entry);
    snprintf(way->path, sizeof way->path, "%.150slayers/%s%s", around, text, number);
}
