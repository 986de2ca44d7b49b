/* colors.c: levels as colours. A gate goes from the ground through its role's colour to the text's: each
 * step lighter in a dark theme and darker in a light one, so that it is read without its hue. What has
 * a sign goes from grey through the ground to its role's colour. What is no number, and what lies
 * beyond the axis, has a colour that nothing else has. */
#include <math.h>

#include "scene/look/page.h"
#include "scene/paint/bars.h"

/* The middle one is where a gate is open by 0.9; below it darkness goes first, so that 0.5 is apart. */
static Color three(Color low, Color middle, Color high, float part) {
    const float AT = 0.66f;
    return part < AT ? color_mix(low, middle, powf(part / AT, 1.6f))
                     : color_mix(middle, high, (part - AT) / (1 - AT));
}

static void mark_ends(const Painter *p, Color palette[RASTER_COLORS]) {
    palette[LEVEL_NONE] = p->theme->bad;
    palette[LEVEL_BELOW] = p->theme->accent;
    palette[LEVEL_BEYOND] = p->theme->text;
}

void look_palette(const Painter *p, const SignalInfo *info, Color palette[RASTER_COLORS]) {
    const Theme *theme = p->theme;
    Color role = theme->role[info->role], below = bars_below(p, role);
    Color end = color_mix(role, theme->text, 0.78f);
    for (int k = LEVEL_LOW; k <= LEVEL_HIGH; k++) {
        float part = (float)(k - LEVEL_LOW) / (LEVEL_HIGH - LEVEL_LOW);
        if (info->class == SIGNAL_GATE)
            palette[k] = three(theme->track, role, end, part);
        else
            palette[k] = part < 0.5f ? color_mix(below, theme->track, 2 * part)
                                     : color_mix(theme->track, role, 2 * part - 1);
    }
    mark_ends(p, palette);
}

void look_r_palette(const Painter *p, Color palette[RASTER_COLORS]) {
    const Theme *theme = p->theme;
    for (int k = LEVEL_LOW; k <= LEVEL_HIGH; k++) {
        float part = (float)(k - LEVEL_LOW) / (LEVEL_HIGH - LEVEL_LOW);
        palette[k] = part < 0.5f ? color_mix(theme->bad, theme->track, 2 * part)
                                 : color_mix(theme->track, theme->accent, 2 * part - 1);
    }
    mark_ends(p, palette);
    palette[LEVEL_NONE] = theme->panel; /* no correlation is nothing wrong */
}
