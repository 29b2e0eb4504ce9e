package dev.costate.lab.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.lab.runs.Records;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a visitor can ask at most, and that no path leads out.
class LimitsTest {
    private final Served served = new Served();

    LimitsTest() throws IOException {}

    @AfterEach
    void close() {
        served.close();
    }

    private Wire ask(String method, String target, String body, String... headers) throws IOException {
        return served.send(method, target, body, headers);
    }

    // ---- paths

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../package-info.class",
                "/%2e%2e/serve/Dashboard.class",
                "/..%2fserve%2fDashboard.class",
                "/%2e%2e%2fserve%2fDashboard.class",
                "/..%5cserve",
                "/app.js/../app.css",
                "//etc/passwd",
                "/%2fetc%2fpasswd",
                "/app.js%00.css",
                "/uPlot.LICENSE.txt",
                "/.",
                "/api",
                "/api/",
                "/api/../app.js",
                "/api/sweeps/../session",
                "/api/sweeps/%2e%2e",
                "/api/sweeps/..%2f..%2fetc",
                "/api/sweeps/one%2f..%2fone",
                "/api/sweeps/one%00",
                "/api/sweeps/",
                "/api/sweeps//curves",
                "/api/sweeps/one/../one/curves",
                "/api/sweeps/one/nothing",
                "/api/sweeps/one/curves/more",
                "/api/events/one"
            })
    void noPathLeadsOut(String target) throws IOException {
        assertThat(ask("GET", target, "").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%", "/%zz", "/api/sweeps/%e"})
    void whatIsNoAddressIsRefused(String target) throws IOException {
        assertThat(ask("GET", target, "").status()).isIn(400, 404);
    }

    // ---- sizes

    @Test
    void aLongBodyIsRefused() throws IOException {
        var answer = post("{\"study\": \"" + "x".repeat(Limits.BODY) + "\"}");
        assertThat(answer.status()).isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "[]",
                "{",
                "{\"study\": 3}",
                "{\"a\": {\"b\": {\"c\": {}}}}",
                "{\"study\": [\"exclusive-or\"]}",
                "{\"study\": null}"
            })
    void aBodyThatIsNoDesignIsRefused(String body) throws IOException {
        assertThat(post(body).status()).isIn(400, 404);
    }

    @Test
    void deepNestingIsRefused() throws IOException {
        assertThat(post("{\"a\":".repeat(10_000)).status()).isEqualTo(400);
    }

    @Test
    void anotherTypeOfBodyIsRefused() throws IOException {
        assertThat(ask("POST", "/api/sweeps", "study=exclusive-or", changes("text/plain"))
                        .status())
                .isEqualTo(415);
    }

    @Test
    void aLongAddressIsRefused() throws IOException {
        assertThat(ask("GET", "/api/sweeps?x=" + "y".repeat(Limits.ADDRESS), "").status())
                .isIn(400, 414);
    }

    @Test
    void longAndManyHeadersAreRefused() throws IOException {
        assertThat(ask("GET", "/api/sweeps", "", "X-Long: " + "y".repeat(60 << 10))
                        .status())
                .isNotEqualTo(200);
        var many = new String[100];
        for (var i = 0; i < many.length; i++) {
            many[i] = "X-" + i + ": 1";
        }
        assertThat(ask("GET", "/api/sweeps", "", many).status()).isNotEqualTo(200);
    }

    @Test
    void numbersInAQueryAreHeldToTheirRange() throws IOException {
        var base = "/api/sweeps/one/curves?metric=loss&runs=all&of=2";
        assertThat(ask("GET", base + "&points=1000000000", "").status()).isEqualTo(200);
        assertThat(ask("GET", base + "&points=-1", "").status()).isEqualTo(400);
        assertThat(ask("GET", base + "&from=99999999999999", "").status()).isEqualTo(400);
        assertThat(ask("GET", "/api/sweeps/one/curves?metric=loss&runs=0-9999999&of=2", "")
                        .status())
                .isEqualTo(400);
        assertThat(ask("GET", "/api/sweeps/one/curves?metric=loss&runs=x&of=2", "")
                        .status())
                .isEqualTo(400);
        assertThat(ask("GET", "/api/sweeps/one/curves?metric=nothing&runs=all&of=2", "")
                        .status())
                .isEqualTo(404);
        assertThat(ask("GET", "/api/sweeps/one/frames?run=7&name=weights/in%20hid", "")
                        .status())
                .isEqualTo(404);
    }

    // ---- methods

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "POST", "WHATEVER"})
    void unknownMethodsAreRefused(String method) throws IOException {
        for (var target : List.of("/", "/app.js", "/api/session", "/api/sweeps/one", "/api/sweeps/one/curves")) {
            assertThat(ask(method, target, "", changes("application/json")).status())
                    .as(target)
                    .isEqualTo(405);
        }
    }

    @Test
    void headIsGetWithoutABody() throws IOException {
        var answer = ask("HEAD", "/app.css", "");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    // ---- streams

    @Test
    void onlySoManyWatchAtOnceAndLeavingMakesRoom() throws Exception {
        var sockets = new ArrayList<Socket>();
        try {
            for (var i = 0; i < Limits.STREAMS; i++) {
                sockets.add(watch());
            }
            assertThat(ask("GET", "/api/events", "").status()).isEqualTo(503);
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
        // the places are free when the server has noticed: it writes to all of them
        served.library.addFinished("two", Instant.EPOCH, "", 1, Map.of("epochs", "20"));
        served.library.addFinished("three", Instant.EPOCH, "", 1, Map.of("epochs", "20"));
        for (var attempt = 0; attempt < 100; attempt++) {
            served.library.addFinished("more-" + attempt, Instant.EPOCH, "", 1, Map.of("epochs", "20"));
            try (var _ = watch()) {
                return;
            } catch (AssertionError e) {
                // nothing tells when the kernel answers a write to a socket that was closed
                Thread.sleep(50);
            }
        }
        throw new AssertionError("no place became free");
    }

    private Socket watch() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), served.port());
        socket.setSoTimeout(20_000);
        var request = "GET /api/events HTTP/1.1\r\nHost: 127.0.0.1:" + served.port() + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        try {
            assertThat(firstLine(socket.getInputStream())).contains("200");
        } catch (AssertionError e) {
            socket.close();
            throw e;
        }
        return socket;
    }

    private static String firstLine(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (var sign = in.read(); sign >= 0 && sign != '\n'; sign = in.read()) {
            line.append((char) sign);
        }
        return line.toString();
    }

    // ---- errors

    @Test
    void anErrorTellsTheVisitorNothingAndTheTerminalOneLine() throws IOException {
        var broken = new XorLibrary(0) {
            @Override
            public Optional<Records> open(String name) {
                throw new IllegalStateException("secret\nplace /home/somebody");
            }
        };
        broken.addFinished("one", Instant.EPOCH, "", 1, Map.of("epochs", "20"));
        served.reopen(broken);
        var answer = ask("GET", "/api/sweeps/one?x=%0a", "");
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).doesNotContain("secret", "Exception", "dev.costate", "LimitsTest");
        assertThat(served.log)
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith("error in GET /api/sweeps/one: java.lang.IllegalStateException: secret?place")
                        .doesNotContain("\n"));
    }

    private Wire post(String body) throws IOException {
        return ask("POST", "/api/sweeps", body, changes("application/json"));
    }

    private String[] changes(String type) throws IOException {
        var session = ask("GET", "/api/session", "").body();
        var secret = session.replaceAll(".*\"secret\":\"(\\w+)\".*", "$1");
        return new String[] {
            "Origin: http://127.0.0.1:" + served.port(), "X-Costate-Secret: " + secret, "Content-Type: " + type,
        };
    }
}
