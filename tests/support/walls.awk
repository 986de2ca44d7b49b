# walls.awk: reads all of src/**.[ch] and says what breaks the plan. The plan comes first, as a file of lines
#     room      FOLDER ROOMS... | LIBRARIES...    which rooms its files may include besides their own, and which libraries
#     subroom   FOLDER WHAT...                    the same within a room: sub-rooms ("paint"), headers ("stage/portrait"),
#                                                 "." the room's own files, "*" all of the room
#     circle    N                                 files that may include each other in a circle, at most
#     share     FOLDER PERCENT                    a sub-room has less than that of its room's lines
# A file is x.c and x.h together here.

function say(text) {
    print text
    broken = 1
}

function folder_of(path) {
    sub(/\/[^\/]*$/, "", path)
    return path
}

function room_of(path) {
    sub(/\/.*/, "", path)
    return path
}

# "scene/paint/bars" -> "paint"; "scene/layout" -> "."
function subroom_of(path,   parts, n) {
    n = split(path, parts, "/")
    return n < 3 ? "." : parts[2]
}

# ---- the plan ----

FILENAME == plan {
    sub(/#.*/, "")
    if ($1 == "room") {
        library = 0
        rooms[$2] = 1
        may_room[$2, $2] = 1
        for (k = 3; k <= NF; k++) {
            if ($k == "|")
                library = 1
            else if (library)
                may_library[$2, $k] = 1
            else
                may_room[$2, $k] = 1
        }
    } else if ($1 == "subroom") {
        planned[$2] = 1
        for (k = 3; k <= NF; k++)
            may_sub[$2, $k] = 1
    } else if ($1 == "circle")
        circle_most = $2
    else if ($1 == "share")
        share_most[$2] = $3
    next
}

# ---- the files ----

FNR == 1 {
    file = FILENAME
    sub(/^.*src\//, "", file)
    module = file
    sub(/\.[ch]$/, "", module)
    modules[module] = 1
    folders[folder_of(file)] = 1
    head = 1
    if (file ~ /\/(parts|page|[a-z_]*_parts)\.h$/)
        private_to[file] = folder_of(file)
}

{
    lines[folder_of(file)]++
    lines_of_room[room_of(file)]++
}

# The head of a header may say that it is its folder's own, or its room's: "Private to src/session".
head && file ~ /\.h$/ && /Private|private to/ {
    private_to[file] = folder_of(file)
    if (match($0, /rivate to src\/[a-z_\/]*[a-z]/))
        private_to[file] = substr($0, RSTART + 14, RLENGTH - 14)
}

head && /\*\// {
    head = 0
}

/^#include / {
    what = $2
    if (what ~ /^</) {
        check_library(file, FNR, substr(what, 2, length(what) - 2))
        next
    }
    gsub(/"/, "", what)
    includes++
    from[includes] = file
    to[includes] = what
    line[includes] = FNR
    target = what
    sub(/\.[ch]$/, "", target)
    if (target != module)
        edge[module, target] = 1
}

# What a header declares and what a file defines: names at the beginning of a line, with a parenthesis after them.
/^[A-Za-z].*[ *][a-z_0-9]+\(/ && !/^(static|typedef|return|else)/ {
    name = $0
    sub(/\(.*/, "", name)
    sub(/.*[ *]/, "", name)
    if (name == "sizeof")
        next
    if (file ~ /\.c$/)
        defined[name] = file
    else {
        declarations++
        declared[declarations] = name
        declared_in[declarations] = file
    }
}

# What is called; declarations stand at the beginning of a line.
/^ / && !/^ *(\/)?\*/ {
    rest = $0
    sub(/\/\*.*/, "", rest)
    while (match(rest, /[a-z][a-z_0-9]*\(/)) {
        calls[module, substr(rest, RSTART, RLENGTH - 1)] = 1
        rest = substr(rest, RSTART + RLENGTH)
    }
}

/^static .*[ *][a-z_0-9]+\(/ {
    name = $0
    sub(/\(.*/, "", name)
    sub(/.*[ *]/, "", name)
    own[module, name] = 1
}

function check_library(file, at, library,   room) {
    room = room_of(file)
    if (library ~ /^(assert|ctype|dirent|errno|fcntl|float|inttypes|limits|locale|math|poll|pthread|signal|spawn|stdalign|stdarg|stdbool|stddef|stdint|stdio|stdlib|string|strings|time|unistd|sys\/[a-z]+)\.h$/)
        return
    if (!((room, library) in may_library))
        say("src/" file ":" at ": " room " knows nothing of <" library ">")
}

# ---- what is held ----

function check_rooms(   k, a, b) {
    for (k = 1; k <= includes; k++) {
        a = room_of(from[k])
        b = room_of(to[k])
        if (!((a, b) in may_room))
            say("src/" from[k] ":" line[k] ": the wall of " a " is broken: \"" to[k] "\"")
    }
}

function may_include(room, sub_from, file,   other, name) {
    other = subroom_of(file)
    name = file
    sub(/^[^\/]*\//, "", name)
    sub(/\.h$/, "", name)
    if (other == sub_from)
        return 1
    return ((room "/" sub_from, "*") in may_sub) || ((room "/" sub_from, other) in may_sub) ||
           ((room "/" sub_from, name) in may_sub)
}

function check_subrooms(   k, a, f, parts) {
    for (f in folders) {
        if (split(f, parts, "/") > 2)
            say("src/" f ": rooms within rooms are two deep, not more")
        a = f ~ /\// ? f : f "/."
        if (!(f in rooms) && !(a in planned))
            say("src/" f ": this sub-room is not in the plan")
    }
    for (k = 1; k <= includes; k++) {
        a = room_of(from[k])
        if (a != room_of(to[k]))
            continue
        if (!may_include(a, subroom_of(from[k]), to[k]))
            say("src/" from[k] ":" line[k] ": the wall within " a " is broken: " a "/" subroom_of(from[k]) " may not include \"" to[k] "\"")
    }
}

function check_private(   k, own) {
    for (k = 1; k <= includes; k++) {
        own = private_to[to[k]]
        if (own != "" && index(from[k], own "/") != 1)
            say("src/" from[k] ":" line[k] ": \"" to[k] "\" is private to src/" own)
    }
}

# So that an include says what is used: a header speaks only for the files beside it.
function check_declared(   k, name) {
    for (k = 1; k <= declarations; k++) {
        name = declared[k]
        if ((name in defined) && folder_of(declared_in[k]) != folder_of(defined[name]))
            say("src/" declared_in[k] ": declares " name "(), which is in another room: src/" defined[name])
    }
}

# All that is reached from start along links[a, b]; in reach[start, ...].
function reach_from(start, links, neighbours, reach,   queue, first, last, here, list, n, k) {
    first = last = 1
    queue[1] = start
    while (first <= last) {
        here = queue[first++]
        n = split(neighbours[here], list, " ")
        for (k = 1; k <= n; k++)
            if (!((start, list[k]) in reach)) {
                reach[start, list[k]] = 1
                queue[++last] = list[k]
            }
    }
}

function neighbours_of(links, neighbours,   pair, ends) {
    for (pair in links) {
        split(pair, ends, SUBSEP)
        neighbours[ends[1]] = neighbours[ends[1]] " " ends[2]
    }
}

# A header without a file of its own (parts.h) may speak for several: so calls count beside includes.
function add_calls(   call, ends, there) {
    for (call in calls) {
        split(call, ends, SUBSEP)
        if (!(ends[2] in defined) || (call in own))
            continue
        there = defined[ends[2]]
        sub(/\.c$/, "", there)
        if (there != ends[1])
            edge[ends[1], there] = 1
    }
}

# Files: none is in a circle that is too large, or leaves its folder.
function check_circles(   near, reach, a, b, size, text, done, away) {
    neighbours_of(edge, near)
    for (a in modules)
        reach_from(a, edge, near, reach)
    for (a in modules) {
        if ((a in done) || !((a, a) in reach))
            continue
        size = 0
        text = ""
        away = 0
        for (b in modules)
            if (((a, b) in reach) && ((b, a) in reach)) {
                done[b] = 1
                size++
                text = text " " b
                away = away || folder_of(b) != folder_of(a)
            }
        if (size > largest)
            largest = size
        if (size > circle_most)
            say("a circle of " size " files, " circle_most " at most:" text)
        if (away)
            say("a circle that leaves its folder:" text)
    }
}

# The same for folders, each with all that its files include.
function check_folder_circles(   links, near, reach, k, a, b) {
    for (k = 1; k <= includes; k++) {
        a = folder_of(from[k])
        b = folder_of(to[k])
        if (a != b && (b in folders))
            links[a, b] = 1
    }
    neighbours_of(links, near)
    for (a in folders)
        reach_from(a, links, near, reach)
    for (a in folders)
        for (b in folders)
            if (a < b && ((a, b) in reach) && ((b, a) in reach))
                say("src/" a " and src/" b " include each other, straight or around")
}

function check_shares(   f, room, percent, most) {
    for (f in lines) {
        room = room_of(f)
        if (!(room in share_most) || f == room)
            continue
        percent = 100 * lines[f] / lines_of_room[room]
        if (percent > most) {
            most = percent
            biggest = f
        }
        if (percent >= share_most[room])
            say(sprintf("src/%s: %.1f %% of %s's lines, less than %d %% is the rule", f, percent, room, share_most[room]))
    }
    if (biggest)
        printf "the largest sub-room with a limit: %s, %.1f %% of its room\n", biggest, most
}

END {
    check_rooms()
    check_subrooms()
    check_private()
    check_declared()
    add_calls()
    check_circles()
    check_folder_circles()
    check_shares()
    printf "files in the largest circle: %d, and %d at most\n", largest, circle_most
    exit broken
}
