package dev.costate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.lab.Cancellation;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Scanner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ServeCommandTest {
    private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/\\S*");

    @Test
    void servesUntilItIsInterrupted(@TempDir Path store) throws Exception {
        var printed = new PipedInputStream();
        var out = new PipedOutputStream(printed);
        var session = new Session(
                new Terminal(new PrintStream(out, true, StandardCharsets.UTF_8), Map.of(), false),
                new Terminal(new PrintStream(out, true, StandardCharsets.UTF_8), Map.of(), false),
                new Cancellation());
        var code = new CompletableFuture<Integer>();
        var thread =
                new Thread(() -> code.complete(Main.run(session, "serve", "--store", store.toString(), "--port", "0")));
        thread.start();
        var address = new Scanner(printed, StandardCharsets.UTF_8).findWithinHorizon(ADDRESS, 0);
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(address + "api/sweeps"));
            var answer = client.send(request.build(), BodyHandlers.ofString());
            assertThat(answer.body()).contains("\"sweeps\":[]");
        }
        thread.interrupt();
        assertThat(code.get()).isEqualTo(ExitCode.OK);
    }

    @Test
    void saysWhichPortIsTaken() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var call = Call.of("serve", "--port", String.valueOf(socket.getLocalPort()));
            assertThat(call.code()).isEqualTo(ExitCode.WRONG_CALL);
            assertThat(call.err()).contains("serve: 127.0.0.1:" + socket.getLocalPort(), "choose another with --port");
        }
    }

    @Test
    void refusesWhatIsNoAddressOrToken() {
        assertThat(Call.of("serve", "--token", "short").err()).contains("serve: a token has 16 to 128 letters");
        assertThat(Call.of("serve", "--port", "70000").err()).contains("a port is from 0 to 65535");
        assertThat(Call.of("serve", "--host", "no such host").err()).contains("host 'no such host' is not known");
        assertThat(Call.of("serve", "--help").out()).contains("--store", "--host", "--port", "--token", "--open");
    }
}
