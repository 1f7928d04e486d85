/* The only user of libyaml: its events become a tree. */
#include "readers/yaml.h"

#include <string.h>
#include <yaml.h>

#include "readers/yaml_mapping.h"

struct anchor {
    char *name;
    const struct yaml_node *node;  /* NULL while what is anchored has not ended */
};

/* A collection that has begun: its children lie on the pile from `start` on. */
struct frame {
    struct yaml_node *node;
    size_t start;
    size_t anchor;                  /* index + 1; 0: none */
};

struct composer {
    yaml_parser_t parser;
    struct pool *pool;
    struct memory memory;
    const char *file, *text;
    size_t length;
    enum yaml_tags tags;
    size_t overrides;               /* open collections with that tag: tags in it are idle */
    struct frame frames[YAML_DEPTH];
    size_t depth;
    const struct yaml_node **pile;  /* children whose collection has not ended */
    size_t piled, pile_capacity;
    struct anchor *anchors;         /* of this document */
    size_t anchor_count, anchor_capacity;
    size_t node_count, alias_count;
    struct yaml_stream stream;
    size_t stream_capacity;
    struct fault *fault;
};

static cisd_code trouble_at(struct composer *composer, yaml_mark_t mark, cisd_code code,
                            const char *text)
{
    (void)fault_set(composer->fault, code, "%s", text);
    return fault_within(composer->fault, "cannot read '%s': line %zu, column %zu", composer->file,
                        mark.line + 1, mark.column + 1);
}

/* Where a byte of the text is, as a person counts: what stands before it could be decoded. */
static yaml_mark_t mark_of_byte(const struct composer *composer, size_t offset)
{
    yaml_mark_t mark = {.index = offset};

    for (size_t i = 0; i < offset && i < composer->length; i++) {
        if (composer->text[i] == '\n') {
            mark.line++;
            mark.column = 0;
        } else if (((unsigned char)composer->text[i] & 0xC0) != 0x80) {
            mark.column++;
        }
    }
    return mark;
}

/* What libyaml says is wrong. */
static cisd_code trouble_of_parser(struct composer *composer)
{
    yaml_parser_t *parser = &composer->parser;
    const char *problem = parser->problem != NULL ? parser->problem : "malformed";

    switch (parser->error) {
    case YAML_MEMORY_ERROR:
        return fault_no_memory(composer->fault);
    case YAML_READER_ERROR:
        return trouble_at(composer, mark_of_byte(composer, parser->problem_offset), CISD_E_FORMAT,
                          problem);
    default:
        return trouble_at(composer, parser->problem_mark, CISD_E_FORMAT, problem);
    }
}

/* Counts what takes memory or time. */
static cisd_code spend(struct composer *composer, yaml_mark_t mark, size_t nodes)
{
    if (nodes > YAML_NODES - composer->node_count)
        return trouble_at(composer, mark, CISD_E_LIMIT, "more than 1000000 values");
    composer->node_count += nodes;
    return CISD_OK;
}

static struct yaml_node *new_node(struct composer *composer, enum yaml_type type,
                                  yaml_mark_t mark, const yaml_char_t *tag)
{
    struct yaml_node *node;

    if (spend(composer, mark, 1) != CISD_OK)
        return NULL;
    node = pool_alloc(composer->pool, sizeof *node);
    if (node == NULL) {
        (void)fault_no_memory(composer->fault);
        return NULL;
    }
    memset(node, 0, sizeof *node);
    node->file = composer->file;
    node->line = (unsigned)mark.line + 1;
    node->column = (unsigned)mark.column + 1;
    node->type = type;
    if (tag != NULL) {
        node->tag = pool_copy(composer->pool, (const char *)tag, strlen((const char *)tag));
        if (node->tag == NULL) {
            (void)fault_no_memory(composer->fault);
            return NULL;
        }
    }
    return node;
}

/* The index of an anchor of this name; the count where there is none. */
static size_t find_anchor(const struct composer *composer, const char *name)
{
    size_t index = 0;

    while (index < composer->anchor_count && strcmp(composer->anchors[index].name, name) != 0)
        index++;
    return index;
}

/* Remembers a name, or gives it a new meaning. Its index goes to *index, from 1. */
static cisd_code add_anchor(struct composer *composer, yaml_mark_t mark, const yaml_char_t *text,
                            size_t *index)
{
    const char *name = (const char *)text;
    size_t at = find_anchor(composer, name);
    struct anchor *grown;

    *index = at + 1;
    if (at < composer->anchor_count) {
        composer->anchors[at].node = NULL;
        return CISD_OK;
    }
    if (at == YAML_ANCHORS)
        return trouble_at(composer, mark, CISD_E_LIMIT, "more than 1000 anchors");
    grown = memory_grow(&composer->memory, composer->anchors, at, &composer->anchor_capacity,
                        sizeof *grown);
    if (grown == NULL)
        return fault_no_memory(composer->fault);
    composer->anchors = grown;
    grown[at] = (struct anchor){pool_copy(composer->pool, name, strlen(name)), NULL};
    if (grown[at].name == NULL)
        return fault_no_memory(composer->fault);
    composer->anchor_count++;
    return CISD_OK;
}

/* Puts a node that is whole where it belongs: into the open collection, or out as a document. */
static cisd_code place(struct composer *composer, const struct yaml_node *node)
{
    const struct yaml_node **grown;

    if (composer->depth == 0) {
        grown = memory_grow(&composer->memory, composer->stream.documents, composer->stream.count,
                            &composer->stream_capacity, sizeof *grown);
        if (grown == NULL)
            return fault_no_memory(composer->fault);
        composer->stream.documents = grown;
        grown[composer->stream.count++] = node;
        return CISD_OK;
    }
    grown = memory_grow(&composer->memory, composer->pile, composer->piled,
                        &composer->pile_capacity, sizeof *grown);
    if (grown == NULL)
        return fault_no_memory(composer->fault);
    composer->pile = grown;
    grown[composer->piled++] = node;
    return CISD_OK;
}

static cisd_code take_scalar(struct composer *composer, const yaml_event_t *event)
{
    struct yaml_node *node = new_node(composer, YAML_SCALAR, event->start_mark,
                                      event->data.scalar.tag);
    size_t anchor;

    if (node == NULL)
        return composer->fault->code;
    node->plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE && node->tag == NULL;
    node->count = event->data.scalar.length;
    node->is.text = pool_copy(composer->pool, (const char *)event->data.scalar.value, node->count);
    if (node->is.text == NULL)
        return fault_no_memory(composer->fault);
    if (event->data.scalar.anchor != NULL) {
        if (add_anchor(composer, event->start_mark, event->data.scalar.anchor, &anchor) != CISD_OK)
            return composer->fault->code;
        composer->anchors[anchor - 1].node = node;
    }
    return place(composer, node);
}

static cisd_code take_alias(struct composer *composer, const yaml_event_t *event)
{
    size_t index = find_anchor(composer, (const char *)event->data.alias.anchor);

    if (index == composer->anchor_count)
        return trouble_at(composer, event->start_mark, CISD_E_FORMAT, "alias without an anchor");
    if (composer->anchors[index].node == NULL)
        return trouble_at(composer, event->start_mark, CISD_E_FORMAT,
                          "alias inside its own anchor");
    if (++composer->alias_count > YAML_ALIASES)
        return trouble_at(composer, event->start_mark, CISD_E_LIMIT, "more than 100000 aliases");
    return place(composer, composer->anchors[index].node);
}

static cisd_code open_collection(struct composer *composer, enum yaml_type type,
                                 yaml_mark_t mark, const yaml_char_t *tag,
                                 const yaml_char_t *anchor)
{
    struct frame frame = {.start = composer->piled};

    if (composer->depth == YAML_DEPTH)
        return trouble_at(composer, mark, CISD_E_LIMIT, "nested more than 64 deep");
    if (anchor != NULL && add_anchor(composer, mark, anchor, &frame.anchor) != CISD_OK)
        return composer->fault->code;
    frame.node = new_node(composer, type, mark, tag);
    if (frame.node == NULL)
        return composer->fault->code;
    composer->frames[composer->depth++] = frame;
    composer->overrides += yaml_has_tag(frame.node, YAML_OVERRIDE);
    return CISD_OK;
}

static cisd_code fill_sequence(struct composer *composer, struct yaml_node *node,
                               const struct yaml_node *const *children, size_t count)
{
    node->is.items = pool_alloc(composer->pool, count * sizeof *node->is.items);
    if (node->is.items == NULL)
        return fault_no_memory(composer->fault);
    if (count > 0)
        memcpy(node->is.items, children, count * sizeof *node->is.items);
    node->count = count;
    return CISD_OK;
}

static cisd_code close_collection(struct composer *composer, yaml_mark_t mark)
{
    struct frame frame = composer->frames[--composer->depth];
    size_t count = composer->piled - frame.start, merged = 0;
    const struct yaml_node *const *children = count > 0 ? composer->pile + frame.start : NULL;
    cisd_code code;

    if (frame.node->type == YAML_SEQUENCE)
        code = fill_sequence(composer, frame.node, children, count);
    else
        code = yaml_mapping_fill(composer->pool, frame.node, children, count,
                                 composer->overrides == 0 ? composer->tags : YAML_TAGS_IDLE,
                                 &merged, composer->fault);
    composer->overrides -= yaml_has_tag(frame.node, YAML_OVERRIDE);
    if (code == CISD_OK)
        code = spend(composer, mark, merged);
    if (code != CISD_OK)
        return code;
    composer->piled = frame.start;
    if (frame.anchor != 0)
        composer->anchors[frame.anchor - 1].node = frame.node;
    return place(composer, frame.node);
}

static cisd_code begin_document(struct composer *composer, yaml_mark_t mark)
{
    composer->anchor_count = 0;
    if (composer->stream.count == YAML_DOCUMENTS)
        return trouble_at(composer, mark, CISD_E_LIMIT, "more than 100 documents");
    return CISD_OK;
}

static cisd_code take(struct composer *composer, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT:
        return begin_document(composer, event->start_mark);
    case YAML_SCALAR_EVENT:
        return take_scalar(composer, event);
    case YAML_ALIAS_EVENT:
        return take_alias(composer, event);
    case YAML_SEQUENCE_START_EVENT:
        return open_collection(composer, YAML_SEQUENCE, event->start_mark,
                               event->data.sequence_start.tag, event->data.sequence_start.anchor);
    case YAML_MAPPING_START_EVENT:
        return open_collection(composer, YAML_MAPPING, event->start_mark,
                               event->data.mapping_start.tag, event->data.mapping_start.anchor);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        return close_collection(composer, event->start_mark);
    default:
        return CISD_OK;
    }
}

static cisd_code compose(struct composer *composer)
{
    bool ended = false;

    while (!ended) {
        yaml_event_t event;
        cisd_code code;

        if (yaml_parser_parse(&composer->parser, &event) == 0)
            return trouble_of_parser(composer);
        ended = event.type == YAML_STREAM_END_EVENT || event.type == YAML_NO_EVENT;
        code = take(composer, &event);
        yaml_event_delete(&event);
        if (code != CISD_OK)
            return code;
    }
    return CISD_OK;
}

/* The documents move into the pool. */
static cisd_code hand_out(struct composer *composer, struct yaml_stream *out)
{
    size_t size = composer->stream.count * sizeof *out->documents;

    out->count = composer->stream.count;
    out->documents = pool_alloc(composer->pool, size);
    if (out->documents == NULL)
        return fault_no_memory(composer->fault);
    if (size > 0)
        memcpy(out->documents, composer->stream.documents, size);
    return CISD_OK;
}

cisd_code yaml_read(struct pool *pool, const char *file, const char *text, size_t length,
                    enum yaml_tags tags, struct yaml_stream *out, struct fault *fault)
{
    struct composer composer = {
        .pool = pool, .memory = pool->memory, .text = text, .length = length, .tags = tags,
        .fault = fault};
    cisd_code code;

    *out = (struct yaml_stream){0};
    if (length > YAML_BYTES)
        return fault_set(fault, CISD_E_LIMIT, "cannot read '%s': larger than 16 MiB", file);
    composer.file = pool_copy(pool, file, strlen(file));
    if (composer.file == NULL || yaml_parser_initialize(&composer.parser) == 0)
        return fault_no_memory(fault);
    yaml_parser_set_input_string(&composer.parser, (const unsigned char *)text, length);
    code = compose(&composer);
    yaml_parser_delete(&composer.parser);
    if (code == CISD_OK)
        code = hand_out(&composer, out);
    memory_free(&composer.memory, composer.pile);
    memory_free(&composer.memory, composer.anchors);
    memory_free(&composer.memory, composer.stream.documents);
    return code;
}
