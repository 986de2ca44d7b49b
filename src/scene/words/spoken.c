/* spoken.c: md4c tells what the text is; here it becomes words. See spoken.h. */
#include "scene/words/spoken.h"

#include <ctype.h>
#include <md4c.h>
#include <string.h>

#include "base/utf8.h"
#include "scene/words/braces.h"
#include "scene/words/entity.h"

enum { LISTS_MOST = 6 };

typedef struct Speaker {
    Prose *prose;
    bool one_line;                /* what would begin a new one is a space */
    bool begun;                   /* something was said: the next block needs a line of its own */
    bool fresh;                   /* the line was just begun, by an item's mark */
    int depth;                    /* of lists */
    unsigned numbers[LISTS_MOST]; /* of their next items; 0: no numbers */
} Speaker;

/* ---- symbols ---- */

/* The subscript digit at text, 0 to 9, or -1. They are three bytes each. */
static int subscript_digit(const char *text, size_t length) {
    uint32_t character = 0;
    if (length)
        utf8_decode(text, length, &character);
    return character >= 0x2080 && character <= 0x2089 ? (int)(character - 0x2080) : -1;
}

static bool is_letter(char c) {
    return isalpha((unsigned char)c) || (unsigned char)c >= 0x80 || c == '\'';
}

/* The word that stands before what comes next, in small letters; empty: none does, or a sign. */
static void word_before(const Prose *prose, char word[PROSE_TAIL]) {
    int end = PROSE_TAIL, start;
    while (end > 0 && prose->tail[end - 1] == ' ')
        end--;
    for (start = end; start > 0 && is_letter(prose->tail[start - 1]); start--)
        ;
    for (int k = start; k < end; k++)
        word[k - start] = (char)tolower((unsigned char)prose->tail[k]);
    word[end - start] = '\0';
}

static bool ends_with(const char *word, const char *end) {
    size_t length = strlen(word), size = strlen(end);
    return length >= size && strcmp(word + length - size, end) == 0;
}

/* After these a noun has no article of its own. */
static bool takes_article(const Prose *prose) {
    static const char *const words[] = {"a",    "an",    "any", "each", "every", "its",   "no",
                                        "new",  "old",   "one", "our",  "own",   "same",  "some",
                                        "that", "their", "the", "this", "which", "whose", "your"};
    char word[PROSE_TAIL + 1];
    word_before(prose, word);
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (strcmp(word, words[k]) == 0)
            return false;
    return !ends_with(word, "'s") && !ends_with(word, "\u2019s") && !ends_with(word, "s\u2019");
}

static bool begins_sentence(const Prose *prose) {
    return !prose_end(prose) || prose_ends_sentence(prose);
}

/* The symbol that follows its own name says nothing new. */
static bool was_just_said(const Prose *prose, const char *words) {
    size_t length = strlen(words), end = PROSE_TAIL;
    while (end > 0 && prose->tail[end - 1] == ' ')
        end--;
    return length <= end && memcmp(prose->tail + end - length, words, length) == 0;
}

static void say_signal(Prose *prose, const char *words, int number) {
    if (prose->language &&
        prose->language->phrases) { /* not English: neither articles nor capitals */
        if (was_just_said(prose, words))
            return;
        prose_add(prose, "%s", words);
        if (number >= 0)
            prose_add(prose, " %d", number);
        return;
    }
    bool capital = begins_sentence(prose);
    const char *article = number < 0 && takes_article(prose) ? "the " : "";
    char text[96];
    size_t length = strlen(article);
    memcpy(text, article, length);
    memcpy(text + length, words, strlen(words) + 1);
    if (capital)
        text[0] = (char)toupper((unsigned char)text[0]);
    prose_add(prose, "%s", text);
    if (number >= 0)
        prose_add(prose, " %d", number);
}

/* With the subscript behind it, if there is one. */
static size_t take_signal(void *context, const Braces *braces, const char *rest,
                          size_t rest_length) {
    Prose *prose = context;
    if (braces->words) {
        prose_span(prose, braces->words, braces->words_length);
        return 0;
    }
    int digit = subscript_digit(rest, rest_length);
    say_signal(prose, phrase_signal(prose->language, braces->kind, braces->signal), digit);
    return digit >= 0 ? 3 : 0;
}

static void take_plain(void *context, const char *text, size_t length) {
    prose_span(context, text, length);
}

static void say(Prose *prose, const char *text, size_t length) {
    braces_read(&(BracesReader){prose, take_plain, take_signal}, text, length);
}

/* ---- what md4c calls ---- */

static void break_line(Speaker *speaker) {
    prose_add(speaker->prose, speaker->one_line ? " " : "\n");
}

static void new_line(Speaker *speaker) {
    if (speaker->begun && !speaker->fresh)
        break_line(speaker);
    speaker->fresh = false;
    speaker->begun = true;
}

static void begin_item(Speaker *speaker) {
    unsigned *number = &speaker->numbers[speaker->depth - 1];
    new_line(speaker);
    if (*number)
        prose_add(speaker->prose, "%u. ", (*number)++);
    else
        prose_add(speaker->prose, "- ");
    speaker->fresh = true;
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *context) {
    Speaker *speaker = context;
    bool ordered = type == MD_BLOCK_OL;
    switch (type) {
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
        if (speaker->depth == LISTS_MOST)
            return 1;
        speaker->numbers[speaker->depth++] = ordered ? ((MD_BLOCK_OL_DETAIL *)detail)->start : 0;
        break;
    case MD_BLOCK_LI:
        begin_item(speaker);
        break;
    case MD_BLOCK_P:
    case MD_BLOCK_H:
    case MD_BLOCK_CODE:
        new_line(speaker);
        break;
    default:
        break;
    }
    return 0;
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *context) {
    Speaker *speaker = context;
    (void)detail;
    if (type == MD_BLOCK_UL || type == MD_BLOCK_OL)
        speaker->depth--;
    if (type == MD_BLOCK_LI)
        speaker->fresh = false;
    return 0;
}

static int pass_span(MD_SPANTYPE type, void *detail, void *context) {
    (void)type, (void)detail, (void)context;
    return 0;
}

static void say_entity(Prose *prose, const char *text, size_t length) {
    char character[ENTITY_BYTES];
    size_t bytes = entity_text(text, length, character);
    prose_span(prose, bytes ? character : text, bytes ? bytes : length);
}

/* A product is told as one: an asterisk would be taken for a mark. */
static void say_code(Prose *prose, const char *text, size_t length) {
    for (size_t at = 0; at < length;) {
        const char *star = memchr(text + at, '*', length - at);
        size_t part = star ? (size_t)(star - text) - at : length - at;
        prose_span(prose, text + at, part);
        if (star)
            prose_add(prose, "\u00d7");
        at += part + (star != NULL);
    }
}

static int take_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *context) {
    Prose *prose = ((Speaker *)context)->prose;
    ((Speaker *)context)->fresh = false;
    switch (type) {
    case MD_TEXT_BR:
        break_line(context);
        break;
    case MD_TEXT_SOFTBR:
        if (!utf8_wide(utf8_last(prose->tail, PROSE_TAIL)))
            prose_add(prose, " ");
        break;
    case MD_TEXT_NULLCHAR:
        break;
    case MD_TEXT_ENTITY:
        say_entity(prose, text, size);
        break;
    case MD_TEXT_CODE:
        if (size == 1 && text[0] == '\n')
            break_line(context);
        else
            say_code(prose, text, size);
        break;
    default:
        say(prose, text, size);
    }
    return 0;
}

static void speak(Speaker *speaker, const char *markdown) {
    MD_PARSER parser = {.abi_version = 0,
                        .flags = MD_FLAG_NOHTML | MD_FLAG_COLLAPSEWHITESPACE,
                        .enter_block = enter_block,
                        .leave_block = leave_block,
                        .enter_span = pass_span,
                        .leave_span = pass_span,
                        .text = take_text};
    md_parse(markdown, (MD_SIZE)strlen(markdown), &parser, speaker);
}

void spoken_text(Prose *prose, const char *markdown) {
    Speaker speaker = {.prose = prose};
    speak(&speaker, markdown);
}

void spoken_line(Prose *prose, const char *markdown) {
    Speaker speaker = {.prose = prose, .one_line = true};
    speak(&speaker, markdown);
}
