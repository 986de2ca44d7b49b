# tests.mk: what checks the program: its tests, fuzzing, lint, and long runs. Part of the Makefile.
#
#     tests/ROOM/*.c      a cmocka program each, linked with its room and the rooms below it only
#     tests/program/*.sh  the whole program, as its users run it
#     tests/support/      what tests share
#     tests/samples/ reference/ pictures/ drawn/   what they read and compare with
#     tests/models/       files of other programs, with what those computed (README.md there)
#     tests/fuzz/ soak/ bench/ web/         fuzzers, hours of use, peers, the page in a browser

TEST_NEEDS  := libcmocka-dev clang libclang-rt-dev clang-format xvfb xdotool imagemagick ffmpeg appstream desktop-file-utils \
               shared-mime-info zsh fish gettext fonts-lohit-deva
HAVE_TESTS   = pkg-config --exists cmocka && \
               (for program in clang clang-format Xvfb xdotool ffmpeg import appstreamcli desktop-file-validate \
                    update-mime-database zsh fish msgfmt; do command -v $$program >/dev/null || exit 1; done) && \
               [ -d /usr/share/fonts/truetype/lohit-devanagari ] && \
               printf 'int LLVMFuzzerTestOneInput(const char *d, unsigned long n) { return d && n && 0; }\n' | \
               clang -fsanitize=fuzzer,address -x c - -o /dev/null 2>/dev/null

# ---- programs and scripts ----

# tests/ROOM/*.c is linked with its room and the rooms below it only, so that a wall of the house which is
# broken does not link.
room-rank = $(strip $(foreach i,1 2 3 4 5 6 7 8,$(if $(filter $1,$(word $i,$(ROOMS))),$i)))
rooms-to  = $(wordlist 1,$(call room-rank,$1),$(ROOMS))
objects-of = $(foreach r,$(call rooms-to,$1),$(filter $(BUILD)/obj/$(r)/%,$(OBJECTS)))
TESTS   := $(patsubst tests/%.c,$(BUILD)/tests/%,$(foreach r,$(ROOMS),$(wildcard tests/$(r)/*.c)))

# Each is compiled by itself, so that a change of the program links it anew and no more.
$(BUILD)/tests/%.o: tests/%.c $(BUILD)/flags
	@mkdir -p $(@D)
	@$(CC) $(CFLAGS) -Itests/support -c $< -o $@
.SECONDARY: $(TESTS:%=%.o)
-include $(TESTS:%=%.d)

define test-rule
$(BUILD)/tests/$1/%: $(BUILD)/tests/$1/%.o $(call objects-of,$1)
	@echo "  $$(CC) $$@"
	@$$(CC) $$(SANITIZE) $$(link) $$(LDFLAGS) $$(filter %.o,$$^) -o $$@ $$(WRAP) $$(ldlibs) $$(shell pkg-config --libs cmocka)
endef
$(foreach r,$(ROOMS),$(eval $(call test-rule,$r)))

# In this one there is a kind of cell more (tests/support/kind_leaky.c, lane_leaky.c): only the two lists
# of kinds are compiled anew for it.
KIND_LISTS := engine/kinds/kinds scene/stage/lanes
$(BUILD)/tests/scene/kinds: tests/scene/kinds.c tests/support/kind_leaky.c tests/support/lane_leaky.c $(KIND_LISTS:%=src/%.c) \
                            $(filter-out $(KIND_LISTS:%=$(BUILD)/obj/%.o),$(call objects-of,scene))
	@mkdir -p $(@D)
	@echo "  $(CC) $@"
	@$(CC) $(filter-out -MMD -MP,$(CFLAGS)) -Itests/support -D'MORE_KINDS(KIND)=KIND(LEAKY, leaky)' $(filter %.c %.o,$^) -o $@ \
	    $(ldlibs) $(shell pkg-config --libs cmocka)

# In this one memory fails when it says so (tests/support/failing_memory.h).
$(BUILD)/tests/commands/memory: WRAP = $(foreach f,malloc calloc realloc aligned_alloc strdup free,-Wl,--wrap=$f)

# In this one a flush to the disk fails when it says so.
$(BUILD)/tests/base/new_file: WRAP = -Wl,--wrap=fsync

# In this one each call to the system that the saved state needs (tests/commands/keeping.c).
$(BUILD)/tests/commands/keeping: WRAP = $(foreach f,open fopen fdopen fread __fread_chk read write fsync fflush fclose close \
    rename link unlink stat fstat lstat readlink faccessat fchmod fchown mkdir fcntl opendir nanosleep,-Wl,--wrap=$f)

# Sanitizers hide from gcc how long a number can become: that one warning is off with them.
SAN := -fsanitize=address,undefined -fno-sanitize-recover=all -Wno-format-truncation

deps-test: deps
	$(call install,$(HAVE_TESTS),$(TEST_NEEDS))

# What the tests of one room need: less than all of them.
deps-cmocka:
	$(call install,$(HAVE) && pkg-config --exists cmocka,$(NEEDS) libcmocka-dev)

test-programs: program $(TESTS)

# Whether two folders give the same bytes: some minutes.
reproducible: deps
	@sh tests/support/reproducible.sh

# By clang, so that what a fuzzer tries is seen; the kernels, which read no file, without that: they take long.
BY_CLANG := CC=clang BUILD=$(BUILD)/clang OPT='-O1 -g1' PLAIN_KERNELS=yes \
            SANITIZE='-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all'

# Everything: built by gcc, by gcc with sanitizers, by clang; all programs and scripts run.
test: deps-test
	@$(MAKE) --no-print-directory -j2 test-programs CC=gcc
	@$(MAKE) --no-print-directory -j2 test-programs CC=gcc BUILD=$(BUILD)/sanitized OPT='-O1 -g1' SANITIZE='$(SAN)'
	@$(MAKE) --no-print-directory -j2 program fuzz-programs $(BY_CLANG)
	@GATESCOPE=$(BUILD)/gatescope FUZZ=$(BUILD)/clang/fuzz sh tests/support/run.sh $(wildcard tests/program/*_test.sh) $(TESTS) \
	    $(TESTS:$(BUILD)/%=$(BUILD)/sanitized/%)

# make room-engine compiles one room and what lies below it; make test-engine runs that room's tests.
# Only of rooms: a test-FILE.o that is made elsewhere is no room.
$(ROOMS:%=room-%): room-%:
	@$(MAKE) --no-print-directory $(call objects-of,$*)
$(ROOMS:%=test-%): test-%: deps-cmocka
	@$(MAKE) --no-print-directory $(filter $(BUILD)/tests/$*/%,$(TESTS))
	@sh tests/support/run.sh $(filter $(BUILD)/tests/$*/%,$(TESTS))

# Long things, which are not part of `make test`: hours of use, as fast as they can be computed.
SOAKS := $(patsubst tests/soak/%.c,$(BUILD)/tests/soak/%,$(wildcard tests/soak/*.c))

$(BUILD)/tests/soak/%: tests/soak/%.c $(OBJECTS)
	@mkdir -p $(@D)
	@echo "  $(CC) $@"
	@$(CC) $(CFLAGS) -Itests/support $(filter %.c %.o,$^) -o $@ $(ldlibs) $(shell pkg-config --libs cmocka)

soak: deps-test
	@$(MAKE) --no-print-directory $(SOAKS)
	@for program in $(SOAKS); do $$program || exit 1; done

# The whole suite as often as RUNS says, or the scripts in ONLY, while LOADS busy loops keep the machine from it: no test
# may wait for a time, or read what another left. Hours.
RUNS  ?= 10
LOADS ?= 3
ONLY  ?= $(wildcard tests/program/*_test.sh) $(TESTS)
soak-tests: deps-test
	@$(MAKE) --no-print-directory -j2 test-programs CC=gcc
	@GATESCOPE=$(BUILD)/gatescope FUZZ=$(BUILD)/clang/fuzz RUNS=$(RUNS) LOADS=$(LOADS) sh tests/support/soak.sh \
	    $(filter-out $(if $(wildcard $(BUILD)/clang/fuzz),,%/fuzz_test.sh),$(ONLY))

# A million random actions on a session, and as many on what a screen shows, with the sanitizers.
MONKEYS := session/monkey scene/monkey commands/memory
monkey: deps-test
	@$(MAKE) --no-print-directory -j2 $(MONKEYS:%=$(BUILD)/sanitized/tests/%) CC=gcc \
	    BUILD=$(BUILD)/sanitized OPT='-O1 -g1' SANITIZE='$(SAN)'
	@for program in $(MONKEYS); do MONKEY=1000000 $(BUILD)/sanitized/tests/$$program || exit 1; done

# make fuzz [SECONDS=600] [TARGET=lesson]: bytes at random, kept where they reach new code, to every door
# that takes files and texts from elsewhere. What is at fault is written to build/clang/fuzz/faults, what
# reaches new code to build/clang/fuzz/found. tests/program/fuzz_test.sh runs all of them for some seconds from their seeds.
FUZZ_TARGETS := $(patsubst tests/fuzz/%.c,%,$(wildcard tests/fuzz/*.c))
SECONDS      ?= 600
TARGET       ?= $(FUZZ_TARGETS)

$(BUILD)/fuzz/%: tests/fuzz/%.c tests/fuzz/fuzz.h $(OBJECTS)
	@mkdir -p $(@D)
	@echo "  $(CC) $@"
	@$(CC) $(CFLAGS) -Itests/fuzz -Itests/support -fsanitize=fuzzer $(filter %.c %.o,$^) -o $@ $(ldlibs)

fuzz-programs: $(FUZZ_TARGETS:%=$(BUILD)/fuzz/%)

fuzz: deps-test
	@$(MAKE) --no-print-directory -j2 fuzz-programs $(BY_CLANG)
	@FUZZ=$(BUILD)/clang/fuzz FUZZ_SECONDS=$(SECONDS) sh tests/program/fuzz_test.sh $(TARGET)

# ---- looked at without running, and while running ----

LINT_NEEDS := clang-tidy cppcheck
LINTED     := $(filter-out $(OF_WEB),$(SOURCES))

# gcc's analyzer, clang-tidy (.clang-tidy names its exceptions) and cppcheck. Left out, because they are wrong here:
# of gcc 12 what it says of memory that is handed on inside structures, and of what a caller has made sure of
# (clang's analyzer, the sanitizers, valgrind and commands/memory look for the same); of cppcheck 2.10 that it cannot
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
	    $(OF_WEB:%=-i %) src

# The tests that need no window, under valgrind's memcheck: nothing uninitialised, nothing lost.
VALGRIND_TESTS := $(filter $(foreach r,base lesson files session,$(BUILD)/tests/$r/%),$(TESTS))
valgrind: deps-test
	$(call install,command -v valgrind >/dev/null,valgrind)
	@$(MAKE) --no-print-directory -j2 $(VALGRIND_TESTS)
	@for program in $(VALGRIND_TESTS); do \
	    echo "$$program"; MONKEY=2000 valgrind -q --leak-check=full --error-exitcode=1 $$program >/dev/null || exit 1; \
	done

# make same-as REV=main [DIFFER='help* man']: whether this tree gives out just what that revision does: the numbers,
# sentences and pictures of all lessons, all screens, what is kept (tests/support/outputs.sh). DIFFER names what shall not.
same-as: program
	@sh tests/support/same_as.sh '$(REV)' $(BUILD) $(foreach name,$(DIFFER),'$(name)')

# How much of what computes, reads and keeps is run by the tests; what is not, by line (tests/support/coverage.sh).
COVERED := engine lesson files session
coverage: deps-test
	@$(MAKE) --no-print-directory -j2 test-programs CC=gcc BUILD=$(BUILD)/coverage OPT='-O0 -g' \
	    SANITIZE='--coverage -Wno-format-truncation'
	@find $(BUILD)/coverage -name '*.gcda' -delete
	@sh tests/support/run.sh $(TESTS:$(BUILD)/%=$(BUILD)/coverage/%) >/dev/null; \
	    sh tests/support/coverage.sh $(BUILD)/coverage $(COVERED)

# The pictures that tests/ui/pictures.c compares with, and the lists of tests/scene/drawn.c, kept anew after they were
# looked at.
GOLDEN := ui/pictures scene/drawn
golden: deps-test
	@$(MAKE) --no-print-directory $(GOLDEN:%=$(BUILD)/tests/%)
	@rm -rf tests/drawn && mkdir -p tests/pictures tests/drawn
	@for program in $(GOLDEN); do GOLDEN=1 $(BUILD)/tests/$$program || exit 1; done
