/* zip.c: see zip.h. */
#include "files/export/zip.h"

#include <string.h>

enum {
    LOCAL_EXTRA = 20,   /* sizes in 64 bits */
    CENTRAL_EXTRA = 28, /* sizes and offset in 64 bits */
    VERSION = 45,       /* of the format: with 64 bits */
    DATE = 1 << 5 | 1,
    /* the first of 1980: the same numbers make the same file */
    END_64 = 56
};

static char *put_number(char *to, uint64_t value, int bytes) {
    for (int k = 0; k < bytes; k++, value >>= 8)
        *to++ = (char)(value & 255);
    return to;
}

/* What stands in a member's header before its name, in both places. */
static char *put_common(char *to, const ZipMember *member, int extra) {
    to = put_number(to, VERSION, 2);
    to = put_number(to, 0, 4); /* no flags; stored */
    to = put_number(to, 0, 2);
    to = put_number(to, DATE, 2);
    to = put_number(to, member->sum, 4);
    to = put_number(to, UINT32_MAX, 4); /* the sizes stand behind */
    to = put_number(to, UINT32_MAX, 4);
    to = put_number(to, strlen(member->name), 2);
    return put_number(to, (uint64_t)extra, 2);
}

static char *put_name(char *to, const ZipMember *member) {
    size_t length = strlen(member->name);
    memcpy(to, member->name, length);
    return to + length;
}

static char *put_sizes(char *to, const ZipMember *member, int extra) {
    to = put_number(to, 1, 2); /* that what follows are 64 bits */
    to = put_number(to, (uint64_t)extra - 4, 2);
    to = put_number(to, member->size, 8);
    return put_number(to, member->size, 8);
}

size_t zip_local(const ZipMember *member, char head[ZIP_LOCAL + ZIP_NAME]) {
    char *to = put_number(head, 0x04034b50, 4);
    to = put_common(to, member, LOCAL_EXTRA);
    to = put_name(to, member);
    to = put_sizes(to, member, LOCAL_EXTRA);
    return (size_t)(to - head);
}

size_t zip_central(const ZipMember *member, char head[ZIP_CENTRAL + ZIP_NAME]) {
    char *to = put_number(head, 0x02014b50, 4);
    to = put_number(to, VERSION, 2);
    to = put_common(to, member, CENTRAL_EXTRA);
    to = put_number(to, 0, 10); /* no remark; the first part; a file like others */
    to = put_number(to, UINT32_MAX, 4);
    to = put_name(to, member);
    to = put_sizes(to, member, CENTRAL_EXTRA);
    return (size_t)(put_number(to, member->offset, 8) - head);
}

size_t zip_end(uint64_t members, uint64_t directory, uint64_t size, char head[ZIP_END]) {
    char *to = put_number(head, 0x06064b50, 4);
    to = put_number(to, END_64 - 12, 8);
    to = put_number(to, VERSION, 2);
    to = put_number(to, VERSION, 2);
    to = put_number(to, 0, 8); /* the first part of one */
    to = put_number(to, members, 8);
    to = put_number(to, members, 8);
    to = put_number(to, size, 8);
    to = put_number(to, directory, 8);
    to = put_number(to, 0x07064b50, 4);
    to = put_number(to, 0, 4);
    to = put_number(to, directory + size, 8);
    to = put_number(to, 1, 4);
    to = put_number(to, 0x06054b50, 4);
    to = put_number(to, 0, 4);
    to = put_number(to, UINT16_MAX, 2);
    to = put_number(to, UINT16_MAX, 2);
    to = put_number(to, UINT32_MAX, 4);
    to = put_number(to, UINT32_MAX, 4);
    return (size_t)(put_number(to, 0, 2) - head);
}
