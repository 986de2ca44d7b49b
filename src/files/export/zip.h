/* zip.h: the headers of a zip archive whose members are stored as they are, with 64 bits for every
 * size and place (APPNOTE.TXT 6.3, sections 4.3 to 4.5). Private to this folder. */
#ifndef GATESCOPE_FILES_EXPORT_ZIP_H
#define GATESCOPE_FILES_EXPORT_ZIP_H

#include <stddef.h>
#include <stdint.h>

enum {
    ZIP_NAME = 256,
    ZIP_LOCAL = 30 + 20,   /* bytes in front of a member, besides its name */
    ZIP_CENTRAL = 46 + 28, /* and in the directory */
    ZIP_END = 56 + 20 + 22 /* behind the directory */
};

typedef struct ZipMember {
    char name[ZIP_NAME];
    uint64_t offset; /* of its header */
    uint64_t size;   /* behind that */
    uint32_t sum;    /* crc32 */
} ZipMember;

/* Each writes a header and returns its length. */
size_t zip_local(const ZipMember *member, char head[ZIP_LOCAL + ZIP_NAME]);
size_t zip_central(const ZipMember *member, char head[ZIP_CENTRAL + ZIP_NAME]);
size_t zip_end(uint64_t members, uint64_t directory, uint64_t size, char head[ZIP_END]);

#endif
