#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "ground/buffer.h"
#include "sources/command_words.h"

static struct pool pool;

static int begin(void **state)
{
    struct memory memory;

    (void)state;
    memory_init(&memory, NULL);
    pool_init(&pool, &memory);
    return 0;
}

static int end(void **state)
{
    (void)state;
    pool_free(&pool);
    return 0;
}

/*
 * The words in brackets, each with what it would expand; before that "!" where it may split, "@"
 * where it is meant to.
 */
static void show(const struct command_words *words, char *out, size_t size)
{
    size_t length = 0;

    out[0] = '\0';
    for (size_t i = 0; i < words->count; i++) {
        const struct command_word *word = &words->words[i];
        const char *variable = word->variable != NULL ? word->variable : "";

        length += (size_t)snprintf(out + length, size - length, "[%s]%s%s%s", word->text,
                                   word->splits ? "!" : "", word->several ? "@" : "", variable);
    }
}

static void test_words(void **state)
{
    static const char *const table[][2] = {
        {"", ""},
        {"  \t ", ""},
        {"a b\tc", "[a][b][c]"},
        {"a  '' \"\"", "[a][][]"},
        {"'a b'\"c d\"e\\ f", "[a bc de f]"},
        {"'a\\b' \"a\\b\\\"\\\\\\$\" \\\\", "[a\\b][a\\b\"\\$][\\]"},
        {"a\\\nb c \\\n d", "[ab][c][d]"},
        {"\"a\\\nb\"", "[ab]"},
        {"a\\", "[a\\]"},
        {"a # b", "[a]"},
        {"a#b", "[a#b]"},
        {"# all\n\n a", "[a]"},
        {"a;", "[a]"},
        {"a &  # b\n\n# c", "[a]"},
        {"a\n", "[a]"},
        {"a\r\n\r\n", "[a]"},
        {"a >b c", "[a][c]"},
        {"a 2>&1 c", "[a][c]"},
        {"a2>b c", "[a2][c]"},
        {"a 2 >b", "[a][2]"},
        {"a &>b <c >>'d e' f", "[a][f]"},
        {"$A", "[$A]!$A"},
        {"\"$A\"", "[$A]$A"},
        {"'$A'", "[$A]"},
        {"\\$A", "[$A]"},
        {"a$", "[a$]"},
        {"$ a", "[$][a]"},
        {"\"a$\"", "[a$]"},
        {"a${B:-c d}e", "[a${B:-c d}e]!${...}"},
        {"$(a \"b)\" 'c)' `d)` $(e) (f) \\) )x y", "[$(a \"b)\" 'c)' `d)` $(e) (f) \\) )x]!$(...)[y]"},
        {"`a \\` b` c", "[`a \\` b`]!$(...)[c]"},
        {"$((1+(2)))", "[$((1+(2)))]!$(...)"},
        {"$(a # )\n)b", "[$(a # )\n)b]!$(...)"},
        {"\"$(a \"b c\" d)\"", "[$(a \"b c\" d)]$(...)"},
        {"\"${a:-'}\" b \"'}\"", "[${a:-'}]${...}[b]['}]"},
        {"${a:-'}'} b", "[${a:-'}'}]!${...}[b]"},
        {"\"$(a '\"')\" b", "[$(a '\"')]$(...)[b]"},
        {"$'a\\'b' c", "[$'a\\'b']!$'...'[c]"},
        {"$'-a b'c d", "[-a bc][d]"},
        {"$\"a b\"", "[a b]"},
        {"\"$'\" a", "[$'][a]"},
        {"*", "[*]!a pattern"},
        {"\"*\" '?' \\[", "[*][?][[]"},
        {"{a,b} {a} {1..3}", "[{a,b}]!@a pattern[{a}][{1..3}]!@a pattern"},
        {"{'a b',\"c\"} -e{a,b}", "[{a b,c}]!@a pattern[-e{a,b}]!a pattern"},
        {"'{a,b}' \\{a,b} {a,b", "[{a,b}][{a,b}][{a,b]"},
        {"$1 $@ $?", "[$1]!$1[$@]!@$@[$?]!$?"},
        {"\"$@\" \"$*\" \"a$@\"", "[$@]@$@[$*]$*[a$@]@$@"},
        {"\"${@:2}\" \"${#@}\"", "[${@:2}]@${...}[${#@}]${...}"},
        {"\"${A[@]}\" \"${#A[@]}\" \"${A[0]}\"", "[${A[@]}]@${...}[${#A[@]}]${...}[${A[0]}]${...}"},
        {"\"${!A@}\" \"${!A}\" \"${A:+\"$@\"}\"",
         "[${!A@}]@${...}[${!A}]${...}[${A:+\"$@\"}]@${...}"},
        {"\"$(a \"$@\")\" \"${A:-b@c}\" '\"$@\"'",
         "[$(a \"$@\")]$(...)[${A:-b@c}]${...}[\"$@\"]"},
        {"~/a", "[~/a]"},
        {"a=b", "[a=b]"},
    };
    char shown[512];

    (void)state;
    for (size_t i = 0; i < COUNT(table); i++) {
        struct command_words words;
        struct fault fault;

        if (command_words_split(&pool, table[i][0], &words, &fault) != CISD_OK)
            fail_msg("%s: %s", table[i][0], fault.text);
        show(&words, shown, sizeof shown);
        assert_string_equal(shown, table[i][1]);
    }
}

static void test_refused(void **state)
{
    static const char *const table[][2] = {
        {"a | b", "'|'"},      {"a || b", "'|'"},     {"a && b", "'&'"},
        {"a; b", "';'"},       {"a & b", "'&'"},      {"a\nb", "further lines"},
        {"a\r\nb", "further lines"}, {"(a)", "'('"},  {"a)", "')'"},
        {"a <<E\nb\nE", "here-document"}, {"a <(b)", "'('"}, {"a 'b", "single quote"},
        {"a \"b", "double quote"}, {"a `b", "backquote"}, {"a $(b", "substitution"},
        {"a ${b", "substitution"}, {"\"$(a \")\"", "substitution"}, {"a $'b", "single quote"},
        {"a # b\nc", "further lines"}, {"\"", "double quote"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(table); i++) {
        struct command_words words;
        struct fault fault;

        if (command_words_split(&pool, table[i][0], &words, &fault) != CISD_E_FORMAT ||
            strstr(fault.text, table[i][1]) == NULL)
            fail_msg("%s: %s", table[i][0], fault.text);
    }
}

static void fill(struct buffer *line, const char *text, size_t times)
{
    while (times-- > 0)
        buffer_text(line, text);
}

static void test_limits(void **state)
{
    struct command_words words;
    struct buffer line;
    struct fault fault;

    (void)state;
    buffer_init(&line, &pool.memory);
    fill(&line, "a ", COMMAND_WORDS_MAX);
    assert_int_equal(command_words_split(&pool, line.data, &words, &fault), CISD_OK);
    assert_int_equal(words.count, COMMAND_WORDS_MAX);
    buffer_text(&line, "b");
    assert_int_equal(command_words_split(&pool, line.data, &words, &fault), CISD_E_LIMIT);
    buffer_clear(&line);
    fill(&line, "$(", COMMAND_DEPTH + 1);
    assert_int_equal(command_words_split(&pool, line.data, &words, &fault), CISD_E_FORMAT);
    buffer_clear(&line);
    fill(&line, "\"$(", 100000);
    assert_int_equal(command_words_split(&pool, line.data, &words, &fault), CISD_E_FORMAT);
    buffer_clear(&line);
    fill(&line, "aaaaaaaa", COMMAND_LINE_MAX / 8 + 1);
    assert_int_equal(command_words_split(&pool, line.data, &words, &fault), CISD_E_LIMIT);
    buffer_free(&line);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_words, begin, end),
        cmocka_unit_test_setup_teardown(test_refused, begin, end),
        cmocka_unit_test_setup_teardown(test_limits, begin, end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
