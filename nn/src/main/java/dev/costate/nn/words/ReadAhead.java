package dev.costate.nn.words;

import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/// Makes the next value on a thread of its own while the last one is used.
final class ReadAhead<T> implements AutoCloseable {
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("costate-words").factory());
    private final Supplier<Optional<T>> source;
    private Future<Optional<T>> ahead;

    /// @param source gives the values, then nothing
    ReadAhead(Supplier<Optional<T>> source) {
        this.source = source;
        ahead = thread.submit(source::get);
    }

    Optional<T> next() {
        try {
            Optional<T> value = ahead.get();
            if (value.isPresent()) {
                ahead = thread.submit(source::get);
            }
            return value;
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException("interrupted while the text was read", e);
        }
    }

    @Override
    public void close() {
        thread.close();
    }
}
