# mutate.awk: what could be wrong in a line, drawn at random. Reads C files and prints COUNT mutations of each room, a
# line each, with tabs between: room, file, line, what is done, the line as it would be.
#     awk -v seed=1 -v count=25 -f mutate.awk src/*/*.c
# First a line is drawn, then one of what can be done to it: another operator, another constant, a condition
# inverted, a choice turned round, another coordinate, a statement left out. Only lines within functions count, and no
# assertions: those state what callers keep to; nor is a buffer with more room a mistake. The same seed and the same files
# give the same mutations.

function draw(below) { # 0 to below - 1
    state = (state * 69069 + 12345) % 4294967296
    return int(state / 4294967296 * below)
}

# Strings, characters and comments as dots, so that nothing in them is changed and every place stays where it is.
function bare(text,   out, c, k, quote) {
    out = ""
    for (k = 1; k <= length(text); k++) {
        c = substr(text, k, 1)
        if (in_comment) {
            if (substr(text, k, 2) == "*/") {
                in_comment = 0
                out = out "."
                k++
            }
            out = out "."
        } else if (quote != "") {
            if (c == "\\") {
                out = out "."
                k++
            }
            out = out "."
            if (c == quote)
                quote = ""
        } else if (substr(text, k, 2) == "/*") {
            in_comment = 1
            out = out "."
        } else if (substr(text, k, 2) == "//") {
            break
        } else if (c == "\"" || c == "'") {
            quote = c
            out = out "."
        } else {
            out = out c
        }
    }
    return out
}

function offer(what, text) {
    whats[offers] = what
    texts[offers++] = text
}

# Every place of the plain string FROM in the line becomes TO, one at a time.
function replace(from, to,   at, start) {
    start = 1
    while ((at = index(substr(code, start), from)) > 0) {
        at += start - 1
        offer(from " becomes " to, substr(whole, 1, at - 1) to substr(whole, at + length(from)))
        start = at + length(from)
    }
}

# Every number becomes another.
function constants(   start, number, before, to) {
    if (code ~ /^ +char [^=()]*;$/)
        return
    start = 1
    while (match(substr(code, start), /[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?f?/)) {
        number = substr(code, start + RSTART - 1, RLENGTH)
        before = substr(code, start + RSTART - 2, 1)
        if (before !~ /[A-Za-z0-9_.%]/ && substr(code, start + RSTART - 1 + RLENGTH, 1) !~ /[xXuUlL.]/) {
            to = number == "0" ? "1" : number == "1" ? (draw(2) ? "0" : "2") : number ~ /[.eE]/ ? "(2 * " number " + 0.1f)" : number "+ 1"
            offer(number " becomes " to, substr(whole, 1, start + RSTART - 2) to substr(whole, start + RSTART - 1 + RLENGTH))
        }
        start += RSTART - 1 + RLENGTH
    }
}

# The end of the bracket that opens at AT, or 0.
function closes(at,   k, depth, c) {
    for (k = at; k <= length(code); k++) {
        c = substr(code, k, 1)
        depth += (c == "(") - (c == ")")
        if (!depth)
            return k
    }
    return 0
}

function conditions(   at, end) {
    if (match(code, /(^|[^a-z_])(if|while) \(/)) {
        at = RSTART + RLENGTH - 1
        end = closes(at)
        if (end)
            offer("the condition inverted", substr(whole, 1, at) "!" substr(whole, at, end - at + 1) substr(whole, end))
    }
    if (match(code, / \? /))
        offer("the choice turned round", substr(whole, 1, RSTART) "== 0 " substr(whole, RSTART + 1))
    if (match(code, /return [^;]*( [<>=!]=? | && | \|\| )[^;?]*;/))
        offer("the answer inverted", substr(whole, 1, RSTART + 6) "!(" substr(whole, RSTART + 7, RLENGTH - 8) ")" substr(whole, RSTART + RLENGTH - 1))
}

function operators() {
    replace(" < ", " <= ")
    replace(" <= ", " < ")
    replace(" > ", " >= ")
    replace(" >= ", " > ")
    replace(" == ", " != ")
    replace(" != ", " == ")
    replace(" && ", " || ")
    replace(" || ", " && ")
    replace(" + ", " - ")
    replace(" - ", " + ")
    replace(" * ", " / ")
    replace(" / ", " * ")
    replace(" += ", " -= ")
    replace(" -= ", " += ")
    replace(" | ", " & ")
    replace(" & ", " | ")
    replace("true", "false")
    replace("false", "true")
    replace(".x + ", ".y + ")
    replace(".y + ", ".x + ")
    replace("fminf(", "fmaxf(")
    replace("fmaxf(", "fminf(")
}

function statements() {
    if (code ~ /^ +[A-Za-z_][A-Za-z_0-9]*\([^=]*\);$/ && code !~ UNSEEN)
        offer("the call left out", indent ";")
    else if (code ~ /^ +[A-Za-z_*][^ (]* [-+*\/|&]?= .*;$/ || code ~ /^ +[^ ]*(\+\+|--);$/)
        offer("the assignment left out", indent ";")
    else if (code ~ /^ +(break|continue|return);$/)
        offer("the jump left out", indent ";")
}

# A place among the lines of a room, by its number.
function keep(room) {
    line_of[room, lines[room]] = FILENAME "\t" FNR
    whole_of[room, lines[room]++] = whole
    code_of[room, lines[room] - 1] = code
}

BEGIN {
    # what is only given back; sanitizers and valgrind look for that
    UNSEEN = "^ +([a-z_]*free|va_end|pthread_[a-z_]*|f?close|closedir)\\("
    if (count == "")
        count = 25
}

FNR == 1 {
    in_comment = inside = 0
    split(FILENAME, path, "/")
}

{
    whole = $0
    code = bare($0)
    if (code ~ /^[^ #}.].*\{$/ && code !~ /^(typedef|enum|struct|union)/ && code !~ / = \{/)
        inside = 1
    else if (code ~ /^}/)
        inside = 0
    else if (inside && code ~ /^ +[^ .}]/ && code !~ /assert\(|^ *(case|default)|^ +static |^ +enum /) {
        keep(path[2])
        if (!(path[2] in seen))
            rooms[room_count++] = path[2]
        seen[path[2]] = 1
    }
}

END {
    for (r = 0; r < room_count; r++) {
        room = rooms[r]
        state = seed * 2654435761 % 4294967296
        for (k = 0; k < 20; k++)
            draw(2)
        left = count
        for (tries = 0; left > 0 && tries < 100 * count; tries++) {
            at = draw(lines[room])
            whole = whole_of[room, at]
            code = code_of[room, at]
            match(whole, /^ */)
            indent = substr(whole, 1, RLENGTH)
            offers = 0
            operators()
            constants()
            conditions()
            statements()
            if (!offers)
                continue
            pick = draw(offers)
            mutation = line_of[room, at] "\t" whats[pick] "\t" texts[pick]
            if (mutation in drawn)
                continue
            drawn[mutation] = 1
            print room "\t" mutation
            left--
        }
    }
}
