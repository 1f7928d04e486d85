#include "renderers/json_writer.h"

#include <stdio.h>
#include <string.h>

#include "renderers/stamp.h"

static void add_escaped(struct buffer *out, unsigned char character)
{
    static const char letters[] = "btn\0fr"; /* for U+0008 to U+000D */
    char escape[8];

    if (character >= 8 && character <= 13 && letters[character - 8] != '\0') {
        buffer_char(out, '\\');
        buffer_char(out, letters[character - 8]);
        return;
    }
    (void)snprintf(escape, sizeof escape, "\\u%04x", character);
    buffer_text(out, escape);
}

/* Whether U+0080 to U+009F stands here: controls, which some terminals obey. */
static bool is_high_control(const char *text)
{
    return (unsigned char)text[0] == 0xC2 && (unsigned char)text[1] >= 0x80 &&
           (unsigned char)text[1] <= 0x9F;
}

static void quote(struct buffer *out, const char *text)
{
    const char *plain = text;

    buffer_char(out, '"');
    for (; *text != '\0'; text++) {
        unsigned char character = (unsigned char)*text;
        bool high = is_high_control(text);

        if (!high && character >= 0x20 && character != '"' && character != '\\' &&
            character != 0x7F)
            continue;
        buffer_add(out, plain, (size_t)(text - plain));
        if (high) {
            add_escaped(out, (unsigned char)*++text);
        } else if (character == '"' || character == '\\') {
            buffer_char(out, '\\');
            buffer_char(out, *text);
        } else {
            add_escaped(out, character);
        }
        plain = text + 1;
    }
    buffer_add(out, plain, (size_t)(text - plain));
    buffer_char(out, '"');
}

/* What stands before a value: a comma, the key. */
static void begin_value(struct json_writer *writer, const char *key)
{
    if (writer->comma)
        buffer_char(writer->out, ',');
    writer->comma = true;
    if (key != NULL) {
        quote(writer->out, key);
        buffer_char(writer->out, ':');
    }
}

void json_open(struct json_writer *writer, const char *key, char bracket)
{
    begin_value(writer, key);
    buffer_char(writer->out, bracket);
    writer->comma = false;
}

void json_close(struct json_writer *writer, char bracket)
{
    buffer_char(writer->out, bracket);
    writer->comma = true;
}

void json_string(struct json_writer *writer, const char *key, const char *text)
{
    begin_value(writer, key);
    quote(writer->out, text);
}

void json_shown(struct json_writer *writer, const char *key, const struct buffer *shown)
{
    if (shown->failed)
        writer->out->failed = true;
    else
        json_string(writer, key, shown->length > 0 ? shown->data : "");
}

void json_number(struct json_writer *writer, const char *key, long long number)
{
    char digits[24];

    begin_value(writer, key);
    (void)snprintf(digits, sizeof digits, "%lld", number);
    buffer_text(writer->out, digits);
}

void json_bool(struct json_writer *writer, const char *key, bool value)
{
    begin_value(writer, key);
    buffer_text(writer->out, value ? "true" : "false");
}

void json_null(struct json_writer *writer, const char *key)
{
    begin_value(writer, key);
    buffer_text(writer->out, "null");
}

void json_time(struct json_writer *writer, const char *key, long long seconds)
{
    char text[STAMP];

    stamp_utc(text, seconds);
    json_string(writer, key, text);
}
