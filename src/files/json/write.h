/* write.h: adding to a JSON document that is written. cJSON leaves an item that it cannot add
 * (no memory, or nothing to add to) to the caller: here it is deleted, and all say whether it was
 * added. A document of which something could not be added must not be written. */
#ifndef GATESCOPE_FILES_JSON_WRITE_H
#define GATESCOPE_FILES_JSON_WRITE_H

#include <cJSON.h>
#include <stdbool.h>

/* At the end of an array; item NULL: there was no memory for it. */
static inline bool json_append(cJSON *array, cJSON *item) {
    bool added = cJSON_AddItemToArray(array, item);
    if (!added)
        cJSON_Delete(item);
    return added;
}

static inline bool json_put(cJSON *object, const char *key, cJSON *item) {
    bool added = cJSON_AddItemToObject(object, key, item);
    if (!added)
        cJSON_Delete(item);
    return added;
}

#endif
