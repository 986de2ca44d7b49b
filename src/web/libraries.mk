# The libraries that the browser's build needs, static, from Debian's sources: once, into
# $(BUILD)/web-libs. They come by a list of sources of their own (nothing in /etc is touched, no root is needed)
# and always from the release that emscripten comes from here, signed as usual.

LIBS     := $(BUILD)/web-libs
RELEASE  ?= bookworm
# The mirror that this machine has of that release.
DEBIAN   ?= $(shell apt-get indextargets --format '$$(REPO_URI) $$(RELEASE)' 'Created-By: Packages' | \
              awk '$$2 == "$(RELEASE)" { print $$1; exit }')
PATCHED  := libsdl2 libsdl2-ttf freetype cjson zlib libpng1.6 giflib libzip
SHAPING  := harfbuzz fribidi
PLAIN    := md4c# without Debian's part, which not every mirror has
LIB_JOBS ?= 2

# Debian's emscripten has its system libraries ready-made beside it, so EM_CACHE must be unset; its
# optimiser finds acorn where Debian puts node's modules.
unexport EM_CACHE
export NODE_PATH := /usr/share/nodejs

LIB_FLAGS := -O2 -w
LIB_NAMES := SDL2_ttf harfbuzz fribidi freetype SDL2 cjson md4c png zip z gif
LIB_FILES := $(LIB_NAMES:%=$(LIBS)/lib/lib%.a)
LIB_INCLUDES = $(patsubst %,-isystem $(LIBS)/%,include zip $(addprefix src/,fribidi/lib libsdl2/include libsdl2-ttf cjson md4c/src zlib \
                 libpng1.6 giflib libzip/lib))

# apt with lists of its own.
APT = apt-get -qq -o Dir::Etc::sourcelist=$(abspath $(LIBS))/apt/sources.list -o Dir::Etc::sourceparts=/dev/null \
      -o Dir::State::lists=$(abspath $(LIBS))/apt/lists -o Dir::Cache=$(abspath $(LIBS))/apt/cache \
      -o APT::Sandbox::User=

$(LIBS)/sources:
	@echo "  sources of $(PATCHED) $(PLAIN)"
	@rm -rf $(LIBS)/apt $(LIBS)/src
	@mkdir -p $(LIBS)/apt/lists/partial $(LIBS)/apt/cache/archives/partial $(LIBS)/src $(LIBS)/include
	@echo "deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $(DEBIAN) $(RELEASE) main" \
	    > $(LIBS)/apt/sources.list
	@$(APT) update
	@cd $(LIBS)/src && $(APT) source $(PATCHED) >/dev/null && $(APT) source --download-only --tar-only $(PLAIN)
	@cd $(LIBS)/src && for name in $(PLAIN); do tar -xf $${name}_*.orig.tar.*; done
	@cd $(LIBS)/src && for name in $(PATCHED) $(PLAIN); do mv $$name-[0-9r]*/ $$name; done
	@cp $(LIBS)/src/libpng1.6/scripts/pnglibconf.h.prebuilt $(LIBS)/include/pnglibconf.h
	@touch $@

# What shapes letters and finds their direction. FriBidi's build would fill in its names and the size of an int.
$(LIBS)/shaping: $(LIBS)/sources
	@echo "  sources of $(SHAPING)"
	@rm -rf $(SHAPING:%=$(LIBS)/src/%*)
	@cd $(LIBS)/src && $(APT) source $(SHAPING) >/dev/null
	@cd $(LIBS)/src && for name in $(SHAPING); do mv $$name-[0-9]*/ $$name; done
	@sed 's/@SIZEOF_INT@/4/; s/@[A-Z]*_INTERFACE_VERSION@/4/; s/@FRIBIDI_M[A-Z]*_VERSION@/0/; s/@[A-Z_]*@//' \
	    $(LIBS)/src/fribidi/lib/fribidi-config.h.in > $(LIBS)/include/fribidi-config.h
	@touch $@

ZLIB = -DZLIB_INCLUDE_DIR=$(abspath $(LIBS))/src/zlib -DZLIB_LIBRARY=$(abspath $(LIBS))/lib/libz.a

# The large ones by their own build files. The picture is drawn by the processor, sound is one callback:
# the rest of SDL is left out. Fonts come as plain files: no pictures in them; HarfBuzz is of the size that only shapes.
$(LIBS)/lib/libSDL2.a: $(LIBS)/sources
	@echo "  emcmake SDL2"
	@cd $(LIBS) && emcmake cmake -S src/libsdl2 -B SDL2 -DCMAKE_BUILD_TYPE=Release -DSDL_SHARED=OFF \
	    -DSDL_TEST=OFF -DSDL_OPENGL=OFF -DSDL_OPENGLES=OFF -DSDL_JOYSTICK=OFF -DSDL_HAPTIC=OFF -DSDL_HIDAPI=OFF \
	    -DSDL_SENSOR=OFF -DSDL_POWER=OFF >SDL2.log 2>&1 && nice $(MAKE) -C SDL2 -j$(LIB_JOBS) SDL2-static >>SDL2.log 2>&1 || \
	    { tail -20 SDL2.log; false; }
	@mkdir -p $(@D) && cp $(LIBS)/SDL2/libSDL2.a $@

$(LIBS)/lib/libfreetype.a: $(LIBS)/lib/libz.a
	@echo "  emcmake freetype"
	@cd $(LIBS) && emcmake cmake -S src/freetype -B freetype -DCMAKE_BUILD_TYPE=Release $(ZLIB) \
	    -DFT_DISABLE_BZIP2=ON -DFT_DISABLE_PNG=ON -DFT_DISABLE_HARFBUZZ=ON -DFT_DISABLE_BROTLI=ON >freetype.log 2>&1 && \
	    nice $(MAKE) -C freetype -j$(LIB_JOBS) >>freetype.log 2>&1 || { tail -20 freetype.log; false; }
	@mkdir -p $(@D) && cp $(LIBS)/freetype/libfreetype.a $@

# CMake would read sizes of types out of a program that was built, which wasm does not let it.
$(LIBS)/lib/libzip.a: $(LIBS)/lib/libz.a
	@echo "  emcmake zip"
	@cd $(LIBS) && emcmake cmake -S src/libzip -B zip -DCMAKE_BUILD_TYPE=Release -DBUILD_SHARED_LIBS=OFF \
	    -DBUILD_TOOLS=OFF -DBUILD_REGRESS=OFF -DBUILD_EXAMPLES=OFF -DBUILD_DOC=OFF -DENABLE_COMMONCRYPTO=OFF \
	    -DENABLE_GNUTLS=OFF -DENABLE_MBEDTLS=OFF -DENABLE_OPENSSL=OFF -DENABLE_BZIP2=OFF -DENABLE_LZMA=OFF \
	    -DENABLE_ZSTD=OFF -DHAVE_SIZEOF_OFF_T=TRUE \
	    -DSIZEOF_OFF_T=8 -DHAVE_SIZEOF_SIZE_T=TRUE -DSIZEOF_SIZE_T=4 $(ZLIB) >zip.log 2>&1 && \
	    nice $(MAKE) -C zip -j$(LIB_JOBS) zip >>zip.log 2>&1 || { tail -20 zip.log; false; }
	@cp $(LIBS)/zip/lib/libzip.a $@

# The small ones file by file. $(call library,NAME,FLAGS,FILES[,which sources])
define library
$(LIBS)/lib/lib$1.a: $(LIBS)/$(or $4,sources)
	@echo "  emcc $1"
	@mkdir -p $(LIBS)/$1 $(LIBS)/lib
	@cd $(LIBS) && for file in $3; do \
	    nice emcc $(LIB_FLAGS) $2 -c src/$$$$file.c -o $1/$$$$(basename $$$$file).o || exit 1; done
	@rm -f $$@ && emar rcs $$@ $(LIBS)/$1/*.o
endef
$(eval $(call library,SDL2_ttf,-DTTF_USE_HARFBUZZ=1 -Isrc/libsdl2/include -Isrc/freetype/include -Isrc/harfbuzz/src,libsdl2-ttf/SDL_ttf,shaping))
$(eval $(call library,fribidi,-DHAVE_STDLIB_H -DHAVE_STRING_H -DHAVE_MEMSET -DHAVE_MEMMOVE -DHAVE_STRDUP -DSTDC_HEADERS -DHAVE_STRINGIZE -Iinclude -Isrc/fribidi/lib, \
    $(addprefix fribidi/lib/,fribidi-bidi fribidi-bidi-types fribidi-brackets fribidi-run),shaping))
$(eval $(call library,cjson,,cjson/cJSON))
$(eval $(call library,md4c,,md4c/src/md4c))
$(eval $(call library,z,-DHAVE_UNISTD_H,$(addprefix zlib/,adler32 compress crc32 deflate gzclose gzlib gzread gzwrite infback inffast inflate inftrees trees uncompr zutil)))
$(eval $(call library,png,-Isrc/zlib -Iinclude,$(addprefix libpng1.6/,png pngerror pngget pngmem pngpread pngread pngrio \
    pngrtran pngrutil pngset pngtrans pngwio pngwrite pngwtran pngwutil)))
$(eval $(call library,gif,,$(addprefix giflib/,dgif_lib egif_lib gifalloc gif_err gif_hash quantize openbsd-reallocarray)))

# C++, without its library: it needs none.
$(LIBS)/lib/libharfbuzz.a: $(LIBS)/shaping
	@echo "  em++ harfbuzz"
	@mkdir -p $(LIBS)/harfbuzz $(LIBS)/lib
	@cd $(LIBS) && nice em++ -Oz -w -std=c++11 -fno-exceptions -fno-rtti -fno-threadsafe-statics -DHB_TINY -DHAVE_FREETYPE=1 \
	    -Isrc/freetype/include -c src/harfbuzz/src/harfbuzz.cc -o harfbuzz/harfbuzz.o
	@rm -f $@ && emar rcs $@ $(LIBS)/harfbuzz/harfbuzz.o
