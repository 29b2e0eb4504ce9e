package dev.costate.lab.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who comes in, and what a visitor with bad intentions gets.
class GateTest {
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final String DESIGN = "{\"study\": \"exclusive-or\", \"options\": {\"epochs\": \"50\"}}";

    private final Served served = new Served();

    GateTest() throws IOException {}

    @AfterEach
    void close() {
        served.close();
    }

    private Wire get(String target, String... headers) throws IOException {
        return served.send("GET", target, "", headers);
    }

    private Wire post(String target, String body, String... headers) throws IOException {
        return served.send("POST", target, body, headers);
    }

    private String secret() throws IOException {
        var matcher = Pattern.compile("\"secret\":\"(\\w+)\"")
                .matcher(get("/api/session").body());
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    // ---- names

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:%d", "localhost:%d", "LOCALHOST:%d", "[::1]:%d", "127.0.0.2:%d"})
    void namesOfThisMachineAreServed(String host) throws IOException {
        assertThat(Wire.send(served.port(), "GET", "/api/sweeps", host.formatted(served.port()), "")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example:%d",
                "evil.example",
                "127.0.0.1",
                "127.0.0.1:1",
                "127.0.0.1.evil.example:%d",
                "192.168.0.7:%d",
                "localhost.evil.example:%d",
                "",
                "127.0.0.1:%d@evil.example"
            })
    void otherNamesAreTurnedAway(String host) throws IOException {
        var answer = Wire.send(served.port(), "GET", "/api/sweeps", host.formatted(served.port()), "");
        assertThat(answer.status()).isIn(400, 421);
        assertThat(answer.body()).doesNotContain("exclusive-or");
    }

    @Test
    void aRequestWithoutAHostIsTurnedAway() throws IOException {
        assertThat(Wire.sendText(served.port(), "GET /api/sweeps HTTP/1.1\r\nConnection: close\r\n\r\n")
                        .status())
                .isIn(400, 421);
    }

    // ---- changes

    @Test
    void theDashboardsOwnPageMayChangeThings() throws IOException {
        var answer = post(
                "/api/sweeps",
                DESIGN,
                "Origin: http://" + served.host(),
                "Sec-Fetch-Site: same-origin",
                "X-Costate-Secret: " + secret(),
                "Content-Type: application/json");
        assertThat(answer.status()).isEqualTo(201);
        assertThat(served.log).containsExactly("POST /api/sweeps");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: http://evil.example",
                "Origin: null",
                "Origin: http://127.0.0.1:1",
                "Origin: https://{host}",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site",
                "Accept: */*"
            })
    void otherPagesMayNotChangeThings(String header) throws IOException {
        var answer = post(
                "/api/sweeps",
                DESIGN,
                header.replace("{host}", served.host()),
                "X-Costate-Secret: " + secret(),
                "Content-Type: application/json");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(served.library.sweeps()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Other: 1", "X-Costate-Secret: ", "X-Costate-Secret: 0123456789abcdef0123456789abcdef"})
    void changesNeedTheSecret(String header) throws IOException {
        var answer = post(
                "/api/sweeps", DESIGN, "Origin: http://" + served.host(), header, "Content-Type: application/json");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(served.library.sweeps()).hasSize(1);
    }

    @Test
    void stoppingAndResumingAreChangesToo() throws IOException {
        for (var verb : List.of("stop", "resume")) {
            assertThat(post("/api/sweeps/one/" + verb, "{}", "Origin: http://evil.example")
                            .status())
                    .isEqualTo(403);
            assertThat(get("/api/sweeps/one/" + verb).status()).isEqualTo(405);
        }
    }

    @Test
    void otherPagesMayNotReadEither() throws IOException {
        assertThat(get("/api/session", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: cors")
                        .status())
                .isEqualTo(403);
        assertThat(get("/api/session", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate")
                        .status())
                .isEqualTo(403);
        var linked = get("/", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate");
        assertThat(linked.status()).isEqualTo(200);
    }

    // ---- the token

    @Test
    void withATokenNothingIsSeenWithoutIt() throws IOException {
        served.reopen(Settings.LOOPBACK, TOKEN);
        for (var target : List.of("/", "/app.js", "/api/session", "/api/sweeps", "/api/events", "/api/nothing")) {
            assertThat(get(target).status()).as(target).isEqualTo(401);
            assertThat(get(target, "Cookie: costate-" + served.port() + "=" + "0".repeat(32))
                            .status())
                    .as(target)
                    .isEqualTo(401);
        }
        assertThat(get("/?token=" + "0".repeat(32)).status()).isEqualTo(401);
        assertThat(get("/?token=").status()).isEqualTo(401);
        assertThat(get("/api/sweeps?token=" + TOKEN).status()).isEqualTo(401);
    }

    @Test
    void theTokenInTheAddressBecomesACookie() throws IOException {
        served.reopen(Settings.LOOPBACK, TOKEN);
        assertThat(served.address()).isEqualTo("http://127.0.0.1:" + served.port() + "/?token=" + TOKEN);
        var welcome = get("/?token=" + TOKEN);
        assertThat(welcome.status()).isEqualTo(200);
        assertThat(welcome.headers().get("set-cookie"))
                .isEqualTo("costate-" + served.port() + "=" + TOKEN + "; Path=/; HttpOnly; SameSite=Strict");
        assertThat(welcome.body()).doesNotContain(TOKEN);
        var cookie = "Cookie: other=1; costate-" + served.port() + "=" + TOKEN;
        assertThat(get("/", cookie).body()).contains("<main");
        assertThat(get("/api/sweeps", cookie).status()).isEqualTo(200);
    }

    @Test
    void aDashboardForOtherMachinesAlwaysHasAToken() {
        var settings = new Settings("0.0.0.0", 0, "");
        assertThat(settings.token()).matches("[0-9a-f]{32}");
        assertThat(new Settings("0.0.0.0", 0, "").token()).isNotEqualTo(settings.token());
        assertThat(new Settings("127.0.0.1", 0, "").token()).isEmpty();
        assertThat(new Settings("localhost", 0, "").token()).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new Settings("127.0.0.1", 0, "secret"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Settings("127.0.0.1", 0, "a b".repeat(10)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Settings("127.0.0.1", 70000, ""));
    }

    @Test
    void aDashboardForOtherMachinesIsReachedByAddressAndNotByAnyName() throws IOException {
        served.reopen("0.0.0.0", TOKEN);
        var cookie = "Cookie: costate-" + served.port() + "=" + TOKEN;
        assertThat(Wire.send(served.port(), "GET", "/api/sweeps", "192.168.0.7:" + served.port(), "", cookie)
                        .status())
                .isEqualTo(200);
        assertThat(Wire.send(served.port(), "GET", "/api/sweeps", "evil.example:" + served.port(), "", cookie)
                        .status())
                .isEqualTo(421);
        assertThat(Wire.send(served.port(), "GET", "/api/sweeps", "192.168.0.7:" + served.port(), "")
                        .status())
                .isEqualTo(401);
    }

    // ---- headers of answers

    @ParameterizedTest
    @ValueSource(strings = {"/", "/app.js", "/api/sweeps", "/api/nothing", "/nothing"})
    void everyAnswerForbidsWhatNoPageNeeds(String target) throws IOException {
        var headers = get(target, "Origin: http://evil.example").headers();
        assertThat(headers.get("content-security-policy"))
                .contains("default-src 'self'", "frame-ancestors 'none'", "object-src 'none'")
                .doesNotContain("unsafe");
        assertThat(headers)
                .containsEntry("x-content-type-options", "nosniff")
                .containsEntry("referrer-policy", "no-referrer");
        assertThat(headers.keySet()).noneMatch(name -> name.startsWith("access-control"));
    }

    @Test
    void thePageHasNoScriptOrStyleWithinIt() throws IOException {
        var page = get("/").body();
        assertThat(page).contains("<script src=").doesNotContainPattern("<script>|<style|style=|onclick=|javascript:");
    }
}
