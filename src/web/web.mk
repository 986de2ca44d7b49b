# The program in a browser: `make web` builds the page into $(BUILD)/web, `make serve` serves it,
# `make test-web` opens it in a browser and plays, `make bench-web` measures it there.

include src/web/libraries.mk

SITE      := $(BUILD)/web
ICONS_WEB := 192 512
WEB_NEEDS := emscripten cmake node-acorn python3-fonttools dpkg-dev debian-archive-keyring zopfli terser fonts-lohit-deva
HAVE_WEB   = command -v emcc cmake dpkg-source zopfli terser >/dev/null && [ -d /usr/share/nodejs/acorn ] && \
             [ -d /usr/share/fonts/truetype/lohit-devanagari ] && \
             /usr/bin/python3 -c 'import fontTools' 2>/dev/null
WEB_TEST_NEEDS := chromium nodejs imagemagick poppler-utils
HAVE_WEB_TEST   = command -v chromium node compare pdftotext >/dev/null

# ---- the program: all of it, but for what is a desktop's ----

WEB_SOURCES := $(filter-out $(KERNEL) $(wildcard src/ui/window/*_desktop.c) src/ui/window/job_thread.c,$(EVERY)) src/main.c
WEB_OBJECTS := $(WEB_SOURCES:src/%.c=$(BUILD)/web-obj/%.o) $(BUILD)/web-obj/session/words/languages.o
# The engine's loops twice: WebAssembly's vectors are an instruction set of its own, and a module that has them is refused
# where the browser lacks them. The page picks one of two programs (src/web/page/program.js).
WEB_SETS    := simd plain
WEB_LOOPS    = $(BUILD)/web-obj/engine/kernels/$1.o $(BUILD)/web-obj/engine/kinds/vectors_$1.o
SET_simd    := -msimd128
SET_plain   :=
# Sums stay in registers only where the loops over them are gone.
LOOP_FLAGS  := -O3 -ffp-contract=fast -fno-math-errno -mllvm -unroll-threshold=800
# Small rather than fast, but for what counts: the engine, runs, pixels.
WEB_OPT     := -Os
$(addprefix $(BUILD)/web-obj/,engine/%.o lesson/run/%.o ui/draw/%.o): private WEB_OPT := -O2
WEB_CFLAGS   = -std=c17 -D_XOPEN_SOURCE=700 -Isrc $(WEB_OPT) $(WARN) -MMD -MP $(LIB_INCLUDES)
# No code is made from texts (the page forbids it); the files are the program's own, in memory.
WEB_LDFLAGS := -O2 -sMODULARIZE=1 -sEXPORT_NAME=createGatescope -sENVIRONMENT=web,worker -sDYNAMIC_EXECUTION=0 \
               -sINVOKE_RUN=0 -sEXIT_RUNTIME=0 -sALLOW_MEMORY_GROWTH=1 -sINITIAL_MEMORY=64MB -sFORCE_FILESYSTEM=1 \
               -sEXPORTED_FUNCTIONS=_main,_malloc,_free \
               -sEXPORTED_RUNTIME_METHODS=FS,ENV,callMain,ccall,UTF8ToString \
               '-sDEFAULT_LIBRARY_FUNCS_TO_INCLUDE=$$stringToNewUTF8' \
               --js-library src/web/absent.js

$(BUILD)/web-flags: always
	@mkdir -p $(@D)
	@echo '$(WEB_CFLAGS)' | cmp -s - $@ || echo '$(WEB_CFLAGS)' > $@

# Some libraries make headers while they are built: objects come after all of them.
$(WEB_SETS:%=$(BUILD)/web-obj/engine/kernels/%.o): $(BUILD)/web-obj/engine/kernels/%.o: \
        src/engine/kernels/kernels.c $(BUILD)/web-flags | $(LIB_FILES)
	@mkdir -p $(@D)
	@echo "  emcc $@"
	@emcc $(WEB_CFLAGS) $(LOOP_FLAGS) $(SET_$*) -DKERNELS=kernels_base -c $< -o $@

$(WEB_SETS:%=$(BUILD)/web-obj/engine/kinds/vectors_%.o): $(BUILD)/web-obj/engine/kinds/vectors_%.o: \
        src/engine/kinds/vectors.c $(BUILD)/web-flags | $(LIB_FILES)
	@mkdir -p $(@D)
	@echo "  emcc $@"
	@emcc $(WEB_CFLAGS) $(LOOP_FLAGS) $(SET_$*) -DUNITS=units_base -c $< -o $@

$(BUILD)/web-obj/session/words/languages.o: $(BUILD)/languages.c $(BUILD)/web-flags | $(LIB_FILES)
	@mkdir -p $(@D)
	@echo "  emcc $@"
	@emcc $(WEB_CFLAGS) -c $< -o $@

# zlib was built with unistd.h's offsets (libraries.mk): who hands it one says so too.
$(BUILD)/web-obj/files/export/arrays.o: private WEB_CFLAGS += -DHAVE_UNISTD_H
$(BUILD)/web-obj/commands/desktop.o: $(BUILD)/told
$(BUILD)/web-obj/commands/desktop.o: private WEB_CFLAGS += -DGATESCOPE_VERSION='"$(VERSION)"'
$(BUILD)/web-obj/commands/library/library.o: private WEB_CFLAGS += -DGATESCOPE_BIN='"/bin"'
$(BUILD)/web-obj/%.o: src/%.c $(BUILD)/web-flags | $(LIB_FILES)
	@mkdir -p $(@D)
	@echo "  emcc $@"
	@emcc $(WEB_CFLAGS) -c $< -o $@

$(WEB_SETS:%=$(BUILD)/web-obj/%/gatescope.js): $(BUILD)/web-obj/%/gatescope.js: \
        $(WEB_OBJECTS) $(call WEB_LOOPS,%) $(LIB_FILES) src/web/absent.js src/web/web.mk
	@mkdir -p $(@D)
	@echo "  emcc $@"
	@emcc $(WEB_LDFLAGS) $(SET_$*) -o $@ $(WEB_OBJECTS) $(call WEB_LOOPS,$*) -L$(LIBS)/lib $(LIB_NAMES:%=-l%)

# ---- its files: lessons and the letters of the interface; what the first picture does not need comes after it ----

LESSON_FILES := $(filter-out %.schema.json,$(wildcard lessons/*.json))
WEIGHT_FILES := $(wildcard lessons/*.safetensors lessons/*.npz lessons/*.npy)
MORE_FILES   := $(filter-out %.md,$(wildcard assets/mnist/* assets/text/*))

TAR_FLAGS     = --format=ustar --sort=name --mtime=@$(SOURCE_DATE_EPOCH) --mode=u+rwX,go+rX,go-w --owner=0 --group=0 --numeric-owner

include src/web/letters.mk

$(SITE)/gatescope.tar.gz: $(FIRST_FONTS) $(LESSON_FILES)
	@mkdir -p $(@D)
	@echo "  tar $@"
	@rm -rf $(BUILD)/web-data/lessons
	@cp --parents $(LESSON_FILES) $(BUILD)/web-data
	@tar -C $(BUILD)/web-data $(TAR_FLAGS) -cf $(BUILD)/web-data/first.tar \
	    $(FIRST_FONTS:$(BUILD)/web-data/%=%) lessons
	@nice zopfli --i10 -c $(BUILD)/web-data/first.tar > $@

$(SITE)/weights.tar.gz: $(WEIGHT_FILES)
$(SITE)/more.tar.gz: $(MORE_FILES)
$(SITE)/weights.tar.gz $(SITE)/more.tar.gz: src/web/web.mk
	@mkdir -p $(@D)
	@echo "  tar $@"
	@tar $(TAR_FLAGS) -cf - $(filter-out %.mk,$^) | gzip -9n > $@

# ---- the page ----

PAGE   := index.html page.css manifest.webmanifest
SCRIPT := files vectors instance kept words closed links newer twin pixels field jobs take carry own services loading letters program give print keys \
          events

$(SITE)/gatescope.js: $(WEB_SETS:%=$(BUILD)/web-obj/%/gatescope.js)
	@mkdir -p $(@D)
	@cmp $^ # one serves both
	@terser $< -c -m -o $@
	@nice zopfli --i10 -c $(BUILD)/web-obj/simd/gatescope.wasm > $(SITE)/gatescope.wasm.gz
	@gzip -9nc $(BUILD)/web-obj/plain/gatescope.wasm > $(SITE)/gatescope-plain.wasm.gz

$(PAGE:%=$(SITE)/%): $(SITE)/%: src/web/%
	@mkdir -p $(@D)
	@cp $< $@

# One script of several parts; servers hand scripts out as they are, so what only readers need is left out.
$(SITE)/page.js: $(SCRIPT:%=src/web/page/%.js) $(LANGUAGES) src/web/words.py src/web/web.mk
	@mkdir -p $(@D)
	@(cat $(filter %.js,$^) && /usr/bin/python3 src/web/words.py $(filter %.js %.po,$^)) | terser -c -m > $@.part && mv $@.part $@

$(SITE)/beside.js: src/web/beside.js src/web/page/instance.js
	@mkdir -p $(@D)
	@cat $^ > $@

$(SITE)/icon-%.png: $(BUILD)/gatescope
	@mkdir -p $(@D)
	@$(BUILD)/gatescope --icon $* $@

SITE_FILES := $(PAGE:%=$(SITE)/%) $(SITE)/page.js $(SITE)/beside.js $(SITE)/gatescope.js $(SITE)/gatescope.tar.gz $(SITE)/weights.tar.gz \
              $(SITE)/more.tar.gz $(LETTERS:%=$(SITE)/letters-%.tar.gz) \
              $(ICONS_WEB:%=$(SITE)/icon-%.png) $(SITE)/notices.txt

# Whose work all of this is, and under which licences.
EMSCRIPTEN := /usr/share/emscripten
$(SITE)/notices.txt: src/web/notices.sh LICENSE assets/packaging/debian/copyright $(SITE)/gatescope.tar.gz \
                     $(LETTERS:%=$(SITE)/letters-%.tar.gz) | $(LIB_FILES)
	@echo "  $@"
	@sh $< $(LIBS)/src $(BUILD)/web-data $(EMSCRIPTEN) > $@.part && mv $@.part $@

# What is kept for visits without a network is known by what is in it, unpacked as a server may send it.
$(SITE)/worker.js: src/web/worker.js src/web/page/vectors.js src/web/digests.py $(SITE_FILES)
	@cat $< src/web/page/vectors.js | /usr/bin/python3 src/web/digests.py $(SITE_FILES) $(SITE)/gatescope.wasm.gz \
	    $(SITE)/gatescope-plain.wasm.gz > $@.part && mv $@.part $@

# All of it as one page, for a frame inside a notebook (src/python): what it opens is put in there.
$(BUILD)/notebook.html: src/web/notebook.py $(SITE_FILES)
	@echo "  $@"
	@/usr/bin/python3 $< $(SITE) > $@.part && mv $@.part $@

site: $(SITE)/worker.js $(BUILD)/notebook.html
	@du -cb $(SITE)/* | tail -1 | awk '{printf "  $(SITE): %.2f MB\n", $$1 / 1e6}'

deps-web: deps
	$(call install,$(HAVE_WEB),$(WEB_NEEDS))

web: deps-web
	@$(MAKE) --no-print-directory program site

PORT ?= 8000
serve: web
	@echo "  http://127.0.0.1:$(PORT)/"
	@/usr/bin/python3 -m http.server --bind 127.0.0.1 --directory $(SITE) $(PORT)

deps-test-web: deps-web
	$(call install,$(HAVE_WEB_TEST),$(WEB_TEST_NEEDS))

# What looks for what a screen reader could not use: npm's, for the tests only.
AXE_VERSION := 4.14.1
AXE         := $(BUILD)/npm/node_modules/axe-core/axe.min.js
$(AXE): src/web/web.mk
	$(call install,command -v npm >/dev/null,npm)
	@mkdir -p $(BUILD)/npm
	@echo "  npm axe-core $(AXE_VERSION)"
	@npm install --silent --no-save --no-audit --no-fund --ignore-scripts --prefix $(BUILD)/npm axe-core@$(AXE_VERSION)
	@touch $@

# make test-web [WEB_ONLY='kept page']: all of it, or the files of tests/web that are named.
test-web: deps-test-web web $(AXE)
	@timeout -k 5 1200 node tests/web/play.js $(SITE) $(BUILD)/gatescope $(WEB_ONLY)

# Every lesson, by the accessibility tree alone: some minutes.
test-web-lessons: deps-test-web web
	@timeout -k 5 1800 node tests/web/play.js $(SITE) $(BUILD)/gatescope lessons

# Beside the native program and TensorFlow.js, which only this needs: npm fetches it.
PEER_WEB  := $(BUILD)/bench-web
TFJS      := 4.22.0
TFJS_PARTS = @tensorflow/tfjs@$(TFJS) @tensorflow/tfjs-backend-wasm@$(TFJS)

$(PEER_WEB)/$(TFJS): src/web/web.mk
	@mkdir -p $(PEER_WEB)
	@echo "  npm TensorFlow.js $(TFJS)"
	@cd $(PEER_WEB) && npm install --silent --no-save --no-audit --no-fund --ignore-scripts --prefix . $(TFJS_PARTS)
	@touch $@

bench-web: deps-test-web
	$(call install,command -v npm >/dev/null,npm)
	@$(MAKE) --no-print-directory web $(PEER_WEB)/$(TFJS)
	@node tests/bench/web.js $(SITE) $(BUILD)/gatescope $(PEER_WEB)

.PHONY: site deps-web web serve deps-test-web test-web test-web-lessons bench-web
-include $(WEB_OBJECTS:.o=.d)
