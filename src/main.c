/* main.c: picks the command. */
#include <stdio.h>

#include "commands/commands.h"

int main(int count, char **words) {
    int status = commands_main(count - 1, words + 1);
    /* what was printed may not have been: a full disk is found out here */
    if (fflush(stdout) != 0 || ferror(stdout)) {
        perror("gatescope: standard output");
        return EXIT_ENVIRONMENT;
    }
    return status;
}
