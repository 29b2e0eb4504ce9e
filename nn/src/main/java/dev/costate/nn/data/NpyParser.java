package dev.costate.nn.data;

import java.nio.ByteOrder;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// The reader of the Python dictionary that is the header of a `.npy` file: `{'descr': '<f4',
/// 'fortran_order': False, 'shape': (2, 3), }`.
///
/// Its three keys come once each, in any order; nothing else of Python is understood.
final class NpyParser {
    private final ByteSource source;
    private final long start;
    private final String text;
    private int at;

    /// @param start where the text stands in the file
    NpyParser(ByteSource source, long start, String text) {
        this.source = source;
        this.start = start;
        this.text = text;
    }

    NpyHeader header() throws MalformedFileException {
        @Nullable Descriptor descriptor = null;
        @Nullable Boolean columnsFirst = null;
        @Nullable Extents shape = null;
        require('{');
        while (!accept('}')) {
            var keyAt = at;
            var key = string();
            require(':');
            switch (key) {
                case "descr" -> {
                    once(keyAt, descriptor);
                    descriptor = descriptor();
                }
                case "fortran_order" -> {
                    once(keyAt, columnsFirst);
                    columnsFirst = truth();
                }
                case "shape" -> {
                    once(keyAt, shape);
                    shape = tuple();
                }
                default -> throw problem(keyAt, "there is no key '" + key + "'");
            }
            if (!accept(',')) {
                require('}');
                break;
            }
        }
        spaces();
        if (at < text.length()) {
            throw problem(at, "there is more after the header's dictionary");
        }
        if (descriptor == null || columnsFirst == null || shape == null) {
            throw problem(at, "one of descr, fortran_order, shape is missing");
        }
        return new NpyHeader(descriptor.stored, descriptor.order, columnsFirst, shape);
    }

    /// A dtype.
    private record Descriptor(StoredType stored, ByteOrder order) {}

    private Descriptor descriptor() throws MalformedFileException {
        spaces();
        var begin = at;
        if (at < text.length() && text.charAt(at) == '[') {
            throw problem(begin, "a structured dtype is not read; save its fields one by one");
        }
        var code = string();
        @Nullable StoredType stored = code.isEmpty() ? null : stored(code.substring(1));
        if (stored == null) {
            throw problem(
                    begin,
                    "dtype '" + code + "' is not read" + kind(code)
                            + "; those that are: b1, i1, i2, i4, i8, u1, u2, u4, u8, f2, f4, f8");
        }
        var first = code.charAt(0);
        if (first != '<' && first != '>' && !(first == '|' && stored.bytes() == 1)) {
            throw problem(begin, "dtype '" + code + "' does not say which byte comes first, by < or >");
        }
        return new Descriptor(stored, first == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    }

    private static @Nullable StoredType stored(String code) {
        return switch (code) {
            case "b1" -> StoredType.BOOL;
            case "i1" -> StoredType.I8;
            case "u1" -> StoredType.U8;
            case "i2" -> StoredType.I16;
            case "u2" -> StoredType.U16;
            case "i4" -> StoredType.I32;
            case "u4" -> StoredType.U32;
            case "i8" -> StoredType.I64;
            case "u8" -> StoredType.U64;
            case "f2" -> StoredType.F16;
            case "f4" -> StoredType.F32;
            case "f8" -> StoredType.F64;
            default -> null;
        };
    }

    private static String kind(String code) {
        return switch (code.length() < 2 ? ' ' : code.charAt(1)) {
            case 'c' -> " (complex numbers: save the real and imaginary parts)";
            case 'f' -> " (long double: save it as f8)";
            case 'O' -> " (Python objects)";
            case 'S', 'U', 'a' -> " (texts)";
            case 'V' -> " (raw bytes)";
            case 'm', 'M' -> " (dates: save them as i8)";
            default -> "";
        };
    }

    private boolean truth() throws MalformedFileException {
        spaces();
        for (var word : new String[] {"True", "False"}) {
            if (text.startsWith(word, at)) {
                at += word.length();
                return word.equals("True");
            }
        }
        throw problem(at, "expected True or False");
    }

    /// `()`, `(3,)`, `(2, 3)` and `(2, 3,)`; `(3)` is no tuple.
    private Extents tuple() throws MalformedFileException {
        require('(');
        var dims = LongStream.builder();
        for (var count = 0; !accept(')'); count++) {
            dims.add(number());
            if (!accept(',')) {
                if (count == 0) {
                    throw problem(at, "expected ',': a tuple of one number is (n,)");
                }
                require(')');
                break;
            }
        }
        return new Extents(dims.build().toArray());
    }

    private long number() throws MalformedFileException {
        spaces();
        var begin = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (begin == at) {
            throw problem(at, "expected an extent, a whole number from 0");
        }
        try {
            return Long.parseLong(text.substring(begin, at));
        } catch (NumberFormatException e) {
            throw problem(begin, "an extent is over 2^63 - 1");
        }
    }

    private String string() throws MalformedFileException {
        spaces();
        if (at == text.length() || "'\"".indexOf(text.charAt(at)) < 0) {
            throw problem(at, "expected a text in quotes");
        }
        var end = text.indexOf(text.charAt(at), at + 1);
        if (end < 0) {
            throw problem(at, "a text does not end");
        }
        var result = text.substring(at + 1, end);
        if (result.indexOf('\\') >= 0) {
            throw problem(at, "a text has a backslash");
        }
        at = end + 1;
        return result;
    }

    private boolean accept(char c) {
        spaces();
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void require(char c) throws MalformedFileException {
        if (!accept(c)) {
            throw problem(at, "expected '" + c + "'");
        }
    }

    private void spaces() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private void once(int keyAt, @Nullable Object before) throws MalformedFileException {
        if (before != null) {
            throw problem(keyAt, "a key comes twice");
        }
    }

    private MalformedFileException problem(int index, String what) {
        return source.problem(start + index, what);
    }
}
