/* peer.c: another library to compare with. See bench.h. */
#include "commands/bench/peer.h"

#include <signal.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static bool spawn(Peer *peer, const char *program, const int to[2], const int from[2]) {
    char *words[] = {(char *)program, NULL};
    posix_spawn_file_actions_t actions;
    pid_t pid;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, to[0], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, from[1], STDOUT_FILENO);
    posix_spawn_file_actions_addclose(&actions, to[1]);
    posix_spawn_file_actions_addclose(&actions, from[0]);
    bool good = posix_spawn(&pid, program, &actions, NULL, words, environ) == 0;
    posix_spawn_file_actions_destroy(&actions);
    close(to[0]);
    close(from[1]);
    peer->to = fdopen(to[1], "w");
    peer->from = fdopen(from[0], "r");
    peer->pid = good ? (int)pid : 0;
    return good && peer->to && peer->from;
}

static bool read_line(Peer *peer, char *line, int size) {
    if (!peer->from || !fgets(line, size, peer->from))
        return false;
    line[strcspn(line, "\n")] = '\0';
    return true;
}

bool peer_start(Peer *peer, const char *program) {
    int to[2], from[2];
    *peer = (Peer){0};
    if (pipe(to) != 0)
        return false;
    if (pipe(from) != 0) {
        close(to[0]);
        close(to[1]);
        return false;
    }
    signal(SIGPIPE, SIG_IGN); /* it may end before it is asked */
    if (spawn(peer, program, to, from) && read_line(peer, peer->name, sizeof peer->name))
        return true;
    peer_stop(peer);
    return false;
}

double peer_ask(Peer *peer, const char *format, ...) {
    char line[80];
    va_list arguments;
    if (!peer->pid)
        return 0;
    va_start(arguments, format);
    vfprintf(peer->to, format, arguments);
    va_end(arguments);
    fputc('\n', peer->to);
    if (fflush(peer->to) != 0 || !read_line(peer, line, sizeof line))
        return 0;
    return strtod(line, NULL);
}

void peer_stop(Peer *peer) {
    if (peer->to)
        fclose(peer->to);
    if (peer->from)
        fclose(peer->from);
    if (peer->pid)
        waitpid(peer->pid, NULL, 0);
    *peer = (Peer){0};
}
