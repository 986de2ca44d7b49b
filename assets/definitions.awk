# Of Lisp sources, what explains itself: the text that the model of assets/text learns from (make models). A
# definition begins with a bracket, ends before an empty line, and has something in quotes, most often what it is
# for. Left out are long and wide ones, and those where a sign stands for itself behind a backslash: quotes and
# brackets are what they seem.
BEGIN {
    RS = ""
    ORS = "\n\n"
    LONGEST = 2400
    WIDEST = 80
    LEAST_QUOTED = 40
}
!/^\(/ || /[^\n -~]/ || /\\[^A-Za-z]/ || length($0) > LONGEST { next }
{
    quotes = split($0, part, "\"") - 1
    quoted = widest = 0
    for (k = 2; k <= quotes; k += 2)
        quoted += length(part[k])
    lines = split($0, line, "\n")
    for (k = 1; k <= lines; k++)
        if (length(line[k]) > widest)
            widest = length(line[k])
    if (quotes % 2 == 0 && quoted >= LEAST_QUOTED && widest <= WIDEST)
        print
}
