/* json_bounded.c: see json_bounded.h. */
#include "files/tensors/json_bounded.h"

#include <math.h>

#include "files/json/syntax.h"

enum { VALUES_MOST = 250000 };

/* There are at most that many values: between two stands a comma. */
static size_t count_values(const char *text, size_t length) {
    size_t count = 1;
    for (size_t k = 0; k < length; k++)
        count += text[k] == ',';
    return count;
}

cJSON *json_parse_bounded(const char *text, size_t length, int depth, Error *error) {
    if (!json_check(text, length, depth, error)) {
        error_set(error, "the header is not JSON");
        return NULL;
    }
    if (count_values(text, length) > VALUES_MOST) {
        error_set(error, "the header has too many values");
        return NULL;
    }
    cJSON *json = cJSON_ParseWithLength(text, length);
    if (!json)
        error_memory(error, length, "the header of a file");
    return json;
}

bool json_whole(const cJSON *json, uint64_t *value) {
    if (!cJSON_IsNumber(json) || !(json->valuedouble >= 0) ||
        json->valuedouble > 9007199254740992.0 || json->valuedouble != floor(json->valuedouble))
        return false;
    *value = (uint64_t)json->valuedouble;
    return true;
}
