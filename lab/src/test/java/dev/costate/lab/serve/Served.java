package dev.costate.lab.serve;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/// A dashboard of this machine over a small library, and what it logs.
final class Served implements AutoCloseable {
    final XorLibrary library = new XorLibrary(0);
    final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private Dashboard dashboard;

    /// Opens it with one finished sweep, `one`.
    Served() throws IOException {
        library.addFinished("one", Instant.EPOCH, "", 2, Map.of("epochs", "20"));
        dashboard = open(Settings.LOOPBACK, "", library);
    }

    private Dashboard open(String host, String token, XorLibrary shown) throws IOException {
        return Dashboard.open(new Settings(host, 0, token), shown, shown, log::add);
    }

    /// Opens it again on another address, for those who know the token.
    void reopen(String host, String token) throws IOException {
        close();
        dashboard = open(host, token, library);
    }

    /// Opens it again over another library.
    void reopen(XorLibrary shown) throws IOException {
        close();
        dashboard = open(Settings.LOOPBACK, "", shown);
    }

    /// What the user is told to open.
    String address() {
        return dashboard.address();
    }

    int port() {
        return dashboard.port();
    }

    String host() {
        return "127.0.0.1:" + port();
    }

    Wire send(String method, String target, String body, String... headers) throws IOException {
        return Wire.send(port(), method, target, host(), body, headers);
    }

    @Override
    public void close() {
        dashboard.close();
    }
}
