package dev.costate.nn.data;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Splits a text into lines of fields, character by character.
final class CsvReader implements Closeable {
    private static final int END = -1;
    private static final int MARK = '\ufeff';

    private final Path file;
    private final Reader reader;
    private final char separator;
    /// The place of `next`.
    private int line = 1;
    private int column;
    private int next;

    private CsvReader(Path file, Reader reader, char separator) {
        this.file = file;
        this.reader = reader;
        this.separator = separator;
    }

    static CsvReader open(Path file, char separator) throws IOException {
        var in = Files.newInputStream(file);
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
        return new CsvReader(file, reader, separator);
    }

    /// All lines that are not empty.
    List<List<CsvCell>> rows() throws IOException {
        var rows = new ArrayList<List<CsvCell>>();
        advance();
        if (next == MARK) {
            column = 0;
            advance();
        }
        while (next != END) {
            if (!acceptLineEnd()) {
                rows.add(row());
            }
        }
        return rows;
    }

    private List<CsvCell> row() throws IOException {
        var cells = new ArrayList<CsvCell>();
        while (true) {
            cells.add(next == '"' ? quoted() : plain());
            if (next != separator) {
                if (next != END && !acceptLineEnd()) {
                    throw problem(line, column, "after a closing quote stands '" + (char) next + "'");
                }
                return List.copyOf(cells);
            }
            advance();
        }
    }

    private CsvCell plain() throws IOException {
        var cellLine = line;
        var cellColumn = column;
        var text = new StringBuilder();
        while (next != separator && next != '\n' && next != '\r' && next != END) {
            if (next == '"') {
                throw problem(line, column, "a quote within a field that does not begin with one");
            }
            text.append((char) next);
            advance();
        }
        return new CsvCell(text.toString(), cellLine, cellColumn);
    }

    private CsvCell quoted() throws IOException {
        var cellLine = line;
        var cellColumn = column;
        var text = new StringBuilder();
        while (true) {
            advance();
            if (next == END) {
                throw problem(cellLine, cellColumn, "a quote has no end");
            }
            if (next == '"') {
                advance();
                if (next != '"') {
                    return new CsvCell(text.toString(), cellLine, cellColumn);
                }
            }
            text.append((char) next);
            if (next == '\n') {
                line++;
                column = 0;
            }
        }
    }

    private boolean acceptLineEnd() throws IOException {
        if (next == '\r') {
            advance();
            if (next != '\n') {
                throw problem(line, column - 1, "a line ends by CR alone; expected CR LF or LF");
            }
        }
        if (next != '\n') {
            return false;
        }
        line++;
        column = 0;
        advance();
        return true;
    }

    private void advance() throws IOException {
        column++;
        try {
            next = reader.read();
        } catch (CharacterCodingException e) {
            throw new MalformedFileException(file + ": at or after line " + line + ": the text is not UTF-8", e);
        }
    }

    MalformedFileException problem(int atLine, int atColumn, String what) {
        return new MalformedFileException("%s: line %d, column %d: %s".formatted(file, atLine, atColumn, what));
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
