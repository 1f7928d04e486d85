package io.cisdocker;

import java.util.Locale;

/** Constants of enumerations and the library's words for them. */
final class Words {
    private Words() {
    }

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <E extends Enum<E>> E find(String what, E[] all, String word) {
        for (E constant : all) {
            if (constant.toString().equals(word)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("there is no " + what + " '" + word + "'");
    }
}
