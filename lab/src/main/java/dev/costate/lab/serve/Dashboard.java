package dev.costate.lab.serve;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/// Serves sweeps to browsers until it is closed.
///
/// It is made for people who trust each other: whoever comes in sees all sweeps and can start and stop them.
/// Who comes in is decided by [Gate]; what a visitor can ask is bounded by `Limits`; nothing is read but what
/// the [Library] gives and the files of the page.
///
/// ```java
/// void show(Library library, Launcher launcher) throws Exception {
///     Settings settings = new Settings(Settings.LOOPBACK, Settings.PORT, "");
///     try (Dashboard dashboard = Dashboard.open(settings, library, launcher, IO::println)) {
///         IO.println(dashboard.address());
///         Thread.currentThread().join();
///     }
/// }
/// ```
public final class Dashboard implements AutoCloseable {
    private static final int BACKLOG = 64;

    private final HttpServer server;
    private final ExecutorService visits = Executors.newVirtualThreadPerTaskExecutor();
    private final Settings settings;
    private final Gate gate;
    private final Api api;
    private final Assets assets = new Assets();
    private final Consumer<String> log;

    private Dashboard(HttpServer server, Settings settings, Library library, Launcher launcher, Consumer<String> log) {
        this.server = server;
        this.settings = settings;
        this.log = log;
        gate = new Gate(settings, server.getAddress().getPort());
        api = new Api(library, launcher, gate);
        server.createContext("/", this::visit);
        server.setExecutor(visits);
    }

    /// Begins to serve.
    ///
    /// @param log takes a line for each sweep that is started, stopped or resumed, and for each error
    /// @throws IOException if the port is taken or the address is none of this machine
    public static Dashboard open(Settings settings, Library library, Launcher launcher, Consumer<String> log)
            throws IOException {
        Limits.apply();
        var server = HttpServer.create(new InetSocketAddress(settings.address(), settings.port()), BACKLOG);
        var dashboard = new Dashboard(server, settings, library, launcher, log);
        server.start();
        return dashboard;
    }

    /// The port it listens on.
    public int port() {
        return server.getAddress().getPort();
    }

    /// The address to open in a browser, with the token if there is one.
    public String address() {
        var isAny = settings.address().isAnyLocalAddress();
        var host = isAny
                ? Settings.LOOPBACK
                : settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
        var address = "http://" + host + ":" + port() + "/";
        return settings.token().isEmpty() ? address : address + "?token=" + settings.token();
    }

    @Override
    public void close() {
        server.stop(0);
        visits.shutdownNow();
    }

    private void visit(HttpExchange exchange) throws IOException {
        try (exchange) {
            var visit = new Visit(exchange);
            try {
                answer(visit);
            } catch (Refusal refusal) {
                refuse(visit, refusal);
            } catch (RuntimeException | Error e) {
                log.accept("error in " + shown(visit) + ": " + shown(e));
                refuse(visit, Refusal.of(500, "something went wrong; the terminal of 'costate serve' says what"));
            }
        }
    }

    private void answer(Visit visit) throws IOException {
        var path = visit.path();
        var isPage = path.size() == 1 && !path.getFirst().equals("api");
        gate.checkSite(visit.headers(), visit.method(), isPage);
        if (isPage && path.getFirst().isEmpty()) {
            welcome(visit);
            return;
        }
        gate.checkVisitor(visit.headers());
        if (isPage) {
            Api.only(visit, "GET", "HEAD");
            assets.send(path.getFirst(), visit);
        } else if (path.getFirst().equals("api")) {
            api.answer(path.subList(1, path.size()), visit);
            if (visit.method().equals("POST")) {
                log.accept(shown(visit));
            }
        } else {
            throw Refusal.notFound("there is no such page");
        }
    }

    /// The page itself. A visitor who brings the token gets a cookie for it, and the page without it in its
    /// address.
    private void welcome(Visit visit) throws IOException {
        Api.only(visit, "GET", "HEAD");
        var query = visit.query();
        if (gate.wantsToken() && query.values().containsKey("token")) {
            if (!gate.isToken(query.text("token"))) {
                throw Refusal.of(401, "this is not the token that 'costate serve' has printed");
            }
            visit.header(
                    "Set-Cookie",
                    gate.cookieName() + "=" + query.text("token") + "; Path=/; HttpOnly; SameSite=Strict");
            // no redirect: a browser that comes from another site would not send the cookie along
            visit.send(200, "text/html; charset=utf-8", Welcome.PAGE);
            return;
        }
        gate.checkVisitor(visit.headers());
        assets.send("index.html", visit);
    }

    private static void refuse(Visit visit, Refusal refusal) throws IOException {
        if (visit.exchange().getResponseCode() != -1) {
            return; // the answer had begun
        }
        var answer = new LinkedHashMap<String, Object>(Map.of("message", String.valueOf(refusal.getMessage())));
        if (!refusal.problems().isEmpty()) {
            answer.put("problems", refusal.problems());
        }
        visit.json(refusal.status(), answer);
    }

    private static String shown(Visit visit) {
        return printable(visit.method() + " " + visit.rawPath());
    }

    private static String shown(Throwable error) {
        var trace = error.getStackTrace();
        return printable(error + (trace.length == 0 ? "" : " at " + trace[0]));
    }

    /// One line, whatever a visitor has put into it.
    private static String printable(String text) {
        var line = text.replaceAll("[^\\x20-\\x7E]", "?");
        return line.length() > 300 ? line.substring(0, 300) + "..." : line;
    }
}
