/* home.h: the home screen without a window: as a picture, or in sentences. */
#ifndef GATESCOPE_COMMANDS_PICTURE_HOME_H
#define GATESCOPE_COMMANDS_PICTURE_HOME_H

#include "session/session.h"

typedef struct HomeOrder {
    const char *out; /* NULL: to standard output, where it is text */
    int width, height, theme;
    float scale, text_scale;
    Language language;
    const char *search; /* words in the search field; NULL: none */
} HomeOrder;

/* Each returns an exit status, after saying what is wrong. Progress is that of the saved state. */
int home_picture(const HomeOrder *order);
int home_description(const HomeOrder *order);

#endif
