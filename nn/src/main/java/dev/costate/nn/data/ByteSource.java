package dev.costate.nn.data;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// The bytes of a file from its beginning, which know their place when something is wrong.
final class ByteSource implements Closeable {
    private final String name;
    private final InputStream in;
    private final long available;
    private long place;

    /// @param name what errors begin with
    /// @param available at most so many bytes can come: what a header claims beyond is refused unread
    ByteSource(String name, InputStream in, long available) {
        this.name = name;
        this.in = in;
        this.available = available;
    }

    static ByteSource open(Path file) throws IOException {
        return new ByteSource(file.toString(), Files.newInputStream(file), Files.size(file));
    }

    /// The number of the next byte.
    long place() {
        return place;
    }

    /// How many bytes can still come.
    long remaining() {
        return available - place;
    }

    /// Fills `bytes` from `from` to before `to`.
    void read(byte[] bytes, int from, int to) throws IOException {
        int got;
        try {
            got = in.readNBytes(bytes, from, to - from);
        } catch (IOException e) {
            throw problem(place, String.valueOf(e.getMessage()), e);
        }
        if (got < to - from) {
            throw problem(place + got, "the file ends, " + (to - from - got) + " bytes early");
        }
        place += got;
    }

    /// The next `count` bytes.
    byte[] read(int count) throws IOException {
        if (count > remaining()) {
            throw problem(place + remaining(), "the file ends, " + (count - remaining()) + " bytes early");
        }
        var bytes = new byte[count];
        read(bytes, 0, count);
        return bytes;
    }

    /// Fails unless all has been read.
    void requireEnd() throws IOException {
        int next;
        try {
            next = in.read();
        } catch (IOException e) {
            throw problem(place, String.valueOf(e.getMessage()), e);
        }
        if (next >= 0) {
            throw problem(place, "there is more after the end of the data");
        }
    }

    MalformedFileException problem(long at, String what) {
        return new MalformedFileException(name + ": byte " + at + ": " + what);
    }

    MalformedFileException problem(long at, String what, Throwable cause) {
        return new MalformedFileException(name + ": byte " + at + ": " + what, cause);
    }

    MalformedFileException problem(String what) {
        return new MalformedFileException(name + ": " + what);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
