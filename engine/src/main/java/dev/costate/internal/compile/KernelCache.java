package dev.costate.internal.compile;

import dev.costate.internal.hotspot.CompilerDirectives;
import dev.costate.internal.lower.Kernel;
import dev.costate.internal.schedule.Cluster;
import java.lang.invoke.MethodHandles;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Compiled kernels, each a hidden class that goes when nobody runs it any more. The most recently used are
/// kept, so that programs with kernels alike share their code, and its warm-up.
final class KernelCache {
    private static final int KEPT = 1024;
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
    private static final Map<Kernel, KernelCode> CODE = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Kernel, KernelCode> eldest) {
            return size() > KEPT;
        }
    };

    private KernelCache() {}

    /// The code of `kernel`.
    static KernelCode get(Kernel kernel) {
        synchronized (CODE) {
            KernelCode code = CODE.get(kernel);
            if (code != null) {
                return code;
            }
        }
        KernelCode fresh = define(kernel);
        synchronized (CODE) {
            KernelCode other = CODE.putIfAbsent(kernel, fresh);
            return other != null ? other : fresh;
        }
    }

    private record Tiled(Cluster cluster, Tiling tiling) {}

    private static final Map<Tiled, Object> CLUSTERS = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Tiled, Object> eldest) {
            return size() > KEPT;
        }
    };

    /// The code of `cluster`, null if it is too long for the JVM to compile.
    static @Nullable RangeCode get(Cluster cluster, Tiling tiling) {
        Tiled key = new Tiled(cluster, tiling);
        synchronized (CLUSTERS) {
            Object known = CLUSTERS.get(key);
            if (known != null) {
                return known instanceof RangeCode code ? code : null;
            }
        }
        CompilerDirectives.await();
        byte[] bytes = ClusterEmitter.emit(cluster, tiling, KernelCache.class.getPackageName() + ".Kernel");
        Object fresh = CodeSize.longest(bytes) > CodeSize.MOST ? TOO_LONG : define(bytes, cluster);
        synchronized (CLUSTERS) {
            Object other = CLUSTERS.putIfAbsent(key, fresh);
            return (other != null ? other : fresh) instanceof RangeCode code ? code : null;
        }
    }

    private static final Object TOO_LONG = new Object();

    private static KernelCode define(Kernel kernel) {
        byte[] bytes = KernelEmitter.emit(kernel, KernelCache.class.getPackageName() + ".Kernel");
        return (KernelCode) define(bytes, kernel);
    }

    private static Object define(byte[] bytes, Object what) {
        try {
            return LOOKUP.defineHiddenClass(bytes, true)
                    .lookupClass()
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the generated kernel could not be loaded: " + what, e);
        }
    }
}
