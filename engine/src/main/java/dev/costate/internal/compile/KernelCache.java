package dev.costate.internal.compile;

import dev.costate.internal.lower.Kernel;
import java.lang.invoke.MethodHandles;
import java.util.LinkedHashMap;
import java.util.Map;

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

    private static KernelCode define(Kernel kernel) {
        byte[] bytes = KernelEmitter.emit(kernel, KernelCache.class.getPackageName() + ".Kernel");
        try {
            return (KernelCode) LOOKUP.defineHiddenClass(bytes, true)
                    .lookupClass()
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the generated kernel could not be loaded: " + kernel, e);
        }
    }
}
