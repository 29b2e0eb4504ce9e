package dev.costate.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.bench.workload.Data;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TensorFilesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"BOOL"})
    void tensorsComeBackAsTheyWent(DType dtype) {
        for (var tensor :
                List.of(Tensor.of(new double[][] {{1, -2, 3}, {4, 5, 1e6}}).to(dtype), Tensor.scalar(dtype, 7))) {
            var file = TensorFiles.write(folder, "mine-", "x", tensor);
            assertThat(file.file()).isEqualTo("mine-x.bin");
            assertThat(TensorFiles.read(folder, file).identical(tensor)).isTrue();
        }
    }

    @Test
    void bytesAreLittleEndian() throws IOException {
        TensorFiles.write(folder, "", "x", Tensor.of(1, 256));
        assertThat(Files.readAllBytes(folder.resolve("x.bin"))).containsExactly(1, 0, 0, 0, 0, 1, 0, 0);
    }

    @Test
    void aFileOfAnotherLengthIsRefused() {
        var file = TensorFiles.write(folder, "", "x", Tensor.of(1.0, 2.0));
        var longer = new TensorFile("x", "f64", List.of(3), file.file());
        assertThatThrownBy(() -> TensorFiles.read(folder, longer))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("x.bin: f64[3] needs 24 bytes, the file has 16");
    }

    @Test
    void theManifestHoldsAllTheData() {
        var data = Data.NONE.with("rate", 0.1).with("steps", 3).with("x", Tensor.of(1f, 2f));
        Manifest.write(folder, "sweep-xor", "sweep", data, Pace.QUICK, 2);
        var manifest = Manifest.read(folder);
        assertThat(manifest.pace()).isEqualTo(Pace.QUICK);
        assertThat(manifest.data(folder).numbers()).isEqualTo(data.numbers());
        assertThat(manifest.data(folder).tensor("x").identical(data.tensor("x")))
                .isTrue();
    }
}
