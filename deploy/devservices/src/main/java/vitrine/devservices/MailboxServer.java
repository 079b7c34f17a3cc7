package vitrine.devservices;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Executors;

/** Takes all mail of a local run by SMTP and shows it as pages and as JSON. */
final class MailboxServer implements AutoCloseable {

    private static final String PAGE_POLICY =
            "default-src 'none'; style-src 'self'; img-src data:; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    /** Links in a mail may open a new tab; scripts, forms and remote pictures are dead. */
    private static final String MAIL_POLICY =
            "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:";

    private final GreenMail smtp;
    private final HttpServer http;
    private final MailStore store;
    private final MailPages pages = new MailPages();

    private MailboxServer(MailStore store, GreenMail smtp, HttpServer http) {
        this.store = store;
        this.smtp = smtp;
        this.http = http;
    }

    static MailboxServer start(Path directory, int smtpPort, int httpPort) throws IOException {
        var store = new MailStore(directory);
        var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), httpPort), 0);
        var smtp = MailReception.listen(new ServerSetup(smtpPort, "127.0.0.1", ServerSetup.PROTOCOL_SMTP), store::add);
        var server = new MailboxServer(store, smtp, http);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/", server::handle);
        http.start();
        return server;
    }

    int httpPort() {
        return http.getAddress().getPort();
    }

    int smtpPort() {
        return smtp.getSmtp().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!isLocal(exchange.getRequestHeaders().getFirst("Host"))) {
                // A page elsewhere whose name was made to point here must not read the codes in the mails.
                send(exchange, 421, "text/plain", PAGE_POLICY, "This mailbox answers to local names only.\n");
            } else if (!exchange.getRequestMethod().equals("GET")
                    && !exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                send(exchange, 405, "text/plain", PAGE_POLICY, "Only GET is possible here.\n");
            } else {
                answer(exchange, exchange.getRequestURI().getPath());
            }
        }
    }

    private void answer(HttpExchange exchange, String path) throws IOException {
        var messages = store.newestFirst();
        if (path.equals("/")) {
            send(exchange, 200, "text/html", PAGE_POLICY, pages.list(messages));
            return;
        }
        if (path.equals("/api/messages")) {
            send(exchange, 200, "application/json", PAGE_POLICY, MailStore.JSON.writeValueAsString(messages));
            return;
        }
        if (path.equals("/style.css")) {
            send(exchange, 200, "text/css", PAGE_POLICY, pages.style());
            return;
        }
        if (path.equals("/health")) {
            send(exchange, 200, "application/json", PAGE_POLICY, "{\"status\":\"UP\"}");
            return;
        }
        if (path.startsWith("/messages/")) {
            var rest = path.substring("/messages/".length());
            var body = rest.endsWith("/html");
            var mail = store.find(body ? rest.substring(0, rest.length() - "/html".length()) : rest);
            if (mail.isPresent()) {
                send(
                        exchange,
                        200,
                        "text/html",
                        body ? MAIL_POLICY : PAGE_POLICY,
                        body ? pages.body(mail.get()) : pages.message(mail.get(), messages));
                return;
            }
        }
        send(exchange, 404, "text/html", PAGE_POLICY, pages.notFound());
    }

    private static void send(HttpExchange exchange, int status, String type, String policy, String body)
            throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type + "; charset=utf-8");
        headers.set("Content-Security-Policy", policy);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cache-Control", "no-store");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, -1);
        } else {
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static boolean isLocal(String hostHeader) {
        try {
            var host = Objects.requireNonNullElse(
                    URI.create("http://" + hostHeader).getHost(), "");
            return host.equals("localhost")
                    || host.endsWith(".localhost")
                    || host.equals("127.0.0.1")
                    || host.equals("[::1]");
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public void close() {
        smtp.stop();
        http.stop(0);
    }
}
