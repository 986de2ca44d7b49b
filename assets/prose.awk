# Of novels as plain text, what reads by itself: the text that the English model of assets/text learns from (make
# models). A paragraph ends before an empty line. Left out are headings, letters' dates and addresses, and paragraphs
# whose quotes do not close, as those of a speech that goes on: quotes are what they seem. Underlines that stand for
# italics go; so do paragraphs with signs that are too rare to be learnt.
BEGIN {
    RS = ""
    ORS = "\n\n"
    LEAST = 24
}
{
    gsub(/_/, "")
    gsub(/  +/, " ")
}
/[^A-Za-z0-9 .,;:!?'"()\n-]/ || length($0) < LEAST || !/[.!?]["']?$/ || /^(CHAPTER|Chapter|VOLUME|Volume|END|FINIS) / { next }
split($0, part, "\"") % 2 == 1 {
    print
}
