/* bench.h: `gatescope bench`: what things cost on this machine.
 *
 * The machine may be busy with other things: what one thread does is measured by the time that it
 * computed, not by the clock on the wall; everything in several rounds, what is compared in turns,
 * and of each the least is kept. Times of different machines, or of one machine on different days,
 * do not compare; ratios within one run do. So each figure stands beside its roof, what this
 * machine could do at most, measured in the same run.
 *
 * A step's roof, and that of training, is its multiplications at the rate of registers, or its
 * weights at the rate at which so many bytes are read again and again, whichever is slower. (A step
 * can be a little faster: every other one goes through its weights backwards, and finds the last
 * ones in a cache.) A frame's is writing each of its pixels once. A start's is a process that loads
 * the same libraries and does nothing. */
#ifndef GATESCOPE_COMMANDS_BENCH_BENCH_H
#define GATESCOPE_COMMANDS_BENCH_BENCH_H

#include "commands/line/command.h"

int command_bench(const Command *command, int count, char **words);

#endif
