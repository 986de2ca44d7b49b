# Gatescope: `make run` opens it, `make test` checks everything, `make` builds
# build/gatescope. What is missing is installed through apt where that is there, as root or by sudo.

CC      ?= cc
BUILD   ?= build
OPT     ?= -O2 -g
PREFIX  ?= /usr/local
WARN    := -Wall -Wextra -Werror -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith -Wvla
ROOMS   := base engine lesson files session scene ui commands
MACHINE := $(shell uname -m)
VERSION := $(shell sed -n '1s/^[^(]*(\([^)]*\)).*/\1/p' debian/changelog)

# ---- what is needed ----

PKGS        := sdl2 SDL2_ttf libcjson libpng zlib libzip
NEEDS       := gcc make pkg-config libsdl2-dev libsdl2-ttf-dev libcjson-dev libpng-dev zlib1g-dev libzip-dev libgif-dev \
               libmd4c-dev fonts-inter fonts-stix fonts-dejavu-core fonts-wqy-microhei
TEST_NEEDS  := libcmocka-dev clang libclang-rt-dev clang-format xvfb xdotool imagemagick ffmpeg appstream desktop-file-utils \
               shared-mime-info zsh fish
HAVE         = command -v $(CC) >/dev/null && command -v pkg-config >/dev/null && pkg-config --exists $(PKGS) && \
               printf '\#include <stddef.h>\n\#include <stdio.h>\n\#include <gif_lib.h>\n\#include <md4c.h>\n' | \
               $(CC) -fsyntax-only -x c - 2>/dev/null
HAVE_FONTS   = ls /usr/share/fonts/opentype/inter /usr/share/fonts/opentype/stix \
               /usr/share/fonts/truetype/wqy >/dev/null 2>&1
HAVE_TESTS   = pkg-config --exists cmocka && \
               (for program in clang clang-format Xvfb xdotool ffmpeg import appstreamcli desktop-file-validate \
                    update-mime-database zsh fish; do command -v $$program >/dev/null || exit 1; done) && \
               printf 'int LLVMFuzzerTestOneInput(const char *d, unsigned long n) { return d && n && 0; }\n' | \
               clang -fsanitize=fuzzer,address -x c - -o /dev/null 2>/dev/null

# $(call install,TEST,PACKAGES): installs the packages where the test fails.
define install
	@if ! { $1; }; then \
	    if ! command -v apt-get >/dev/null; then \
	        echo "Something is missing, and there is no apt-get here to install it with."; \
	        echo "Debian, Ubuntu: $2"; \
	        echo "README.md has the names for Fedora, Arch and Homebrew."; exit 1; \
	    fi; \
	    sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; \
	    $$sudo apt-get update -q && \
	    DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -qy --no-install-recommends $2; \
	fi
endef

# ---- flags (looked up late: the packages may just have been installed) ----

cflags   := $(shell pkg-config --cflags $(PKGS) 2>/dev/null) $(shell pkg-config --cflags cmocka 2>/dev/null)
ldlibs   := $(shell pkg-config --libs $(PKGS) 2>/dev/null) -lmd4c -lgif -lm -pthread
CFLAGS    = -std=c17 -pthread -D_XOPEN_SOURCE=700 -Isrc $(OPT) $(WARN) $(SANITIZE) -MMD -MP $(cflags)

# The engine's inner loops are one file, compiled once for each instruction set; engine/dispatch.c
# picks the best that the machine has.
ifeq ($(MACHINE),x86_64)
KERNELS := base avx2 avx512
else
KERNELS := base
endif
KERNEL_FLAGS_base   :=
KERNEL_FLAGS_avx2   := -mavx2 -mfma
KERNEL_FLAGS_avx512 := -mavx512f -mavx512dq -mavx512vl -mfma -mprefer-vector-width=512

SOURCES := $(filter-out src/engine/kernels.c src/ui/host_web.c,$(foreach r,$(ROOMS),$(wildcard src/$(r)/*.c)))
OBJECTS := $(SOURCES:src/%.c=$(BUILD)/obj/%.o) $(KERNELS:%=$(BUILD)/obj/engine/kernels_%.o)
MAIN    := $(BUILD)/obj/main.o

# ---- the program ----

# In two steps, so that pkg-config is asked again after an installation.
all: deps
	@$(MAKE) --no-print-directory program

program: $(BUILD)/gatescope $(BUILD)/gatescope.1

deps:
	$(call install,$(HAVE) && $(HAVE_FONTS),$(NEEDS))

# Objects that were made with other flags (another compiler's, another optimisation) are made again.
$(BUILD)/flags: always
	@mkdir -p $(@D)
	@echo '$(CFLAGS)' | cmp -s - $@ || echo '$(CFLAGS)' > $@

# What the program is told of itself, and only these files: its version, and where it will lie.
$(BUILD)/told: always
	@mkdir -p $(@D)
	@echo '$(VERSION) $(PREFIX)' | cmp -s - $@ || echo '$(VERSION) $(PREFIX)' > $@
$(BUILD)/obj/commands/desktop.o $(BUILD)/obj/commands/library.o: $(BUILD)/told
$(BUILD)/obj/commands/desktop.o: private CFLAGS += -DGATESCOPE_VERSION='"$(VERSION)"'
$(BUILD)/obj/commands/library.o: private CFLAGS += -DGATESCOPE_BIN='"$(PREFIX)/bin"'

$(BUILD)/gatescope: $(OBJECTS) $(MAIN)
	@echo "  $(CC) $@"
	@$(CC) $(SANITIZE) $(LDFLAGS) -o $@ $^ $(ldlibs)

$(BUILD)/gatescope.1: $(BUILD)/gatescope
	@$< --man > $@

$(KERNELS:%=$(BUILD)/obj/engine/kernels_%.o): $(BUILD)/obj/engine/kernels_%.o: src/engine/kernels.c $(BUILD)/flags
	@mkdir -p $(@D)
	@echo "  $(CC) $@"
	@$(CC) $(if $(PLAIN_KERNELS),$(filter-out $(SANITIZE),$(CFLAGS)),$(CFLAGS)) -O3 -ffp-contract=fast -fno-math-errno $(KERNEL_FLAGS_$*) -DKERNELS=kernels_$* -c $< -o $@

$(BUILD)/obj/%.o: src/%.c $(BUILD)/flags
	@mkdir -p $(@D)
	@echo "  $(CC) $@"
	@$(CC) $(CFLAGS) -c $< -o $@

FIRST = $(firstword $(wildcard lessons/[0-9]*.json))

# Opens the program; without a display the home screen and the first lesson go into build/ instead.
run: all
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
	    $(BUILD)/gatescope; \
	else \
	    $(BUILD)/gatescope render --home -o $(BUILD)/home.png && \
	    $(BUILD)/gatescope render $(FIRST) -o $(BUILD)/first-lesson.png && \
	    $(BUILD)/gatescope render $(FIRST) -o $(BUILD)/first-lesson.gif && \
	    $(BUILD)/gatescope trace $(FIRST) --format table && \
	    echo && echo "There is no display here, so the lesson was played without one:" && \
	    echo "  all lessons $(BUILD)/home.png" && \
	    echo "  a picture   $(BUILD)/first-lesson.png" && echo "  a film      $(BUILD)/first-lesson.gif" && \
	    echo "  every number of its run stands above."; \
	fi

# PyTorch beside it, where python3-torch is; a window at rest on a screen of its own, where there is
# none: the displays that SDL makes up are polled.
bench: all
	@screen=; [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || ! command -v xvfb-run >/dev/null || \
	    screen='xvfb-run -a -s "-screen 0 1600x900x24"'; \
	eval $$screen $(BUILD)/gatescope bench --peer tests/bench/peer_torch.py

# ---- tests ----

# tests/ROOM_*.c is one cmocka program each, linked with its room and the rooms below it only, so that
# a wall of the house which is broken does not link.
room-rank = $(strip $(foreach i,1 2 3 4 5 6 7 8,$(if $(filter $1,$(word $i,$(ROOMS))),$i)))
rooms-to  = $(wordlist 1,$(call room-rank,$1),$(ROOMS))
objects-of = $(foreach r,$(call rooms-to,$1),$(filter $(BUILD)/obj/$(r)/%,$(OBJECTS)))
TESTS   := $(patsubst tests/%.c,$(BUILD)/tests/%,$(foreach r,$(ROOMS),$(wildcard tests/$(r)_*.c)))

define test-rule
$(BUILD)/tests/$1_%: tests/$1_%.c $(call objects-of,$1)
	@mkdir -p $$(@D)
	@echo "  $$(CC) $$@"
	@$$(CC) $$(CFLAGS) -Itests $$(filter %.c %.o,$$^) -o $$@ $$(WRAP) $$(ldlibs) $$(shell pkg-config --libs cmocka)
endef
$(foreach r,$(ROOMS),$(eval $(call test-rule,$r)))

# In these memory fails when they say so (tests/failing_memory.h).
$(BUILD)/tests/%_memory: WRAP = $(foreach f,malloc calloc realloc aligned_alloc strdup free,-Wl,--wrap=$f)

# Sanitizers hide from gcc how long a number can become: that one warning is off with them.
SAN := -fsanitize=address,undefined -fno-sanitize-recover=all -Wno-format-truncation

deps-test: deps
	$(call install,$(HAVE_TESTS),$(TEST_NEEDS))

test-programs: program $(TESTS)

# By clang, so that what a fuzzer tries is seen; the kernels, which read no file, without that: they take long.
BY_CLANG := CC=clang BUILD=$(BUILD)/clang OPT='-O1 -g1' PLAIN_KERNELS=yes \
            SANITIZE='-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all'

# Everything: built by gcc, by gcc with sanitizers, by clang; all programs and scripts run.
test: deps-test
	@$(MAKE) --no-print-directory -j2 test-programs CC=gcc
	@$(MAKE) --no-print-directory -j2 test-programs CC=gcc BUILD=$(BUILD)/sanitized OPT='-O1 -g1' SANITIZE='$(SAN)'
	@$(MAKE) --no-print-directory -j2 program fuzz-programs $(BY_CLANG)
	@GATESCOPE=$(BUILD)/gatescope FUZZ=$(BUILD)/clang/fuzz sh tests/run.sh $(wildcard tests/*_test.sh) $(TESTS) \
	    $(TESTS:$(BUILD)/%=$(BUILD)/sanitized/%)

# make room-engine compiles one room and what lies below it; make test-engine runs that room's tests.
room-%:
	@$(MAKE) --no-print-directory $(call objects-of,$*)
test-%:
	@$(MAKE) --no-print-directory $(filter $(BUILD)/tests/$*_%,$(TESTS))
	@sh tests/run.sh $(filter $(BUILD)/tests/$*_%,$(TESTS))

# Long things, which are not part of `make test`: hours of use, as fast as they can be computed.
SOAKS := $(patsubst tests/soak/%.c,$(BUILD)/tests/soak/%,$(wildcard tests/soak/*.c))

$(BUILD)/tests/soak/%: tests/soak/%.c $(OBJECTS)
	@mkdir -p $(@D)
	@echo "  $(CC) $@"
	@$(CC) $(CFLAGS) -Itests $(filter %.c %.o,$^) -o $@ $(ldlibs) $(shell pkg-config --libs cmocka)

soak: deps-test
	@$(MAKE) --no-print-directory $(SOAKS)
	@for program in $(SOAKS); do $$program || exit 1; done

# A million random actions on a session, and as many on what a screen shows, with the sanitizers.
MONKEYS := session_monkey scene_monkey commands_memory
monkey: deps-test
	@$(MAKE) --no-print-directory -j2 $(MONKEYS:%=$(BUILD)/sanitized/tests/%) CC=gcc \
	    BUILD=$(BUILD)/sanitized OPT='-O1 -g1' SANITIZE='$(SAN)'
	@for program in $(MONKEYS); do MONKEY=1000000 $(BUILD)/sanitized/tests/$$program || exit 1; done

# make fuzz [SECONDS=600] [TARGET=lesson]: bytes at random, kept where they reach new code, to every door
# that takes files and texts from elsewhere. What is at fault is written to build/clang/fuzz/faults, what
# reaches new code to build/clang/fuzz/found. tests/fuzz_test.sh runs all of them for some seconds from their seeds.
FUZZ_TARGETS := $(patsubst tests/fuzz/%.c,%,$(wildcard tests/fuzz/*.c))
SECONDS      ?= 600
TARGET       ?= $(FUZZ_TARGETS)

$(BUILD)/fuzz/%: tests/fuzz/%.c tests/fuzz/fuzz.h $(OBJECTS)
	@mkdir -p $(@D)
	@echo "  $(CC) $@"
	@$(CC) $(CFLAGS) -Itests/fuzz -fsanitize=fuzzer $(filter %.c %.o,$^) -o $@ $(ldlibs)

fuzz-programs: $(FUZZ_TARGETS:%=$(BUILD)/fuzz/%)

fuzz: deps-test
	@$(MAKE) --no-print-directory -j2 fuzz-programs $(BY_CLANG)
	@FUZZ=$(BUILD)/clang/fuzz FUZZ_SECONDS=$(SECONDS) sh tests/fuzz_test.sh $(TARGET)

# ---- looked at without running, and while running ----

LINT_NEEDS := clang-tidy cppcheck
LINTED     := $(filter-out src/ui/host_web.c,$(SOURCES))

# gcc's analyzer, clang-tidy (.clang-tidy names its exceptions) and cppcheck. Left out, because they are wrong here:
# of gcc 12 what it says of memory that is handed on inside structures, and of what a caller has made sure of
# (clang's analyzer, the sanitizers, valgrind and commands_memory look for the same); of cppcheck 2.10 that it cannot
# read a compound literal after ?, and takes a list that is filled from its first place on for one that is not.
ANALYZER   := -fanalyzer $(addprefix -Wno-analyzer-,malloc-leak file-leak null-dereference possible-null-dereference \
              null-argument use-of-uninitialized-value)
LINT_FLAGS  = $(filter-out -MMD -MP,$(CFLAGS)) -DGATESCOPE_VERSION='""' -DGATESCOPE_BIN='""'
lint: deps-test
	$(call install,command -v clang-tidy >/dev/null && command -v cppcheck >/dev/null,$(LINT_NEEDS))
	@printf '%s\n' $(LINTED) | xargs -P 2 -I FILE gcc $(LINT_FLAGS) -O1 $(ANALYZER) -c -o /dev/null FILE
	@clang-tidy --quiet $(LINTED) -- $(LINT_FLAGS)
	@cppcheck --std=c11 --enable=warning,performance,portability --inline-suppr --quiet -j 2 -Isrc $(filter -I%,$(cflags)) \
	    --suppress=missingIncludeSystem --suppress=internalAstError --suppress=uninitvar --error-exitcode=1 \
	    -i src/ui/host_web.c src

# The tests that need no window, under valgrind's memcheck: nothing uninitialised, nothing lost.
VALGRIND_TESTS := $(filter $(foreach r,base lesson files session,$(BUILD)/tests/$r_%),$(TESTS))
valgrind: deps-test
	$(call install,command -v valgrind >/dev/null,valgrind)
	@$(MAKE) --no-print-directory -j2 $(VALGRIND_TESTS)
	@for program in $(VALGRIND_TESTS); do \
	    echo "$$program"; MONKEY=2000 valgrind -q --leak-check=full --error-exitcode=1 $$program >/dev/null || exit 1; \
	done

# How much of what computes, reads and keeps is run by the tests; what is not, by line (tests/coverage.sh).
COVERED := engine lesson files session
coverage: deps-test
	@$(MAKE) --no-print-directory -j2 test-programs CC=gcc BUILD=$(BUILD)/coverage OPT='-O0 -g' \
	    SANITIZE='--coverage -Wno-format-truncation'
	@find $(BUILD)/coverage -name '*.gcda' -delete
	@sh tests/run.sh $(TESTS:$(BUILD)/%=$(BUILD)/coverage/%) >/dev/null; \
	    sh tests/coverage.sh $(BUILD)/coverage $(COVERED)

# The pictures that tests/ui_pictures.c compares with, kept anew after they were looked at.
golden: deps-test
	@$(MAKE) --no-print-directory $(BUILD)/tests/ui_pictures
	@mkdir -p tests/pictures
	@GOLDEN=1 $(BUILD)/tests/ui_pictures

# ---- on a desktop ----

include desktop/install.mk

# ---- in a browser ----

include web/web.mk

# ---- the rest ----

# The pictures of the README, made by the program.
pictures: all
	$(BUILD)/gatescope render lessons/21-add-or-replace.json --beat 4 --theme dark -o assets/main-dark.png
	$(BUILD)/gatescope render lessons/21-add-or-replace.json --beat 4 --theme light -o assets/main-light.png
	XDG_STATE_HOME=$(abspath $(BUILD))/none $(BUILD)/gatescope render --home --lang en -o assets/home.png
	$(BUILD)/gatescope sandbox --units 8 -o assets/sandbox.png
	$(BUILD)/gatescope digits --digit 2 --t 21 --unit 11 --lang en -o assets/digits.png
	$(BUILD)/gatescope training --batches 800 --example 5 --lang en -o assets/training.png
	$(BUILD)/gatescope text --lang en -o assets/text.png

# The shipped networks: digits in lessons/, from assets/mnist, and the one in assets/text, from sources of SBCL as
# Debian's package sbcl-source has them (2.2.9; another version makes another model), but for one file that is not
# in the public domain. The same program on the same machine makes the same bytes; another kind of processor rounds
# otherwise and ends near by, so they are made into a folder of their own: the lesson on digits tells numbers of
# those that are shipped.
MODELS ?= $(BUILD)/models
SBCL   ?= /usr/share/sbcl-source/src
models: all
	$(call install,[ -d $(SBCL) ],sbcl-source)
	@mkdir -p $(MODELS)
	@for cell in lstm gru rnn; do \
	    echo "$(MODELS)/digits-$$cell.safetensors"; \
	    $(BUILD)/gatescope train digits --cell $$cell --hidden 64 --epochs 60 --seed 1 \
	        -o $(MODELS)/digits-$$cell.safetensors || exit 1; \
	done
	@cd $(SBCL) && export LC_ALL=C && awk -f $(abspath assets/definitions.awk) $$(ls compiler/*.lisp; \
	    ls code/*.lisp | grep -v code/loop.lisp) > $(abspath $(MODELS))/sbcl.txt
	$(BUILD)/gatescope train text $(MODELS)/sbcl.txt --hidden 128 --epochs 40 --seed 2 -o $(MODELS)/sbcl.safetensors

format:
	clang-format -i $$(find src tests -name '*.[ch]')

clean:
	rm -rf $(BUILD)

.PHONY: always all program deps deps-test run bench soak monkey lint valgrind coverage fuzz fuzz-programs golden test test-programs pictures models format clean
-include $(OBJECTS:.o=.d) $(MAIN:.o=.d)
