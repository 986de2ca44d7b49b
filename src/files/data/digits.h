/* digits.h: handwritten digits in the files of the MNIST data set: IDX, packed by gzip (LeCun,
 * Cortes and Burges: "The MNIST database of handwritten digits").
 *
 * An IDX file is two zero bytes, a type (8: bytes), the number of dimensions, each dimension's size
 * (32 bits, the highest byte first), and the data. Nothing in a file is trusted: it has to be
 * exactly as long as its header says, and that at most a hundred thousand pictures. */
#ifndef GATESCOPE_FILES_DATA_DIGITS_H
#define GATESCOPE_FILES_DATA_DIGITS_H

#include "engine/training/tasks.h"

/* Reads train-images-idx3-ubyte.gz, train-labels-idx1-ubyte.gz and the same of "test" from the
 * folder. NULL and an error that names the file. */
Digits *digits_read(const char *folder, Error *error);
void digits_free(Digits *digits); /* NULL is allowed */

/* One set out of its two files; images of 28x28, as many labels, each 0 to 9. False leaves it
 * empty. */
bool digit_set_read(DigitSet *set, const char *images, const char *labels, Error *error);
void digit_set_free(DigitSet *set);

#endif
