package dev.costate.internal.gemm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MachineTest {
    @Test
    void vectorTilesWithTheModule() {
        assertThat(Machine.FLOATS).isInstanceOf(VectorTiles.class);
        assertThat(Machine.DOUBLES).isInstanceOf(VectorTiles.class);
        assertThat(Machine.DOUBLES.columns() * 2).isEqualTo(Machine.FLOATS.columns());
    }

    /// A virtual machine that was started without the module, which is the usual case outside this project.
    @Test
    void plainTilesWithoutTheModuleAndTheSameBits() throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java, "-Xshare:auto", "-cp", System.getProperty("java.class.path"), Plain.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said.strip()).isEqualTo("false PlainTiles PlainTiles " + Plain.bits());
    }

    /// Says what a machine without the module does.
    static final class Plain {
        private Plain() {}

        public static void main(String[] arguments) {
            boolean module =
                    ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
            System.out.println(module + " " + Machine.FLOATS.getClass().getSimpleName() + " "
                    + Machine.DOUBLES.getClass().getSimpleName() + " " + bits());
        }

        /// The bits of two products.
        static int bits() {
            Random random = new Random(1);
            double[] x = random.doubles(65 * 65).toArray();
            double[] y = new double[x.length];
            Gemm.multiply(GemmShape.of(65, 65, 65), x, 0, x, 0, y, 0);
            float[] f = new float[x.length];
            for (int i = 0; i < f.length; i++) {
                f[i] = (float) x[i];
            }
            float[] g = new float[x.length];
            Gemm.multiply(GemmShape.of(65, 65, 65), f, 0, f, 0, g, 0);
            return 31 * Arrays.hashCode(y) + Arrays.hashCode(g);
        }
    }
}
