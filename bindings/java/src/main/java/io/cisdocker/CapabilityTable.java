package io.cisdocker;

import java.util.ArrayList;
import java.util.List;

/** The library's table of capabilities, asked for once. */
record CapabilityTable(Capabilities byDefault, List<Capability> all) {
    private static final class Holder {
        static final CapabilityTable TABLE = unpack(new Unpacker(Native.capabilities()));
    }

    static CapabilityTable get() {
        return Holder.TABLE;
    }

    String name(int number) {
        return number < all.size() ? all.get(number).name() : "CAP_" + number;
    }

    private static CapabilityTable unpack(Unpacker from) {
        Capabilities byDefault = from.capabilities();
        List<Capability> all = new ArrayList<>();
        for (int count = from.integer(); all.size() < count;) {
            all.add(Capability.unpack(all.size(), from));
        }
        return new CapabilityTable(byDefault, List.copyOf(all));
    }
}
