# The program in a browser: `make web` builds the page into $(BUILD)/web, `make serve` serves it,
# `make test-web` opens it in a browser and plays, `make bench-web` measures it there.

include src/web/libraries.mk

SITE      := $(BUILD)/web
ICONS_WEB := 192 512
WEB_NEEDS := emscripten cmake node-acorn python3-fonttools dpkg-dev debian-archive-keyring
HAVE_WEB   = command -v emcc cmake dpkg-source >/dev/null && [ -d /usr/share/nodejs/acorn ] && \
             /usr/bin/python3 -c 'import fontTools' 2>/dev/null
WEB_TEST_NEEDS := chromium nodejs imagemagick
HAVE_WEB_TEST   = command -v chromium node compare >/dev/null

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
WEB_CFLAGS   = -std=c17 -D_XOPEN_SOURCE=700 -Isrc -O2 $(WARN) -MMD -MP $(LIB_INCLUDES)
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

# ---- its files: lessons with their models, digits, and of the fonts what these can show ----

FONT_FOLDERS := /usr/share/fonts/opentype/inter /usr/share/fonts/opentype/stix /usr/share/fonts/truetype/dejavu
WEB_FONTS    := Inter-Regular.otf Inter-SemiBold.otf Inter-Italic.otf STIXGeneral-BoldItalic.otf STIXGeneral-Italic.otf \
                STIXGeneral-Regular.otf DejaVuSans.ttf DejaVuSansMono.ttf DejaVuSansMono-Bold.ttf
LATIN        := U+20-17F,U+300-3FF,U+1D2C-1D6A,U+2000-22FF,U+25A0-25FF,U+FE0E
CHINESE_FONT := /usr/share/fonts/truetype/wqy/wqy-microhei.ttc
LESSON_FILES := $(wildcard lessons/*.json)
DATA_FILES   := $(LESSON_FILES) $(wildcard lessons/*.safetensors lessons/*.npz lessons/*.npy)
# What only the screens of digits, texts and training need comes after the first frame.
MORE_FILES   := $(filter-out %.md,$(wildcard assets/mnist/* assets/text/*))
# What is left of a font keeps its notices (names 0, 7, 13, 14), but not its name: some licences reserve that.
SUBSET       := nice /usr/bin/python3 -m fontTools.subset --layout-features= --drop-tables+=FFTM --name-IDs=0,7,13,14 \
                --notdef-outline

TAR_FLAGS     = --format=ustar --sort=name --mtime=@$(SOURCE_DATE_EPOCH) --mode=u+rwX,go+rX,go-w --owner=0 --group=0 --numeric-owner

vpath %.otf $(FONT_FOLDERS)
vpath %.ttf $(FONT_FOLDERS)

$(BUILD)/web-data/fonts/%: %
	@mkdir -p $(@D)
	@echo "  subset $(@F)"
	@$(SUBSET) $< --unicodes=$(LATIN) --output-file=$@

# All that is used here, and for lessons to come the 3,755 commonest characters (level 1 of GB 2312).
$(BUILD)/web-data/fonts/wqy-microhei.ttf: $(CHINESE_FONT) $(LESSON_FILES) $(LANGUAGES) $(WEB_SOURCES)
	@mkdir -p $(@D)
	@echo "  subset $(@F)"
	@/usr/bin/python3 -c 'print("".join(bytes([a, b]).decode("gb2312", "ignore") \
	    for a in range(0xb0, 0xd8) for b in range(0xa1, 0xff)))' > $(BUILD)/web-data/characters
	@cat $(LESSON_FILES) $(LANGUAGES) $(WEB_SOURCES) >> $(BUILD)/web-data/characters
	@$(SUBSET) $< --font-number=0 --text-file=$(BUILD)/web-data/characters --unicodes=U+3000-303F,U+FF00-FF5E \
	    --output-file=$@

$(SITE)/gatescope.tar.gz: $(WEB_FONTS:%=$(BUILD)/web-data/fonts/%) $(BUILD)/web-data/fonts/wqy-microhei.ttf $(DATA_FILES)
	@mkdir -p $(@D)
	@echo "  tar $@"
	@rm -rf $(BUILD)/web-data/lessons
	@cp --parents $(DATA_FILES) $(BUILD)/web-data
	@tar -C $(BUILD)/web-data $(TAR_FLAGS) -cf - fonts lessons | gzip -9n > $@

$(SITE)/more.tar.gz: $(MORE_FILES)
	@mkdir -p $(@D)
	@echo "  tar $@"
	@tar $(TAR_FLAGS) -cf - $(MORE_FILES) | gzip -9n > $@

# ---- the page ----

PAGE   := index.html page.css manifest.webmanifest
SCRIPT := files vectors instance kept words closed links newer jobs take carry own services program give keys events

$(SITE)/gatescope.js: $(WEB_SETS:%=$(BUILD)/web-obj/%/gatescope.js)
	@mkdir -p $(@D)
	@cmp $^ # one serves both
	@cp $< $@
	@gzip -9nc $(BUILD)/web-obj/simd/gatescope.wasm > $(SITE)/gatescope.wasm.gz
	@gzip -9nc $(BUILD)/web-obj/plain/gatescope.wasm > $(SITE)/gatescope-plain.wasm.gz

$(PAGE:%=$(SITE)/%): $(SITE)/%: src/web/%
	@mkdir -p $(@D)
	@cp $< $@

# One script of several parts.
$(SITE)/page.js: $(SCRIPT:%=src/web/page/%.js) $(LANGUAGES) src/web/words.py src/web/web.mk
	@mkdir -p $(@D)
	@(cat $(filter %.js,$^) && /usr/bin/python3 src/web/words.py $(filter %.js %.po,$^)) > $@.part && mv $@.part $@

$(SITE)/beside.js: src/web/beside.js src/web/page/instance.js
	@mkdir -p $(@D)
	@cat $^ > $@

$(SITE)/icon-%.png: $(BUILD)/gatescope
	@mkdir -p $(@D)
	@$(BUILD)/gatescope --icon $* $@

SITE_FILES := $(PAGE:%=$(SITE)/%) $(SITE)/page.js $(SITE)/beside.js $(SITE)/gatescope.js $(SITE)/gatescope.tar.gz $(SITE)/more.tar.gz \
              $(ICONS_WEB:%=$(SITE)/icon-%.png) $(SITE)/notices.txt

# Whose work all of this is, and under which licences.
EMSCRIPTEN := /usr/share/emscripten
$(SITE)/notices.txt: src/web/notices.sh LICENSE assets/packaging/debian/copyright $(SITE)/gatescope.tar.gz | $(LIB_FILES)
	@echo "  $@"
	@sh $< $(LIBS)/src $(BUILD)/web-data/fonts $(EMSCRIPTEN) > $@.part && mv $@.part $@

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

# make test-web [WEB_ONLY='kept page']: all of it, or the files of tests/web that are named.
test-web: deps-test-web web
	@timeout -k 5 600 node tests/web/play.js $(SITE) $(BUILD)/gatescope $(WEB_ONLY)

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

.PHONY: site deps-web web serve deps-test-web test-web bench-web
-include $(WEB_OBJECTS:.o=.d)
