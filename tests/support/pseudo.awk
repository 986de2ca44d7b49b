# pseudo.awk: makes a language of English letters with accents, longer by a third and in brackets, out of
# any of the translations: what the program shows without them stands outside of the files.
#
#     awk -f tests/support/pseudo.awk src/session/words/zh.po > qps.po
#
# Values of formats, letters in braces, entities and names in NAMES stay as they are. So do spaces and line ends
# round a phrase, which the program counts on.

BEGIN {
    plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    split("á b ć ď é ƒ ĝ ĥ í ĵ ķ ĺ m ń ó p q ŕ ś ť ú v ŵ x ý ź Á B Ć Ď É F Ĝ Ĥ Í Ĵ Ķ Ĺ M Ń Ó P Q Ŕ Ś Ť Ú V Ŵ X Ý Ź", accented, " ")
    print "msgid \"\""
    print "msgstr \"\""
    print "\"Language: qps\\n\""
    print "\"Content-Type: text/plain; charset=UTF-8\\n\""
    print "\"X-Language-Name: [!!]\\n\"\n"
}

# The string of a line, without its quotation marks.
function string(line) {
    sub(/^[^"]*"/, "", line)
    sub(/"[ \t\r]*$/, "", line)
    return line
}

# The length of what is to stay at the beginning of a text: a conversion, an escape, a symbol, an entity; 0: nothing.
function kept(text) {
    if (match(text, /^%[0-9$.+ -]*(l|z)?[a-zA-Z%]/) || match(text, /^\\./) || match(text, /^[{][^}:]*[:}]/) ||
        match(text, /^&[a-z]+;/))
        return RLENGTH
    return 0
}

function accents(text,    out, length_kept, at, c) {
    out = ""
    while (text != "") {
        length_kept = kept(text)
        if (length_kept) {
            out = out substr(text, 1, length_kept)
            text = substr(text, length_kept + 1)
            continue
        }
        c = substr(text, 1, 1)
        at = index(plain, c)
        out = out (at ? accented[at] : c)
        text = substr(text, 2)
    }
    return out
}

# Brackets go inside the spaces and line ends round a phrase.
function pseudo(text,    before, after) {
    before = after = ""
    while (match(text, /^( |\\n)/)) {
        before = before substr(text, 1, RLENGTH)
        text = substr(text, RLENGTH + 1)
    }
    while (match(text, /( |\\n)$/)) {
        after = substr(text, RSTART) after
        text = substr(text, 1, RSTART - 1)
    }
    return text == "" ? before after : before "[" accents(text) "]" after
}

function finish() {
    if (english != "") {
        if (has_context)
            print "msgctxt \"" context "\""
        print "msgid \"" english "\""
        print "msgstr \"" pseudo(english) "\"\n"
    }
    context = english = field = ""
    has_context = 0
}

/^msgctxt/ { finish(); has_context = 1; field = "context"; context = string($0); next }
/^msgid/ { if (field != "context") finish(); field = "english"; english = string($0); next }
/^msgstr/ { field = "said"; next }
/^[ \t]*"/ {
    if (field == "english") english = english string($0)
    else if (field == "context") context = context string($0)
}
END { finish() }
