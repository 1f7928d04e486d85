package io.cisdocker;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads what the native half has packed (pack.h), in the same order. */
final class Unpacker {
    private final byte[] bytes;
    private final ByteBuffer buffer;

    Unpacker(byte[] bytes) {
        this(bytes, 0);
    }

    Unpacker(byte[] bytes, int position) {
        this.bytes = bytes;
        this.buffer = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).position(position);
    }

    int position() {
        return buffer.position();
    }

    int integer() {
        return buffer.getInt();
    }

    long number() {
        return buffer.getLong();
    }

    boolean flag() {
        return buffer.getInt() != 0;
    }

    Capabilities capabilities() {
        return Capabilities.of(buffer.getLong());
    }

    /** A text, or null. */
    String text() {
        int length = buffer.getInt();
        if (length <= 0) {
            return length == 0 ? "" : null;
        }
        int start = buffer.position();
        buffer.position(start + length);
        return new String(bytes, start, length, StandardCharsets.UTF_8);
    }

    /** A text; empty for none. */
    String knownText() {
        String text = text();
        return text == null ? "" : text;
    }

    Optional<String> optionalText() {
        return Optional.ofNullable(text());
    }

    <E extends Enum<E>> E constant(E[] all) {
        return constant(all, all[all.length - 1]);
    }

    /** A constant; `other` for a number that only a newer library knows. */
    <E extends Enum<E>> E constant(E[] all, E other) {
        int number = buffer.getInt();
        return number >= 0 && number < all.length ? all[number] : other;
    }

    /** As many items as a number in front says. */
    <T> List<T> list(Supplier<T> item) {
        return items(buffer.getInt(), item);
    }

    List<String> texts() {
        return list(this::text);
    }

    /** Texts; nothing where -1 in front says that they could not be read. */
    Optional<List<String>> knownTexts() {
        int count = buffer.getInt();
        return count < 0 ? Optional.empty() : Optional.of(items(count, this::text));
    }

    /* Most lists have no item or one, which costs less. */
    private static <T> List<T> items(int count, Supplier<T> item) {
        if (count == 0) {
            return List.of();
        }
        if (count == 1) {
            return List.of(item.get());
        }
        List<T> items = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            items.add(item.get());
        }
        return Collections.unmodifiableList(items);
    }
}
