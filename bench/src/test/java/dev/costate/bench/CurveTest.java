package dev.costate.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.bench.measure.Measuring;
import dev.costate.bench.workload.Scale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CurveTest {
    @TempDir
    Path folder;

    @Test
    void costsAreByRunEpochAndUnit() {
        var point = new Curve.Point("runs", 80, 500, 200, 0.016, 0.015, 0.017, 1e6, 8e5);
        assertThat(point.nanosecondsPerRunEpoch()).isEqualTo(1000);
        assertThat(point.nanosecondsPerUnit()).isEqualTo(2);
        assertThat(point.bytesPerRun()).isEqualTo(1e4);
        assertThat(new Curve(List.of(point)).cells().rows())
                .containsExactly(List.of("runs", "80", "500", "16.00", "1000", "2.000", "10000"));
    }

    @Test
    void aFileAndAFigureAreWritten() throws IOException {
        var said = new ArrayList<String>();
        var curve = Curve.measure(new Measuring("", 2, Scale.QUICK, said::add));
        assertThat(said).hasSize(4).startsWith("curve: 2 runs, 50 hidden units");
        var files = curve.write(folder);
        var csv = Files.readAllLines(files.getFirst());
        assertThat(csv).hasSize(5);
        assertThat(csv.getFirst()).startsWith("varied,runs,hidden,epochs,seconds,");
        assertThat(csv.get(1)).startsWith("runs,2,50,10,");
        assertThat(ImageIO.read(files.getLast().toFile()).getWidth()).isEqualTo(2400);
    }
}
