"""notebook.py SITE: the browser edition as one page, to standard output, for a frame inside a notebook: the page of SITE
with its scripts, its style and its files in it, compressed as they are. It asks no server for anything, and its policy
forbids it. What it opens stands in place of {{GIVEN}}: {"words": a command line, "files": {name: base64}}."""
import base64
import html
import os
import re
import sys

# The code that runs in every browser: which one shows the notebook is not known here.
FILES = ("gatescope-plain.wasm.gz", "gatescope.tar.gz", "weights.tar.gz", "letters-chinese.tar.gz",
         "letters-symbols.tar.gz")
POLICY = ("default-src 'none'; script-src 'unsafe-inline' 'wasm-unsafe-eval'; style-src 'unsafe-inline'; "
          "img-src blob: data:; base-uri 'none'; form-action 'none'")
site = sys.argv[1]


def text(name):
    with open(os.path.join(site, name), encoding="utf-8") as file:
        return file.read()


def script(name):
    code = text(name)
    assert "</script" not in code.lower() and "<!--" not in code, name
    return f"<script>\n{code}\n</script>"


def held(name):
    with open(os.path.join(site, name), "rb") as file:
        return f'<script type="text/plain" id="file:{name}">{base64.b64encode(file.read()).decode()}</script>'


def once(pattern, replacement, page):
    page, count = re.subn(pattern, lambda _: replacement, page, flags=re.S)
    assert count == 1, pattern
    return page


page = text("index.html")
page = once(r'(?<=Content-Security-Policy" content=")[^"]*', POLICY, page)
page = re.sub(r'<link rel="(preload|manifest|icon|apple-touch-icon|license)"[^>]*>\n', "", page)
page = once(r'<link rel="stylesheet"[^>]*>', f"<style>\n{text('page.css')}\n</style>", page)
page = re.sub(r'<script src="[^>]*></script>\n', "", page)
page = once(r'<p><a id="licences" href="notices.txt">(.*?)</a></p>',
            "<details><summary id='licences'>Whose work this is made of, and its licences</summary>"
            f"<pre>{html.escape(text('notices.txt'))}"
            "</pre></details>", page)
last = [*map(held, FILES), '<script type="application/json" id="given">{{GIVEN}}</script>', script("gatescope.js"),
        script("page.js")]
page = once("</body>", "\n".join([*last, "</body>"]), page)
print(page)
