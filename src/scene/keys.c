/* keys.c: see keys.h. */
#include "scene/keys.h"

const KeyHelp *key_help(int *count) {
    static const KeyHelp keys[] = {
        {"Time", "Space", "play, pause"},
        {"Time", "Right, Left", "a step on, back"},
        {"Time", "Shift+Right, Left or . ,", "a phase on, back"},
        {"Time", "Home, End", "initial state, last step"},
        {"Time", "S, F", "slower, faster"},
        {"Time", "M", "motion on, off"},
        {"Time", "Shift+S", "sound on, off"},
        {"Lesson", "Enter, N, Page Down", "next beat"},
        {"Lesson", "Backspace, P, Page Up", "beat before"},
        {"Lesson", "1 to 9", "answer"},
        {"Lesson", "[ and ]", "lesson before, next lesson"},
        {"Looking", "Up, Down", "select another unit"},
        {"Looking", "C", "select another cell"},
        {"Looking", "T", "dark, light, high contrast"},
        {"Looking", "+, -, 0", "larger, smaller, normal text"},
        {"Looking", "L, K, E", "fold lesson, tweaks, sums"},
        {"Looking", "X", "notation: textbook, PyTorch"},
        {"Looking", "I, Ctrl+click", "where a number comes from"},
        {"Looking", "Shift+I", "back to the number before"},
        {"Looking", "F11", "full screen"},
        {"Changing", "pencil of an input, drag", "paint its curve; Esc: no longer"},
        {"Changing", "Tab, Shift+Tab", "to the next control, back"},
        {"Changing", "Arrow keys", "change what has the focus"},
        {"Changing", "Enter, a digit, double click", "type its number"},
        {"Changing", "Delete, right click", "take its change back"},
        {"Changing", "Ctrl+Z, Ctrl+Y", "undo, redo"},
        {"Changing", "R", "take all changes back"},
        {"Changing", "V", "the list of changes"},
        {"Changing", "G", "outlines of before away"},
        {"Presenting", "F5", "on, off"},
        {"Presenting", "Page Down, Page Up", "next beat, beat before"},
        {"Presenting", "A", "show the choices"},
        {"Presenting", "B", "blank screen"},
        {"Presenting", "D", "pen: draw over the stage"},
        {"Sandbox", "hold 1 to 4", "that input is 1, with Shift -1"},
        {"Sandbox", "Ctrl+Shift+S", "save as a lesson"},
        {"Program", "F1 or ?", "these keys"},
        {"Program", "Ctrl+S", "save a picture"},
        {"Program", "Ctrl+C, Ctrl+V", "copy this state as text, open it"},
        {"Program", "Q, Ctrl+Q", "quit"},
    };
    *count = (int)(sizeof keys / sizeof *keys);
    return keys;
}
