# The fonts of the browser's build: of each the letters that these parts can show. The first picture has those of the
# interface's languages but Chinese; each group of others (src/ui/draw/letters.c) is a part of its own, letters-NAME.tar.gz,
# that is fetched when a text first needs it. A file of a part takes the place of the one of that name.

FONT_FOLDERS := $(addprefix /usr/share/fonts/,opentype/inter opentype/stix truetype/dejavu truetype/lohit-devanagari)
WEB_FONTS    := Inter-Regular.otf Inter-SemiBold.otf Inter-Italic.otf STIXGeneral-BoldItalic.otf STIXGeneral-Italic.otf \
                STIXGeneral-Regular.otf DejaVuSans.ttf DejaVuSansMono.ttf DejaVuSansMono-Bold.ttf
CHINESE_FONT := /usr/share/fonts/truetype/wqy/wqy-microhei.ttc
SPARE_FONTS  := DejaVuSans.ttf STIXGeneral-Regular.otf
FIRST_FONTS  := $(patsubst %,$(BUILD)/web-data/fonts/%,$(filter-out $(SPARE_FONTS),$(WEB_FONTS))) $(BUILD)/web-data/fonts/wqy-microhei.ttf
LETTERS      := cyrillic-latin hebrew arabic devanagari kana hangul chinese han symbols

LATIN        := U+20-17F,U+300-3FF,U+1D2C-1D6A,U+2000-22FF,U+25A0-25FF,U+FE0E
# What numbers, code and the symbols of cells are made of; all else is taken from running text.
SIGNS        := U+20-7E,U+A0-FF,U+300-30F,U+391-3C9,U+1D62-1D6A,U+2010-2026,U+2032,U+2070-209C,U+2190-2193,U+2202,U+2207,U+2211,U+2212,U+2219,U+221E,U+2248,U+2260-2265,U+2299,U+FE0E
JOINERS      := U+200B-200F,U+25CC

# What is left of a font keeps its notices (names 0, 7, 13, 14), but not its name: some licences reserve that. A letter
# that it has not shows a box.
SUBSET       := nice /usr/bin/python3 -m fontTools.subset --drop-tables+=FFTM --name-IDs=0,7,13,14 --notdef-outline
# Letters that stand each by themselves, and those that their neighbours shape.
PLAIN_SUBSET := $(SUBSET) --layout-features=
JOINED       := $(SUBSET) --layout-features='*'
FIRST_OF_FILE := $(PLAIN_SUBSET) --font-number=0

vpath %.otf $(FONT_FOLDERS)
vpath %.ttf $(FONT_FOLDERS)

$(BUILD)/web-data/fonts/%: % src/web/letters.mk
	@mkdir -p $(@D)
	@echo "  subset $(@F)"
	@$(PLAIN_SUBSET) $< --unicodes=$(if $(filter Inter%,$(@F)),$(LATIN),$(SIGNS)) --output-file=$@

# Two fonts only stand in for characters that Inter lacks: of each these, and what marks are set upon.
$(BUILD)/web-data/lacking.py: src/web/letters.mk
	@mkdir -p $(@D)
	@printf '%s\n' 'import sys' 'from fontTools.ttLib import TTFont' 'from fontTools.subset import parse_unicodes' \
	    'had = [set(TTFont(name).getBestCmap()) for name in sys.argv[2:]]' \
	    'print(",".join("U+%X" % c for c in sorted(set(parse_unicodes(sys.argv[1])).difference(*had))))' > $@
SPARE         = $(PLAIN_SUBSET) $< --unicodes=U+20-7E,U+300-36F,`/usr/bin/python3 $(filter %.py,$^) $(LATIN) \
                $(filter-out $<,$(filter %tf,$^))` --output-file=$@
$(BUILD)/web-data/letters-symbols/fonts/DejaVuSans.ttf: DejaVuSans.ttf Inter-Regular.otf $(BUILD)/web-data/lacking.py
	@echo "  subset $(@F)"
	@mkdir -p $(@D) && $(SPARE)
$(BUILD)/web-data/letters-symbols/fonts/STIXGeneral-Regular.otf: STIXGeneral-Regular.otf Inter-Regular.otf DejaVuSans.ttf $(BUILD)/web-data/lacking.py
	@echo "  subset $(@F)"
	@mkdir -p $(@D) && $(SPARE)
$(SITE)/letters-symbols.tar.gz: $(SPARE_FONTS:%=$(BUILD)/web-data/letters-symbols/fonts/%)

# The names of the languages, which the button that leads to each shows.
$(BUILD)/web-data/fonts/wqy-microhei.ttf: $(CHINESE_FONT) $(LANGUAGES) src/web/letters.mk
	@mkdir -p $(@D)
	@echo "  subset $(@F)"
	@sed -n 's/^"X-Language-Name: *\(.*\)\\n"/\1/p' $(LANGUAGES) > $(BUILD)/web-data/names
	@$(FIRST_OF_FILE) $< --text-file=$(BUILD)/web-data/names --unicodes=U+20 --output-file=$@

# Chinese: all that is used here, and for lessons to come the 3,755 commonest characters (level 1 of GB 2312).
$(BUILD)/web-data/characters: $(LESSON_FILES) $(LANGUAGES) $(WEB_SOURCES)
	@mkdir -p $(@D)
	@/usr/bin/python3 -c 'print("".join(bytes([a, b]).decode("gb2312", "ignore") \
	    for a in range(0xb0, 0xd8) for b in range(0xa1, 0xff)))' > $@
	@cat $^ >> $@

UNICODES_cyrillic-latin := $(LATIN),U+180-24F,U+400-52F,U+1E00-1EFF,U+2C60-2C7F
UNICODES_hebrew         := U+20,U+590-5FF,U+FB1D-FB4F,$(JOINERS)
UNICODES_arabic         := U+20,U+600-6FF,U+750-77F,U+8A0-8FF,U+FB50-FDFF,U+FE70-FEFC,$(JOINERS)
UNICODES_devanagari     := U+20,U+900-97F,U+A8E0-A8FF,$(JOINERS)
UNICODES_kana           := U+20,U+3041-30FF,U+31F0-31FF,U+FF66-FF9F
UNICODES_hangul         := U+20,U+1100-11FF,U+3130-318F,U+AC00-D7A3
UNICODES_chinese        := U+3000-303F,U+FF00-FF65
UNICODES_han            := U+20,U+2E80-2FDF,U+3400-4DBF,U+4E00-9FFF,U+F900-FAFF

# $(call letters,NAME,FONT,AS WHICH FILE,HOW[,WHAT ELSE IT IS MADE FROM])
define letters
$(BUILD)/web-data/letters-$1/fonts/$3: $2 src/web/letters.mk $5
	@mkdir -p $$(@D)
	@echo "  subset letters-$1/$3"
	@$4 $$< --unicodes=$$(UNICODES_$1) --output-file=$$@
$(SITE)/letters-$1.tar.gz: $(BUILD)/web-data/letters-$1/fonts/$3
endef
$(foreach font,$(filter Inter%,$(WEB_FONTS)),$(eval $(call letters,cyrillic-latin,$(font),$(font),$(PLAIN_SUBSET))))
$(eval $(call letters,hebrew,DejaVuSans.ttf,letters-hebrew.ttf,$(JOINED)))
$(eval $(call letters,arabic,DejaVuSans.ttf,letters-arabic.ttf,$(JOINED)))
$(eval $(call letters,devanagari,Lohit-Devanagari.ttf,letters-devanagari.ttf,$(JOINED)))
$(foreach name,kana hangul han,$(eval $(call letters,$(name),$(CHINESE_FONT),letters-$(name).ttf,$(FIRST_OF_FILE))))
$(eval $(call letters,chinese,$(CHINESE_FONT),wqy-microhei.ttf,$(FIRST_OF_FILE) \
    --text-file=$(BUILD)/web-data/characters,$(BUILD)/web-data/characters))

$(LETTERS:%=$(SITE)/letters-%.tar.gz):
	@mkdir -p $(@D)
	@echo "  tar $@"
	@tar -C $(BUILD)/web-data/$(@F:%.tar.gz=%) $(TAR_FLAGS) -cf - fonts | gzip -9n > $@
