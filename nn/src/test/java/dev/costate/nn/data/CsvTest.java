package dev.costate.nn.data;

import static dev.costate.nn.data.TensorAssert.same;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.random.Key;
import dev.costate.random.Random;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Tables from the text of RFC 4180, and texts that are none.
class CsvTest {
    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("table.csv"), text);
    }

    private CsvTable read(String text) throws IOException {
        return Csv.read(file(text));
    }

    @Test
    void readsWhatTheStandardShows() throws IOException {
        // its section 2, items 5 to 7
        var table = Csv.read(file("\"aaa\",\"b\r\nbb\",\"ccc\"\r\nzzz,yyy,\"b\"\"bb\""), ',', false);
        assertThat(table.names()).containsExactly("0", "1", "2");
        assertThat(table.texts("1")).containsExactly("b\r\nbb", "yyy");
        assertThat(table.texts("2")).containsExactly("ccc", "b\"bb");
    }

    @Test
    void linesEndBothWaysAndEmptyOnesArePassedOver() throws IOException {
        for (var text : List.of("a,b\n1,2\n3,4", "a,b\r\n1,2\r\n3,4\r\n", "\ufeffa,b\n\n1,2\r\n\r\n3,4\n\n")) {
            same(read(text).numbers(), Tensor.of(new double[][] {{1, 2}, {3, 4}}));
        }
    }

    @Test
    void columnsAreChosenByName() throws IOException {
        var table = read("x,\"y, z\",x y\n1,2,3\n4,5,6\n");
        assertThat(table.names()).containsExactly("x", "y, z", "x y");
        assertThat(table.size()).isEqualTo(2);
        same(table.numbers("x y", "x", "x"), Tensor.of(new double[][] {{3, 1, 1}, {6, 4, 4}}));
        assertThatThrownBy(() -> table.numbers("z"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(folder.resolve("table.csv") + ": there is no column 'z', but [x, y, z, x y]");
    }

    @Test
    void numbersAreDecimal() throws IOException {
        same(
                read("a\n1\n-2.5\n+.5\n3.\n1e-3\n 7 \nNaN\n-inf\nInfinity\n\"8\"\n0.1\n")
                        .numbers()
                        .flatten(),
                Tensor.of(
                        1,
                        -2.5,
                        0.5,
                        3,
                        1e-3,
                        7,
                        Double.NaN,
                        Double.NEGATIVE_INFINITY,
                        Double.POSITIVE_INFINITY,
                        8,
                        0.1));
        for (var text : List.of("1d", "0x1p3", "1_000", "1e", ".", "-", "1 2", "٣", "1,5".replace(',', ';'))) {
            var table = read("a\n" + text + "\n");
            assertThatThrownBy(table::numbers).as(text).hasMessageContaining("'" + text + "' is no number");
        }
    }

    @Test
    void anEmptyFieldIsNoNumberUnlessOneIsGiven() throws IOException {
        var table = read("a,b\n1,\n,2\n");
        same(table.numbers(-1.0, "a", "b"), Tensor.of(new double[][] {{1, -1}, {-1, 2}}));
        assertThatThrownBy(table::numbers).hasMessageContaining("line 2, column 3: an empty field, no number");
    }

    @Test
    void kindsAreNumbered() throws IOException {
        var kinds = read("kind\nsetosa\nvirginica\nsetosa\nversicolor\n").categories("kind");
        assertThat(kinds.names()).containsExactly("setosa", "versicolor", "virginica");
        same(kinds.codes(), Tensor.of(0, 2, 0, 1));
        same(read("kind\n").categories("kind").codes(), Tensor.of(new int[0], Shape.of(0)));
        same(read("a,b\n").numbers(), Tensor.of(new double[0], Shape.of(0, 2)));
    }

    @Test
    void tabsSeparateToo() throws IOException {
        same(Csv.read(file("a,b\tc\n1\t2\n"), '\t', true).numbers("c"), Tensor.of(new double[][] {{2}}));
        var file = file("a\n");
        assertThatThrownBy(() -> Csv.read(file, '"', true)).isInstanceOf(IllegalArgumentException.class);
    }

    static List<Arguments> hostile() {
        return List.of(
                Arguments.of("", "line 1, column 1: there is no line"),
                Arguments.of("\n\r\n", "line 1, column 1: there is no line"),
                Arguments.of("a,b\n1,2\n3\n", "line 3, column 1: 1 fields; the first line has 2"),
                Arguments.of("a,b\n1,2,\n", "line 2, column 1: 3 fields; the first line has 2"),
                Arguments.of("a,b\n\"1\n1\",2\n3\n", "line 4, column 1: 1 fields"),
                Arguments.of("a,b,a\n", "line 1, column 5: there is another column 'a'"),
                Arguments.of("a,b\n1,\"2", "line 2, column 3: a quote has no end"),
                Arguments.of("a\n\"1\n\n", "line 2, column 1: a quote has no end"),
                Arguments.of("a,b\n1,2\"\n", "line 2, column 4: a quote within a field"),
                Arguments.of("a,b\n\"1\"x,2\n", "line 2, column 4: after a closing quote stands 'x'"),
                Arguments.of("a,b\r1,2\r", "line 1, column 4: a line ends by CR alone"));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void refuses(String text, String message) throws IOException {
        var file = file(text);
        assertThatThrownBy(() -> Csv.read(file))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageStartingWith(file + ": " + message);
    }

    @Test
    void refusesWhatIsNotUtf8() throws IOException {
        var file = Files.write(folder.resolve("latin.csv"), "a\nä\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> Csv.read(file))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageStartingWith(file + ": at or after line ")
                .hasMessageEndingWith("the text is not UTF-8");
    }

    @Test
    void whatIsWrittenComesBack() throws IOException {
        var file = folder.resolve("written.csv");
        var names = List.of("x", "a,b", "say \"y\"\n");
        for (var dtype : DType.values()) {
            var normal =
                    Random.normal(Key.of(7), DType.FLOAT64, Shape.of(13, 3)).mul(1e5);
            var matrix = dtype == DType.BOOL ? normal.gt(0) : normal.to(dtype);
            Csv.write(file, names, matrix);
            var table = Csv.read(file);
            assertThat(table.names()).isEqualTo(names);
            same(dtype == DType.BOOL ? table.numbers().gt(0) : table.numbers().to(dtype), matrix);
        }
        Csv.write(file, List.of("a"), Tensor.of(new double[][] {{Double.NaN}, {Double.NEGATIVE_INFINITY}, {-0.0}}));
        assertThat(file).hasContent("a\r\nNaN\r\n-Infinity\r\n-0.0\r\n");
        same(Csv.read(file).numbers(), Tensor.of(new double[][] {{Double.NaN}, {Double.NEGATIVE_INFINITY}, {-0.0}}));
        assertThatThrownBy(() -> Csv.write(file, names, Tensor.ones(3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 names for f32[3]");
    }

    @Test
    void survivesDamage() throws IOException {
        var valid = "a,b,c\r\n1.5,\"2\",3\r\n-4e3,5,\"6\"\r\n".getBytes(StandardCharsets.UTF_8);
        Damage.survive(
                folder.resolve("damaged.csv"),
                valid,
                6,
                3000,
                file -> Csv.read(file).numbers());
    }
}
