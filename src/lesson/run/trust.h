/* trust.h: where a run's numbers stop being the network's: the first that is none, with what it came
 * from, and the step from which rounding decides. */
#ifndef GATESCOPE_LESSON_RUN_TRUST_H
#define GATESCOPE_LESSON_RUN_TRUST_H

#include "engine/lost.h"
#include "lesson/run/horizon.h"
#include "lesson/run/run.h"

/* The first number of the cell's trace that is NaN or infinite. */
Lost trust_lost(const Run *run, int cell);

/* How far each cell's numbers are those of the network and not of the rounding: the run is computed
 * once more in float64 (engine/exact.h). In a network that forgets, nothing comes of the difference;
 * in a chaotic one it grows until nothing is left of the run. None is known of a run that takes more
 * than TRUST_COST multiplications.
 *
 * It takes long, and goes a part at a time, of about so many multiplications. The run is up to date, and
 * stays as it is until trust_end. NULL or false and an error where memory lacks. */
#define TRUST_COST (4e9)
typedef struct Trust Trust;
Trust *trust_begin(const Run *run, Error *error);
bool trust_more(const Trust *trust);
bool trust_go(Trust *trust, double cost, Error *error);
double trust_share(const Trust *trust); /* how much is done, 0 to 1 */
Horizon trust_horizon(const Trust *trust, int cell);
void trust_end(Trust *trust); /* NULL is allowed */
/* All at once: one a cell. */
bool trust_horizons(const Run *run, Horizon *horizons, Error *error);
/* Memory that this takes, of a run of the lesson's cells that has so many steps. */
double trust_bytes(const Lesson *lesson, long steps);

#endif
