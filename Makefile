# Gatescope: `make run` opens the first lesson, `make test` checks everything, `make` builds build/gatescope.

CC      ?= cc
BUILD   ?= build
OPT     ?= -O2 -g
WARN    := -Wall -Wextra -Werror -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith -Wvla
PKGS    := sdl2 SDL2_ttf libcjson libpng cmocka
ROOMS   := base engine lesson files session scene ui commands
MACHINE := $(shell uname -m)

CFLAGS  = -std=c17 -D_XOPEN_SOURCE=700 -Isrc $(OPT) $(WARN) $(SANITIZE) -MMD -MP \
          $(shell pkg-config --cflags $(PKGS))
LDLIBS  = $(shell pkg-config --libs sdl2 SDL2_ttf libcjson libpng) -lmd4c -lgif -lm
ifeq ($(shell pkg-config --exists openblas && echo yes),yes)
CFLAGS += -DGATESCOPE_BLAS $(shell pkg-config --cflags openblas)
LDLIBS += $(shell pkg-config --libs openblas)
endif

# The engine's inner loops are one file, compiled once for each instruction set; engine/kernels.h picks.
ifeq ($(MACHINE),x86_64)
KERNELS := base avx2 avx512
else
KERNELS := base
endif
KERNEL_FLAGS_base   :=
KERNEL_FLAGS_avx2   := -mavx2 -mfma
KERNEL_FLAGS_avx512 := -mavx512f -mavx512dq -mavx512vl -mfma -mprefer-vector-width=512

SOURCES := $(filter-out src/engine/kernels.c,$(foreach r,$(ROOMS),$(wildcard src/$(r)/*.c)))
OBJECTS := $(SOURCES:src/%.c=$(BUILD)/obj/%.o) $(KERNELS:%=$(BUILD)/obj/engine/kernels_%.o)
MAIN    := $(BUILD)/obj/main.o

all: $(BUILD)/gatescope

$(BUILD)/gatescope: $(OBJECTS) $(MAIN)
	$(CC) $(SANITIZE) -o $@ $^ $(LDLIBS)

$(KERNELS:%=$(BUILD)/obj/engine/kernels_%.o): $(BUILD)/obj/engine/kernels_%.o: src/engine/kernels.c
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -O3 -ffp-contract=fast $(KERNEL_FLAGS_$*) -DKERNELS=kernels_$* -c $< -o $@

$(BUILD)/obj/%.o: src/%.c
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -c $< -o $@

# Tests: tests/ROOM_*.c is one cmocka program each, linked with its room and the rooms below it only, so
# that a wall of the house which is broken does not link.
room-rank = $(strip $(foreach i,1 2 3 4 5 6 7 8,$(if $(filter $1,$(word $i,$(ROOMS))),$i)))
rooms-to  = $(wordlist 1,$(call room-rank,$1),$(ROOMS))
objects-of = $(foreach r,$(call rooms-to,$1),$(filter $(BUILD)/obj/$(r)/%,$(OBJECTS)))
TESTS   := $(patsubst tests/%.c,$(BUILD)/tests/%,$(foreach r,$(ROOMS),$(wildcard tests/$(r)_*.c)))

define test-rule
$(BUILD)/tests/$1_%: tests/$1_%.c $(call objects-of,$1)
	@mkdir -p $$(@D)
	$$(CC) $$(CFLAGS) -Itests $$(filter %.c %.o,$$^) -o $$@ $$(LDLIBS) $$(shell pkg-config --libs cmocka)
endef
$(foreach r,$(ROOMS),$(eval $(call test-rule,$r)))

# make room-engine: compiles one room and what lies below it; make test-engine: runs that room's tests.
room-%:
	@$(MAKE) --no-print-directory $(call objects-of,$*)
test-%:
	@$(MAKE) --no-print-directory $(filter $(BUILD)/tests/$*_%,$(TESTS))
	@set -e; for t in $(filter $(BUILD)/tests/$*_%,$(TESTS)); do echo "== $$t"; $$t; done

format:
	clang-format -i $(shell find src tests -name '*.[ch]')

clean:
	rm -rf $(BUILD)

.PHONY: all format clean
-include $(OBJECTS:.o=.d) $(MAIN:.o=.d)
