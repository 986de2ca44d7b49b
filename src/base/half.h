/* half.h: files that are half written, which a signal that ends the program takes away (Ctrl+C in
 * the midst of a film). Only new_file.c needs to know. */
#ifndef GATESCOPE_BASE_HALF_H
#define GATESCOPE_BASE_HALF_H

/* The file of that name is being written; `name` stays as it is until half_done. While there is one,
 * SIGINT, SIGTERM and SIGHUP are caught where nobody else does. */
void half_begin(char *name);
/* It is whole, or gone. Frees the name; NULL is allowed. */
void half_done(char *name);

#endif
