/* testing.h: cmocka with what it wants included before it. */
#ifndef GATESCOPE_TESTS_TESTING_H
#define GATESCOPE_TESTS_TESTING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#endif
