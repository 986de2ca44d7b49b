/* font_files.c: one walk over the font folders; each file name is looked up in the faces' wish
 * lists. */
#include "ui/draw/font_files.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { WISHES = 8, MAX_DEPTH = 5 };

/* File names without their ending, the best first. */
static const char *const WISH[FONT_FILE_COUNT][WISHES] = {
    [FACE_TEXT] = {"Inter-Regular", "InterVariable", "Inter", "DejaVuSans", "NotoSans-Regular",
                   "LiberationSans-Regular", "Arial"},
    [FACE_TEXT_BOLD] = {"Inter-SemiBold", "Inter-Bold", "DejaVuSans-Bold", "NotoSans-SemiBold",
                        "NotoSans-Bold", "LiberationSans-Bold", "Arial Bold"},
    [FACE_TEXT_ITALIC] = {"Inter-Italic", "InterVariable-Italic", "DejaVuSans-Oblique",
                          "NotoSans-Italic", "LiberationSans-Italic", "Arial Italic"},
    [FACE_SYMBOL] = {"STIXGeneral-BoldItalic", "STIXTwoText-BoldItalic", "STIXGeneralBolIta",
                     "LiberationSerif-BoldItalic", "DejaVuSerif-BoldItalic", "DejaVuSerif-Bold",
                     "Times New Roman Bold Italic"},
    [FACE_SYMBOL_LIGHT] = {"STIXGeneral-Italic", "STIXTwoText-Italic", "STIXGeneralItalic",
                           "LiberationSerif-Italic", "DejaVuSerif-Italic", "DejaVuSerif",
                           "Times New Roman Italic"},
    [FACE_NUMBER] = {"DejaVuSansMono", "NotoSansMono-Regular", "LiberationMono-Regular", "Menlo",
                     "Courier New"},
    [FACE_NUMBER_BOLD] = {"DejaVuSansMono-Bold", "NotoSansMono-Bold", "LiberationMono-Bold",
                          "Courier New Bold"},
    [SPARE_SANS] = {"DejaVuSans", "Arial Unicode", "NotoSans-Regular"},
    [SPARE_CJK] = {"wqy-microhei", "SourceHanSansCN-Regular", "NotoSansCJKsc-Regular",
                   "NotoSansCJK-Regular", "DroidSansFallbackFull", "wqy-zenhei", "PingFang"},
    [SPARE_SYMBOLS] = {"NotoSansSymbols2-Regular", "Symbola", "NotoSansMath-Regular",
                       "STIXGeneral-Regular", "STIXTwoMath-Regular", "Apple Symbols"},
    /* The first of each is a part of the browser edition's fonts (web/letters.mk). */
    [SPARE_HAN] = {"letters-han"},
    [SPARE_KANA] = {"letters-kana"},
    [SPARE_HANGUL] = {"letters-hangul", "NotoSansCJKkr-Regular", "NanumGothic", "UnDotum",
                      "AppleSDGothicNeo"},
    [SPARE_HEBREW] = {"letters-hebrew", "NotoSansHebrew-Regular", "DejaVuSans", "Arial Hebrew"},
    [SPARE_ARABIC] = {"letters-arabic", "NotoSansArabic-Regular", "NotoNaskhArabic-Regular",
                      "DejaVuSans", "GeezaPro"},
    [SPARE_DEVANAGARI] = {"letters-devanagari", "NotoSansDevanagari-Regular", "Lohit-Devanagari",
                          "FreeSans", "Devanagari Sangam MN"},
};

/* The face that stands in for one that has no file; another step follows until one has. */
static const int NEAR[FONT_FILE_COUNT] = {
    [FACE_TEXT] = SPARE_SANS,
    [FACE_TEXT_BOLD] = FACE_TEXT,
    [FACE_TEXT_ITALIC] = FACE_TEXT,
    [FACE_SYMBOL] = FACE_TEXT_ITALIC,
    [FACE_SYMBOL_LIGHT] = FACE_TEXT_ITALIC,
    [FACE_NUMBER] = FACE_TEXT,
    [FACE_NUMBER_BOLD] = FACE_NUMBER,
    [SPARE_SANS] = SPARE_SANS,
};

typedef struct Walk {
    FontFiles *files;
    int rank[FONT_FILE_COUNT]; /* index of the file found in its wish list */
    bool out_of_memory;
} Walk;

/* Length of the name without the ending of a font file; 0: not a font file. */
static size_t stem_length(const char *name) {
    static const char *const ENDINGS[] = {".otf", ".ttf", ".ttc", ".otc"};
    const char *dot = strrchr(name, '.');
    for (size_t k = 0; dot && k < sizeof ENDINGS / sizeof *ENDINGS; k++)
        if (strcmp(dot, ENDINGS[k]) == 0)
            return (size_t)(dot - name);
    return 0;
}

static void take(Walk *walk, int font, int rank, const char *path) {
    size_t size = strlen(path) + 1;
    char *copy = malloc(size);
    if (!copy) {
        walk->out_of_memory = true;
        return;
    }
    memcpy(copy, path, size);
    free(walk->files->path[font]);
    walk->files->path[font] = copy;
    walk->rank[font] = rank;
}

static void consider(Walk *walk, const char *path, const char *name) {
    size_t length = stem_length(name);
    if (length == 0)
        return;
    for (int font = 0; font < FONT_FILE_COUNT; font++)
        for (int rank = 0; rank < walk->rank[font] && WISH[font][rank]; rank++)
            if (strlen(WISH[font][rank]) == length && memcmp(WISH[font][rank], name, length) == 0)
                take(walk, font, rank, path);
}

static void walk_folder(Walk *walk, const char *folder, int depth) {
    DIR *directory = opendir(folder);
    if (!directory)
        return;
    const struct dirent *entry;
    while ((entry = readdir(directory))) {
        char path[1024];
        int length = snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        if (entry->d_name[0] == '.' || length < 0 || (size_t)length >= sizeof path)
            continue;
        /* A name with a font's ending needs no look at the file itself. */
        if (stem_length(entry->d_name) > 0) {
            consider(walk, path, entry->d_name);
            continue;
        }
        struct stat status;
        if (depth < MAX_DEPTH && !strchr(entry->d_name, '.') && stat(path, &status) == 0 &&
            S_ISDIR(status.st_mode))
            walk_folder(walk, path, depth + 1);
    }
    closedir(directory);
}

static void walk_home(Walk *walk, const char *variable, const char *below) {
    const char *home = getenv(variable);
    char path[1024];
    if (!home || !*home)
        return;
    int length = snprintf(path, sizeof path, "%s%s", home, below);
    if (length > 0 && (size_t)length < sizeof path)
        walk_folder(walk, path, 0);
}

static bool complete(const FontFiles *files) {
    for (int font = 0; font < FACE_COUNT; font++)
        if (!files->path[font])
            return false;
    return true;
}

static void stand_in(Walk *walk) {
    FontFiles *files = walk->files;
    for (int font = 0; font < FACE_COUNT; font++) {
        int near = NEAR[font];
        for (int step = 0; step < FONT_FILE_COUNT && !files->path[near]; step++)
            near = NEAR[near];
        for (int other = 0; other < FACE_COUNT && !files->path[near]; other++)
            near = files->path[other] ? other : near;
        if (!files->path[font] && files->path[near])
            take(walk, font, 0, files->path[near]);
    }
}

bool font_files_find(FontFiles *files) {
    static const char *const FOLDERS[] = {"/usr/share/fonts", "/usr/local/share/fonts",
                                          "/opt/homebrew/share/fonts", "/Library/Fonts",
                                          "/System/Library/Fonts"};
    *files = (FontFiles){0};
    Walk walk = {.files = files};
    for (int font = 0; font < FONT_FILE_COUNT; font++)
        walk.rank[font] = WISHES;
    walk_home(&walk, "GATESCOPE_FONTS", "");
    walk_home(&walk, "HOME", "/.local/share/fonts");
    walk_home(&walk, "HOME", "/.fonts");
    walk_home(&walk, "HOME", "/Library/Fonts");
    for (size_t k = 0; k < sizeof FOLDERS / sizeof *FOLDERS; k++)
        walk_folder(&walk, FOLDERS[k], 0);
    if (!complete(files))
        stand_in(&walk);
    if (walk.out_of_memory)
        font_files_free(files);
    return !walk.out_of_memory;
}

void font_files_free(FontFiles *files) {
    for (int font = 0; font < FONT_FILE_COUNT; font++)
        free(files->path[font]);
    *files = (FontFiles){0};
}
