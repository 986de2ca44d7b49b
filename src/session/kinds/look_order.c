/* look_order.c: in which order the units of a map stand. See look_parts.h. */
#include <math.h>

#include "base/clamp.h"
#include "session/kinds/look_parts.h"

int look_rank(const Session *session) {
    const Look *look = look_of(session);
    for (int k = 0; k < look_map(look)->rows; k++)
        if (look->rows[k] == session->unit)
            return k;
    return 0;
}

LookOrder look_order(const Session *session) {
    const Look *look = look_of(session);
    const CellFigures *figures = &look->cells[session->cell].figures;
    bool no_memory = isnan(figures->units[0].keeps) || look_map(look)->rows != figures->unit_count;
    return look->order == LOOK_BY_MEMORY && no_memory ? LOOK_BY_NUMBER : look->order;
}

static float key_of(const Session *session, const Look *look, int unit) {
    switch (look_order(session)) {
    case LOOK_BY_MEMORY:
        return look->cells[session->cell].figures.units[unit].keeps;
    case LOOK_BY_SATURATION:
        return (float)look_map(look)->ends[unit];
    case LOOK_BY_INPUT:
        return look->r[unit];
    default:
        return (float)-unit;
    }
}

/* Units whose key is no number stand last; equal ones by number. Inserted one by one, which for some
 * hundred units is soon done. */
static void sort_rows(Look *look, int count) {
    for (int k = 0; k < count; k++) {
        float key = look->keys[k];
        int at = k;
        while (at > 0 && (look->keys[look->rows[at - 1]] < key ||
                          (isnan(look->keys[look->rows[at - 1]]) && !isnan(key)))) {
            look->rows[at] = look->rows[at - 1];
            at--;
        }
        look->rows[at] = k;
    }
}

void look_put_in_order(Session *session, Look *look) {
    const LookMap *map = look_map(look);
    for (int unit = 0; unit < map->rows; unit++) {
        look->r[unit] = along_r(&map->along, unit, look->input - look->block);
        look->keys[unit] = key_of(session, look, unit);
    }
    sort_rows(look, map->rows);
    session->unit = clamp_int(session->unit, 0, map->rows - 1);
}
