# install.mk: Gatescope at home on a desktop: make install, uninstall, dist, deb. Part of the Makefile.
#
# What can be told by the program is told by it (icon, completions, manual), so that nothing here
# goes stale; version and date are those of assets/packaging/debian/changelog.

APP_ID  := org.gatescope.Gatescope
MIME    := application/x-gatescope-lesson+json
DATE    := $(shell LC_ALL=C date -u -d "$$(sed -n 's/^ -- .*>  //p' assets/packaging/debian/changelog | head -n 1)" +%F)
ICONS   := 16 22 24 32 48 64 128 256 512

# What dates itself, as a font or an archive, takes the version's date (reproducible-builds.org).
ifndef SOURCE_DATE_EPOCH
SOURCE_DATE_EPOCH := $(shell date -u -d "$(DATE)" +%s)
endif
export SOURCE_DATE_EPOCH

DESTDIR ?=
SHARE    = $(DESTDIR)$(PREFIX)/share
LESSONS  = $(shell find lessons assets/mnist assets/text -type f ! -name README.md)
# What there is to read, laid out as it is here, so that one leads to another.
READINGS = README.md CHANGELOG.md CONTRIBUTING.md LICENSE lessons/README.md assets/mnist/README.md \
           $(wildcard docs/*.md assets/*.png)

# The module for Python; a distribution has a folder for such (assets/packaging/debian/rules).
PYTHON_TO ?= $(PREFIX)/share/gatescope/python

bash_to  = $(SHARE)/bash-completion/completions/gatescope
zsh_to   = $(SHARE)/zsh/site-functions/_gatescope
fish_to  = $(SHARE)/fish/vendor_completions.d/gatescope.fish
icon_to  = $(SHARE)/icons/hicolor/$1x$1/apps/$(APP_ID).png

# $(call filled,TEMPLATE,FILE): a template of this folder with its names filled in.
define filled
	@install -d -m 755 $(dir $2)
	@sed -e 's,@ID@,$(APP_ID),g' -e 's,@MIME@,$(MIME),g' -e 's,@VERSION@,$(VERSION),g' -e 's,@DATE@,$(DATE),g' \
	    assets/packaging/desktop/$1 > $2
	@chmod 644 $2
endef

# Folders are made first, for everybody to read, whatever the one who installs keeps to himself (umask).
install: program
	@install -d -m 755 $(DESTDIR)$(PREFIX)/bin $(SHARE)/man/man1 \
	    $(sort $(addprefix $(SHARE)/gatescope/,$(dir $(LESSONS))) $(addprefix $(SHARE)/doc/gatescope/,$(dir $(READINGS))))
	install -D -m 755 $(BUILD)/gatescope $(DESTDIR)$(PREFIX)/bin/gatescope
	install -D -m 644 $(BUILD)/gatescope.1 $(SHARE)/man/man1/gatescope.1
	@for file in $(LESSONS); do install -D -m 644 $$file $(SHARE)/gatescope/$$file || exit 1; done
	@for file in $(READINGS); do install -D -m 644 $$file $(SHARE)/doc/gatescope/$$file || exit 1; done
	@install -d -m 755 $(DESTDIR)$(PYTHON_TO)
	@$(call filled-module,$(DESTDIR)$(PYTHON_TO)/gatescope.py) && chmod 644 $(DESTDIR)$(PYTHON_TO)/gatescope.py
	@[ ! -e $(BUILD)/notebook.html ] || install -m 644 $(BUILD)/notebook.html $(SHARE)/gatescope/notebook.html
	@install -d -m 755 $(dir $(bash_to) $(zsh_to) $(fish_to)) $(foreach s,$(ICONS),$(dir $(call icon_to,$s)))
	$(BUILD)/gatescope --completion bash > $(bash_to)
	$(BUILD)/gatescope --completion zsh > $(zsh_to)
	$(BUILD)/gatescope --completion fish > $(fish_to)
	@$(foreach s,$(ICONS),$(BUILD)/gatescope --icon $s $(call icon_to,$s) &&) true
	@chmod 644 $(bash_to) $(zsh_to) $(fish_to) $(foreach s,$(ICONS),$(call icon_to,$s))
	$(call filled,entry.desktop.in,$(SHARE)/applications/$(APP_ID).desktop)
	$(call filled,metainfo.xml.in,$(SHARE)/metainfo/$(APP_ID).metainfo.xml)
	$(call filled,mime.xml.in,$(SHARE)/mime/packages/$(APP_ID).xml)
	@$(tell-desktop)

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/gatescope $(SHARE)/man/man1/gatescope.1 $(bash_to) $(zsh_to) $(fish_to) \
	    $(SHARE)/applications/$(APP_ID).desktop $(SHARE)/metainfo/$(APP_ID).metainfo.xml \
	    $(SHARE)/mime/packages/$(APP_ID).xml $(foreach s,$(ICONS),$(call icon_to,$s))
	rm -f $(DESTDIR)$(PYTHON_TO)/gatescope.py
	rm -rf $(SHARE)/gatescope $(SHARE)/doc/gatescope
	@$(tell-desktop)

# The desktop's own indexes; a package's are brought up to date where it is unpacked.
tell-desktop = [ -n "$(DESTDIR)" ] || for index in "update-mime-database $(SHARE)/mime" \
    "update-desktop-database -q $(SHARE)/applications" "gtk-update-icon-cache -qtf $(SHARE)/icons/hicolor"; do \
        ! command -v $${index%% *} >/dev/null || $$index 2>/dev/null || true; done

# The same commit gives the same bytes.
DIST := $(BUILD)/gatescope-$(VERSION).tar.gz
dist:
	@mkdir -p $(BUILD)
	git archive --format=tar --prefix=gatescope-$(VERSION)/ HEAD | gzip -9n > $(DIST)

# From the tarball, not from this folder, so that what is not committed is found to be missing.
DEB_NEEDS := debhelper dpkg-dev fakeroot
deb: dist
	$(call install,command -v dh dpkg-buildpackage fakeroot >/dev/null,$(DEB_NEEDS))
	@rm -rf $(BUILD)/deb && mkdir -p $(BUILD)/deb
	tar -xzf $(DIST) -C $(BUILD)/deb
	cd $(BUILD)/deb/gatescope-$(VERSION) && cp -r assets/packaging/debian . && dpkg-buildpackage -b -us -uc
	@mv $(BUILD)/deb/gatescope_$(VERSION)_*.deb $(BUILD)/ && ls $(BUILD)/gatescope_$(VERSION)_*.deb

# The package in a fresh system, in a folder of its own: some minutes, as root.
try-deb: deb
	$(call install,command -v debootstrap >/dev/null,debootstrap)
	sh assets/packaging/desktop/try-deb.sh $(BUILD)/gatescope_$(VERSION)_*.deb $(abspath $(BUILD))/fresh-system

.PHONY: install uninstall dist deb try-deb
