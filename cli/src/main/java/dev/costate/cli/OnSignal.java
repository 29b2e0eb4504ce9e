package dev.costate.cli;

import java.lang.reflect.Proxy;

/// Does something when the process gets a signal, also while the JVM goes down.
///
/// By `sun.misc.Signal`, which is in the module `jdk.unsupported` of every JDK but no part of Java SE: it is asked for
/// by name, and where it is not there signals have their usual effect.
final class OnSignal {
    private OnSignal() {}

    /// Runs `action` at every signal of this name, such as `INT`, in a thread of its own and in place of the usual.
    ///
    /// @return whether it will
    static boolean run(String name, Runnable action) {
        try {
            var signal = Class.forName("sun.misc.Signal");
            var handler = Class.forName("sun.misc.SignalHandler");
            var proxy = Proxy.newProxyInstance(
                    OnSignal.class.getClassLoader(), new Class<?>[] {handler}, (_, method, _) -> {
                        if (method.getName().equals("handle")) {
                            action.run();
                        }
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
            return true;
        } catch (ReflectiveOperationException e) {
            return false; // not there, or the system does not have the signal
        }
    }
}
