#!/usr/bin/python3
"""words.py PART.js... TAG.po...: a line of JavaScript with what the parts say through phrase("..."), in the languages of
the files. A phrase that a language lacks is left out of it, and shows in English."""
import json
import pathlib
import re
import sys

STRING = r'"(?:[^"\\]|\\.)*"'


def said(path):
    """Each msgid of a PO file with its msgstr, those of a context left out."""
    text = pathlib.Path(path).read_text(encoding="utf-8")
    entry = re.compile(rf"^(msgctxt .*\n)?msgid ((?:{STRING}\s*)+)msgstr ((?:{STRING}\s*)+)", re.M)
    joined = lambda strings: "".join(json.loads(string) for string in re.findall(STRING, strings))
    return {joined(found[2]): joined(found[3]) for found in entry.finditer(text) if not found[1]}


def main(paths):
    parts = [path for path in paths if path.endswith(".js")]
    called = {json.loads(string) for part in parts
              for string in re.findall(rf"\bphrase\(({STRING})", pathlib.Path(part).read_text(encoding="utf-8"))}
    words = {}
    for path in paths:
        if path.endswith(".po"):
            known = said(path)
            words[pathlib.Path(path).stem] = {english: known[english] for english in sorted(called) if known.get(english)}
    print(f"const WORDS = {json.dumps(words, ensure_ascii=False)};")


main(sys.argv[1:])
