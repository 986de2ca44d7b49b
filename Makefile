# Gatescope: `make run` opens it, `make test` checks everything, `make` builds
# build/gatescope. What is missing is installed through apt where that is there, as root or by sudo.

CC      ?= cc
BUILD   ?= build
OPT     ?= -O2 -g
PREFIX  ?= /usr/local
WARN    := -Wall -Wextra -Werror -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith -Wvla
ROOMS   := base engine lesson files session scene ui commands
MACHINE := $(shell uname -m)
VERSION := $(shell sed -n '1s/^[^(]*(\([^)]*\)).*/\1/p' assets/packaging/debian/changelog)

# ---- what is needed ----

PKGS        := sdl2 SDL2_ttf libcjson libpng zlib libzip fribidi
NEEDS       := gcc make pkg-config libsdl2-dev libsdl2-ttf-dev libcjson-dev libpng-dev zlib1g-dev libzip-dev libgif-dev \
               libmd4c-dev libfribidi-dev fonts-inter fonts-stix fonts-dejavu-core fonts-wqy-microhei
HAVE         = command -v $(CC) >/dev/null && command -v pkg-config >/dev/null && pkg-config --exists $(PKGS) && \
               printf '\#include <stddef.h>\n\#include <stdio.h>\n\#include <gif_lib.h>\n\#include <md4c.h>\n' | \
               $(CC) -fsyntax-only -x c - 2>/dev/null
HAVE_FONTS   = ls /usr/share/fonts/opentype/inter /usr/share/fonts/opentype/stix \
               /usr/share/fonts/truetype/wqy >/dev/null 2>&1

# $(call install,TEST,PACKAGES): installs the packages where the test fails.
define install
	@if ! { $1; }; then \
	    if ! command -v apt-get >/dev/null; then \
	        echo "Something is missing, and there is no apt-get here to install it with."; \
	        echo "Debian, Ubuntu: $2"; \
	        echo "docs/using.md has the names for Fedora, Arch and Homebrew."; exit 1; \
	    fi; \
	    sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; \
	    $$sudo apt-get update -q && \
	    DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -qy --no-install-recommends $2; \
	fi
endef

# ---- flags (looked up late: the packages may just have been installed) ----

cflags   := $(shell pkg-config --cflags $(PKGS) 2>/dev/null) $(shell pkg-config --cflags cmocka 2>/dev/null)
ldlibs   := $(shell pkg-config --libs $(PKGS) 2>/dev/null) -lmd4c -lgif -lm -pthread

# Hardened: each of these that the compiler takes with these options (without optimisation it takes not all). What the
# sanitizers watch they watch better alone.
HARDENED := -U_FORTIFY_SOURCE@-D_FORTIFY_SOURCE=3 -fstack-protector-strong -fcf-protection -fPIE
LINKED   := -pie -Wl,-z,relro,-z,now
takes     = $(foreach o,$1,$(shell echo 'int main(void) { return puts("") < 0; }' | \
            $(CC) $(OPT) -Werror $(subst @, ,$o) -include stdio.h -x c - -o /dev/null 2>/dev/null && echo '$(subst @, ,$o)'))
harden   := $(if $(SANITIZE),,$(call takes,$(HARDENED)))
link     := $(if $(SANITIZE),,$(call takes,$(LINKED)))

# Nothing tells of the folder that it was built in.
NOWHERE   = $(if $(SANITIZE),,-ffile-prefix-map=$(CURDIR)=.)

CFLAGS    = -std=c17 -pthread -D_XOPEN_SOURCE=700 -Isrc $(OPT) $(harden) $(NOWHERE) $(WARN) $(SANITIZE) -MMD -MP $(cflags)

# The engine's inner loops and the cells' equations are a file each, compiled once for each instruction set;
# engine/kernels/dispatch.c picks the best that the machine has.
ifeq ($(MACHINE),x86_64)
KERNELS := base avx2 avx512
else
KERNELS := base
endif
KERNEL_FLAGS_base   :=
KERNEL_FLAGS_avx2   := -mavx2 -mfma
KERNEL_FLAGS_avx512 := -mavx512f -mavx512dq -mavx512vl -mfma -mprefer-vector-width=512

# All of the rooms but what is compiled more than once, what is a browser's, and a program of the build.
KERNEL  := src/engine/kernels/kernels.c src/engine/kinds/vectors.c
TABLE   := src/files/language/table.c
EVERY   := $(filter-out $(TABLE),$(sort $(shell find $(ROOMS:%=src/%) -name '*.c')))
OF_WEB  := $(wildcard src/ui/window/*_web.c) src/ui/window/job_worker.c
SOURCES := $(filter-out $(KERNEL) $(OF_WEB),$(EVERY))
KERNEL_OBJECTS := $(KERNELS:%=$(BUILD)/obj/engine/kernels/%.o) $(KERNELS:%=$(BUILD)/obj/engine/kinds/vectors_%.o)
OBJECTS := $(SOURCES:src/%.c=$(BUILD)/obj/%.o) $(KERNEL_OBJECTS) $(BUILD)/obj/session/words/languages.o
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
$(BUILD)/obj/commands/desktop.o $(BUILD)/obj/commands/library/library.o: $(BUILD)/told
$(BUILD)/obj/commands/desktop.o: private CFLAGS += -DGATESCOPE_VERSION='"$(VERSION)"'
$(BUILD)/obj/commands/library/library.o: private CFLAGS += -DGATESCOPE_BIN='"$(PREFIX)/bin"'

$(BUILD)/gatescope: $(OBJECTS) $(MAIN)
	@echo "  $(CC) $@"
	@$(CC) $(SANITIZE) $(link) $(LDFLAGS) -o $@ $^ $(ldlibs)

$(BUILD)/gatescope.1: $(BUILD)/gatescope
	@$< --man > $@

KERNEL_CC = $(CC) $(if $(PLAIN_KERNELS),$(filter-out $(SANITIZE),$(CFLAGS)),$(CFLAGS)) -O3 -ffp-contract=fast -fno-math-errno \
            $(KERNEL_FLAGS_$*)

$(KERNELS:%=$(BUILD)/obj/engine/kernels/%.o): $(BUILD)/obj/engine/kernels/%.o: src/engine/kernels/kernels.c $(BUILD)/flags
	@mkdir -p $(@D)
	@echo "  $(CC) $@"
	@$(KERNEL_CC) -DKERNELS=kernels_$* -c $< -o $@

$(KERNELS:%=$(BUILD)/obj/engine/kinds/vectors_%.o): $(BUILD)/obj/engine/kinds/vectors_%.o: src/engine/kinds/vectors.c $(BUILD)/flags
	@mkdir -p $(@D)
	@echo "  $(CC) $@"
	@$(KERNEL_CC) -DUNITS=units_$* -c $< -o $@

# Every language in session/words becomes part of one table, by a program that is made first.
LANGUAGES := $(sort $(wildcard src/session/words/*.po))

$(BUILD)/languages: always
	@mkdir -p $(@D)
	@echo '$(LANGUAGES)' | cmp -s - $@ || echo '$(LANGUAGES)' > $@

$(BUILD)/table: $(addprefix $(BUILD)/obj/,files/language/table.o files/language/po.o lesson/language.o) \
                $(filter $(BUILD)/obj/base/%,$(OBJECTS))
	@echo "  $(CC) $@"
	@$(CC) $(SANITIZE) $(LDFLAGS) -o $@ $^

$(BUILD)/languages.c: $(BUILD)/table $(BUILD)/languages $(LANGUAGES)
	@echo "  languages $@"
	@$(BUILD)/table $(LANGUAGES) > $@.new && mv $@.new $@

$(BUILD)/obj/session/words/languages.o: $(BUILD)/languages.c $(BUILD)/flags
	@mkdir -p $(@D)
	@echo "  $(CC) $@"
	@$(CC) $(CFLAGS) -c $< -o $@

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

# ---- tests and lint ----

include tests/tests.mk
include tests/mutants.mk

# ---- on a desktop ----

include assets/packaging/desktop/install.mk

# ---- in a browser ----

include src/web/web.mk

# ---- from Python ----

include src/python/python.mk

# ---- the rest ----

# Rows of pixels that a stroke runs through, for the picture of the maps.
define STROKES
BEGIN { for (k = 0; k < 28; k++) printf "%sx%d", k ? "," : "", k + 1
        print ""
        for (t = 0; t < 560; t++) {
            c = 14 + 8 * sin(t / 9) + 3 * sin(t / 41); on = t % 28 > 3 && t % 28 < 24
            for (k = 0; k < 28; k++) { d = k - c; printf "%s%.2f", k ? "," : "", on && d * d < 6 ? 1 - d * d / 6 : 0 }
            print ""
        } }
endef
export STROKES

# The pictures of the README and of docs, made by the program.
pictures: all
	$(BUILD)/gatescope render lessons/21-add-or-replace.json --beat 4 --lang en --theme dark -o assets/guided-dark.png
	$(BUILD)/gatescope render lessons/21-add-or-replace.json --beat 4 --lang en --theme light -o assets/guided-light.png
	$(BUILD)/gatescope render lessons/21-add-or-replace.json --beat 4 --lang en --explore --theme light -o assets/main-light.png
	XDG_STATE_HOME=$(abspath $(BUILD))/none $(BUILD)/gatescope render --home --lang en -o assets/home.png
	$(BUILD)/gatescope sandbox --units 8 -o assets/sandbox.png
	$(BUILD)/gatescope practise --idea write --seed 6 --answer 2 --lang en -o assets/practise.png
	$(BUILD)/gatescope digits --digit 2 --t 21 --unit 11 --lang en -o assets/digits.png
	$(BUILD)/gatescope training --batches 800 --example 5 --lang en -o assets/training.png
	$(BUILD)/gatescope text --passage 2 --unit 71 --lang en -o assets/text.png
	awk "$$STROKES" >$(BUILD)/strokes.csv
	$(BUILD)/gatescope look lessons/digits-lstm.safetensors --inputs $(BUILD)/strokes.csv --input 15 --unit 12 --t 300 --lang en -o assets/look.png

# The shipped networks: digits in lessons/, from assets/mnist, and two in assets/text: one from Jane Austen's novels as
# Debian's package r-cran-janeaustenr has them, one from sources of SBCL as sbcl-source has them (2.2.9; another
# version makes another model), but for one file that is not in the public domain. The same program on the same machine makes the same bytes; another kind of processor rounds
# otherwise and ends near by, so they are made into a folder of their own: the lesson on digits tells numbers of
# those that are shipped.
MODELS ?= $(BUILD)/models
SBCL   ?= /usr/share/sbcl-source/src
NOVELS := sensesensibility, emma, mansfieldpark, northangerabbey, persuasion, prideprejudice
models: all
	$(call install,[ -d $(SBCL) ] && [ -d /usr/lib/R/site-library/janeaustenr ],sbcl-source r-cran-janeaustenr)
	@mkdir -p $(MODELS)
	@for cell in lstm gru rnn; do \
	    echo "$(MODELS)/digits-$$cell.safetensors"; \
	    $(BUILD)/gatescope train digits --cell $$cell --hidden 64 --epochs 60 --seed 1 \
	        -o $(MODELS)/digits-$$cell.safetensors || exit 1; \
	done
	@LC_ALL=C.UTF-8 Rscript -e 'library(janeaustenr); writeLines(c($(NOVELS)))' | \
	    LC_ALL=C awk -f assets/prose.awk > $(MODELS)/austen.txt
	$(BUILD)/gatescope train text $(MODELS)/austen.txt --hidden 128 --epochs 12 --seed 1 -o $(MODELS)/english.safetensors
	@cd $(SBCL) && export LC_ALL=C && awk -f $(abspath assets/definitions.awk) $$(ls compiler/*.lisp; \
	    ls code/*.lisp | grep -v code/loop.lisp) > $(abspath $(MODELS))/sbcl.txt
	$(BUILD)/gatescope train text $(MODELS)/sbcl.txt --hidden 128 --epochs 40 --seed 2 -o $(MODELS)/sbcl.safetensors

format:
	clang-format -i $$(find src tests -name '*.[ch]')

clean:
	rm -rf $(BUILD)

.PHONY: always all program deps deps-test deps-cmocka reproducible mutants run bench soak soak-tests monkey lint valgrind same-as coverage fuzz fuzz-programs golden test test-programs pictures models format clean
-include $(OBJECTS:.o=.d) $(MAIN:.o=.d) $(BUILD)/obj/files/language/table.d
