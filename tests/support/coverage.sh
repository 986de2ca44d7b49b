#!/bin/sh
# coverage.sh FOLDER ROOM...: after the tests have run from FOLDER (make coverage): of each room how many lines were
# run, and of each file below 95 % how many and which were not. Ends with 1 where a room is below 95 %.
folder=$1
shift
low=0
for room in "$@"; do
    find "$folder/obj/$room" -name '*.gcda' | while read -r file; do
        gcov --stdout "$file" 2>/dev/null | awk -F: -v room="$room" '
            $2 + 0 == 0 && $3 == "Source" { of = $4; next }
            of ~ "src/" room "/" {
                gsub(/ /, "", $1); gsub(/ /, "", $2)
                if ($1 == "-") next
                print of ":" $2, ($1 ~ /^[#=]/) ? 0 : 1
            }'
    done | awk -v room="$room" '
        { ran[$1] += $2 }
        END {
            for (line in ran) {
                split(line, part, ":")
                all[part[1]]++
                whole++
                if (ran[line]) { had[part[1]]++; good++ } else missed[part[1]] = missed[part[1]] " " part[2]
            }
            share = whole ? 100 * good / whole : 0
            printf "%s: %d of %d lines, %.1f %%\n", room, good, whole, share
            for (file in all)
                if (had[file] < 0.95 * all[file]) {
                    count = split(missed[file], lines, " ")
                    for (i = 2; i <= count; i++)
                        for (k = i; k > 1 && lines[k - 1] + 0 > lines[k] + 0; k--) { t = lines[k]; lines[k] = lines[k - 1]; lines[k - 1] = t }
                    printf "  %s: %.1f %%, not run:", file, 100 * had[file] / all[file]
                    for (i = 1; i <= count && i <= 24; i++) printf " %s", lines[i]
                    print (count > 24 ? " ..." : "")
                }
            exit share < 95
        }' || low=1
done
exit $low
