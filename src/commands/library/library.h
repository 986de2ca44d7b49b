/* library.h: the folder of lessons that came with the program, or that the user named. */
#ifndef GATESCOPE_COMMANDS_LIBRARY_LIBRARY_H
#define GATESCOPE_COMMANDS_LIBRARY_LIBRARY_H

#include "base/error.h"
#include "lesson/glossary.h"

typedef struct Library {
    char **paths; /* in order; owned */
    int count;
} Library;

/* $GATESCOPE_LESSONS, else lessons beside the folder of the program (a checkout), else its share
 * folder. */
bool library_open(Library *library, Error *error);
void library_close(Library *library);
/* The index of the file at path in the library; -1: it is somewhere else. */
int library_find(const Library *library, const char *path);
/* The index of the first lesson with that id (their files are read one after the other); -1: there
 * is none. */
int library_named(const Library *library, const char *id);
/* The one whose file has that name, with ".json" or without, else that id. */
int library_called(const Library *library, const char *name);
/* The words that lie beside the lessons (files/lesson/glossary.h); empty where there are none, or
 * after saying what is wrong with them. The caller's to free. */
Glossary library_glossary(void);

/* The path of a file beside the lessons; false where it is not there. */
bool library_beside(const char *name, char *path, size_t size);

/* The folder itself, where the shipped models lie too; false where there is none. */
bool library_folder(char *folder, size_t size);

/* The whole path of a file that was written into the current folder; its name where that is not
 * known. */
void library_whole_name(const char *name, char *path, size_t size);

/* A folder of what is shipped beside the program ("mnist"): in the folder that GATESCOPE_ASSETS
 * names, else beside the program as the lessons are. False where it is not there. */
bool library_assets(const char *name, char *folder, size_t size);

#endif
