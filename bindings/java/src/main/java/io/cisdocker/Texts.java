package io.cisdocker;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Strings as the native half takes them: UTF-8 without NUL. */
final class Texts {
    private Texts() {
    }

    /** The bytes of a text; null for null. */
    static byte[] bytes(Object text) {
        if (text == null) {
            return null;
        }
        String string = text.toString();
        if (string.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a text must not have a NUL");
        }
        return string.getBytes(StandardCharsets.UTF_8);
    }

    static byte[][] bytes(List<?> texts) {
        byte[][] all = new byte[texts.size()][];
        for (int i = 0; i < all.length; i++) {
            all[i] = bytes(texts.get(i));
        }
        return all;
    }
}
