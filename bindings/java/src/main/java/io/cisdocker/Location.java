package io.cisdocker;

/**
 * Where a file declares a subject.
 *
 * @param file the file
 * @param line the line, from 1; 0 where there is none
 * @param column the column, from 1; 0 where there is none
 */
public record Location(String file, int line, int column) {
    static Location unpack(Unpacker from) {
        String file = from.text();
        int line = from.integer();
        int column = from.integer();
        return file == null ? null : new Location(file, line, column);
    }
}
