/* page.h: what the files of the screen that asks share. Private to scene/practise. */
#ifndef GATESCOPE_SCENE_PRACTISE_PAGE_H
#define GATESCOPE_SCENE_PRACTISE_PAGE_H

#include "scene/paint/panel.h"
#include "session/kinds/practise.h"

enum { PRACTISE_NUMBER = 24 };

/* A number as the screen shows it. */
const char *practise_number(char text[PRACTISE_NUMBER], float value, int decimals);
/* What a role's letters are drawn in on a card. */
Color practise_role(const Painter *p, Role role);
/* A card behind what is drawn next in the column: its inside, until practise_card_end. */
typedef struct PractiseCard {
    int shape;
    Rect box;
} PractiseCard;
PractiseCard practise_card(Column *c);
void practise_card_end(Column *c, PractiseCard *card);

/* Words and numbers set one behind the other, in as many lines as they need. */
typedef struct Flow {
    Column *c;
    float x, line; /* where the next one stands; the height of a line */
} Flow;
Flow practise_flow(Column *c, float px);
void practise_flow_text(Flow *flow, Face face, float px, Color color, const char *text, float gap);
/* An empty box in the place of a number. */
void practise_flow_blank(Flow *flow, float px, Color color, float gap);
void practise_flow_end(Flow *flow);

void practise_given(Column *c, const Item *item);
void practise_worked(Column *c, const Practise *practise);
/* In an area that is low at its lower end and high at its upper one: where the value is; and a line
 * there, with its number left of the area. */
float practise_height(Rect area, float low, float high, float value);
void practise_axis(Painter *p, Rect area, float low, float high, float value);

/* Where it is drawn, with what is shown before, and afterwards the true curve and the gap; room: the
 * height that it may have. */
void practise_drawing(Column *c, const Session *session, float room);
/* What came of it. */
void practise_drawing_told(Column *c, const Session *session);
/* Four boxes; room: the height that they may have. */
void practise_choices(Column *c, const Practise *practise, float room);
void practise_told(Column *c, const Session *session);
void practise_summary(Column *c, const Session *session);
/* The list of ideas in the column; room: as high as it may be. */
void practise_known(Column *c, const Practise *practise, float room);

#endif
