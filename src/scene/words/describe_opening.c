/* describe_opening.c: what the opening says: no word that was not shown, and every number computed. */
#include "scene/words/describe_opening.h"

#include <math.h>

#include "scene/words/prose.h"

enum { LATER = 8 }; /* rows behind the upper half, where the number is told again */

/* The number is told first where the upper half has ended. */
static long told_at(bool later) {
    return OPENING_HALF - 1 + (later ? LATER : 0);
}

static int says(const Session *session, int kind) {
    float chances[DIGIT_CLASSES];
    return session_opening_says(session, kind, DIGIT_SIDE - 1, chances);
}

static void add_covered(Prose *prose, const Session *session, const Opening *opening) {
    int wrong = says(session, opening->plain), right = opening->label;
    prose_add(prose,
              "Half of it is covered. Is it a %d, or a %d? How can anyone know what was there?",
              wrong < right ? wrong : right, wrong < right ? right : wrong);
}

static void add_number(Prose *prose, const Session *session) {
    char then[PROSE_NUMBER], now[PROSE_NUMBER];
    prose_number(prose, session_opening_number(session, told_at(false)), then);
    prose_number(prose, session_opening_number(session, told_at(true)), now);
    prose_add(prose, "One of them. The upper half made it %s. %d rows later it is still %s.", then,
              LATER, now);
}

static void add_door(Prose *prose, const Session *session) {
    float open = session_opening_gate(session, told_at(true));
    prose_add(prose,
              "Why does it stay? In every row a door lets through how much of the old number is "
              "kept: here %.0f %%.",
              (double)roundf(100 * open));
}

static void add_names(Prose *prose, const Opening *opening) {
    prose_add(
        prose,
        "This number remembers. Its door is called a gate. With such gates it is called an %s; "
        "the reader without any is an %s.",
        cell_kind((CellKind)opening->guarded)->title, cell_kind((CellKind)opening->plain)->title);
}

static void add_words(Prose *prose, const Session *session, OpeningScene scene) {
    const Opening *opening = session_opening(session);
    const int units = opening->lesson->cells[opening->guarded].cell->spec.hidden;
    switch (scene) {
    case OPENING_ROWS:
        prose_add(prose,
                  "Somebody wrote a digit. It is read row by row, and what was read is gone.");
        break;
    case OPENING_COVERED:
        add_covered(prose, session, opening);
        break;
    case OPENING_READERS:
        prose_add(prose,
                  "Two readers saw every row once. One says %d, and is wrong. The other says %d, "
                  "and is right.",
                  says(session, opening->plain), says(session, opening->guarded));
        break;
    case OPENING_NUMBERS:
        prose_add(prose,
                  "All that the second reader still has of it are these %d numbers. A row can "
                  "change them, and then it is gone.",
                  units);
        break;
    case OPENING_NUMBER:
        add_number(prose, session);
        break;
    case OPENING_DOOR:
        add_door(prose, session);
        break;
    case OPENING_SHUT:
        prose_add(
            prose,
            "All %d doors shut, just once, behind the upper half: it is forgotten. Now it says "
            "%d.",
            units, says(session, opening->guarded));
        break;
    default:
        add_names(prose, opening);
        break;
    }
}

size_t opening_words(const Session *session, OpeningScene scene, char *text, size_t size) {
    Prose prose = prose_new(text, size, session->view.language);
    add_words(&prose, session, scene);
    return prose.length;
}

static void add_reader(Prose *prose, const Session *session, int kind) {
    float chances[DIGIT_CLASSES];
    int digit = session_opening_says(session, kind, DIGIT_SIDE - 1, chances);
    const Opening *opening = session_opening(session);
    prose_add(prose,
              digit == opening->label
                  ? "After all rows it says %d, %.0f %% sure, which is right.\n"
                  : "After all rows it says %d, %.0f %% sure, which is wrong.\n",
              digit, 100.0 * (double)chances[digit]);
}

/* The scene as it ends. */
size_t describe_opening(const Session *session, char *text, size_t size) {
    const Opening *opening = session_opening(session);
    Prose prose = prose_new(text, size, session->view.language);
    prose_add(&prose, "The opening, part %d of %d.\n", (int)opening->scene + 1, OPENING_SCENES);
    add_words(&prose, session, opening->scene);
    prose_add(&prose, "\n");
    if (opening->scene == OPENING_READERS) {
        prose_add(&prose, "The first reader writes over what it had. ");
        add_reader(&prose, session, opening->plain);
        prose_add(&prose, "The second reader guards what it has. ");
    }
    if (opening->scene == OPENING_READERS || opening->scene == OPENING_SHUT)
        add_reader(&prose, session, opening->guarded);
    return prose.length;
}
