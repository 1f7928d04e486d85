/* SHA-256 against the examples of its standard, and at the edges of its blocks. */
#include "unit.h"

#include <string.h>

#include "ground/sha256.h"

static void digest_is(const char *text, const char *expected)
{
    char hex[SHA256_HEX];

    sha256_hex(text, strlen(text), hex);
    assert_string_equal(hex, expected);
}

static void test_standard(void **state)
{
    (void)state;
    digest_is("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    digest_is("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    digest_is("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
              "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

/* Where the rest of a message takes one block, and where it takes two. */
static void test_edges(void **state)
{
    static const struct {
        size_t length;
        const char *digest;
    } edges[] = {
        {55, "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318"},
        {56, "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a"},
        {63, "7d3e74a05d7db15bce4ad9ec0658ea98e3f06eeecf16b4c6fff2da457ddc2f34"},
        {64, "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"},
        {65, "635361c48bb9eab14198e76ea8ab7f1a41685d6ad62aa9146d301d4f17eb0ae0"},
        {1000, "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3"},
    };
    char text[1001], hex[SHA256_HEX];

    (void)state;
    memset(text, 'a', sizeof text);
    for (size_t i = 0; i < COUNT(edges); i++) {
        sha256_hex(text, edges[i].length, hex);
        assert_string_equal(hex, edges[i].digest);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_standard),
        cmocka_unit_test(test_edges),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
