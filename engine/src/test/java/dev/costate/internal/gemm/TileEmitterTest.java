package dev.costate.internal.gemm;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.classfile.ClassFile;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TileEmitterTest {
    /// Also for vectors that this machine has not.
    @ParameterizedTest
    @ValueSource(ints = {128, 256, 512})
    void tilesPassTheVerifier(int bits) {
        for (Elements elements : List.of(new Float32(), new Float64())) {
            for (Walk walk : Walk.values()) {
                for (int rows = 1; rows <= 12; rows++) {
                    for (int vectors = 1; vectors <= 2; vectors++) {
                        for (boolean copies : new boolean[] {false, true}) {
                            byte[] bytes = TileEmitter.emit(
                                    "dev.costate.internal.gemm.T", elements, bits, rows, vectors, walk, copies);
                            assertThat(ClassFile.of().verify(bytes))
                                    .as("%s by %s, %s, %s, copies %s", rows, vectors, elements, walk, copies)
                                    .isEmpty();
                        }
                    }
                }
            }
        }
    }
}
