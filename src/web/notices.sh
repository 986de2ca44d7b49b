#!/bin/sh
# notices.sh SOURCES FONTS EMSCRIPTEN: what the browser edition is made of, and under which licences: our own, those of
# what is bundled with it, then each library's as it stands in its source, and each font's as its file and its package
# have it. SOURCES is the folder of the libraries' sources, FONTS that of the fonts as they are bundled, in fonts
# and letters-*/fonts, EMSCRIPTEN that of emscripten's own files. Ends with a status other than 0 where one of them cannot be found.
set -eu
cd "$(dirname "$0")/../.."
sources=$1 fonts=$2 emscripten=$3

head_of() {
    printf '\n\n%s\n%s\n\n' "$1" "$(printf '%s' "$1" | sed 's/./=/g')"
}

printf '\357\273\277' # so that a browser takes it for UTF-8, whatever the server says
echo "Gatescope in the browser is made of the parts below. Each comes under its own licence."
head_of "Gatescope"
cat LICENSE
head_of "Digits, text and this site's own files"
cat assets/packaging/debian/copyright

# folder of the source, what it is called, its licence
while read -r folder name licence; do
    head_of "$name"
    if [ "$folder" = zlib ]; then # it has no file that holds nothing else
        sed -n '/^Copyright notice:/,$p' "$sources/$licence"
    else
        cat "$sources/$licence"
    fi
done <<'END'
libsdl2 SDL libsdl2/LICENSE.txt
libsdl2-ttf SDL_ttf libsdl2-ttf/LICENSE.txt
freetype FreeType freetype/docs/FTL.TXT
harfbuzz HarfBuzz harfbuzz/COPYING
fribidi FriBidi fribidi/COPYING
cjson cJSON cjson/LICENSE
md4c MD4C md4c/LICENSE.md
libpng1.6 libpng libpng1.6/LICENSE
libzip libzip libzip/LICENSE
zlib zlib zlib/README
giflib giflib giflib/COPYING
END
echo
echo "Portions of this software are copyright 2022 The FreeType Project (www.freetype.org). All rights reserved."

head_of "Emscripten, which compiled it, and the C library that came with it"
echo "Emscripten is copyright (c) 2010-2022 The Emscripten Authors, under the MIT License: the words of Gatescope's above."
echo
cat "$emscripten/system/lib/libc/musl/COPYRIGHT"

head_of "Fonts"
echo "Of each font only the characters that are needed here were kept, under no name of a font."
for font in "$fonts"/fonts/*.[ot]tf "$fonts"/letters-*/fonts/*.[ot]tf; do
    /usr/bin/python3 - "$font" <<'END'
import os, sys
from fontTools.ttLib import TTFont
names = TTFont(sys.argv[1])["name"]
print("\n" + "/".join(sys.argv[1].split("/")[-3:]))
for kind in 0, 13:
    text = names.getDebugName(kind)
    if text:
        print("\n".join("    " + line.rstrip() for line in text.splitlines()).rstrip())
END
done
for package in inter stix dejavu-core wqy-microhei lohit-deva; do
    head_of "Debian's package fonts-$package"
    cat "/usr/share/doc/fonts-$package/copyright"
done
head_of "Apache License 2.0, under which WenQuanYi Micro Hei is used here"
cat /usr/share/common-licenses/Apache-2.0
