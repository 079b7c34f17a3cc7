package vitrine.devservices;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** The mailbox as HTML: the list beside the open message. */
final class MailPages {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM, HH:mm", Locale.ENGLISH).withZone(ZoneId.systemDefault());

    private final String style = resource("mailbox.css");

    String style() {
        return style;
    }

    String list(List<Mail> messages) {
        if (messages.isEmpty()) {
            return page(
                    "Mailbox", "<main class=\"empty\"><p>No mail yet. What the suite sends appears here.</p></main>");
        }
        return page("Mailbox", "<main>" + entries(messages, "") + "</main>");
    }

    String message(Mail mail, List<Mail> messages) {
        var content = mail.html().isEmpty()
                ? "<pre>%s</pre>".formatted(escape(mail.text()))
                : """
                  <iframe title="The mail as it looks" src="/messages/%s/html"
                    sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>
                  <details><summary>As plain text</summary><pre>%s</pre></details>""".formatted(escape(mail.id()), escape(mail.text()));
        return page(mail.subject(), """
                <main class="open">%s
                <article>
                <h2>%s</h2>
                <dl><dt>From</dt><dd>%s</dd><dt>To</dt><dd>%s</dd><dt>Received</dt><dd>%s</dd></dl>
                %s
                </article></main>""".formatted(
                        entries(messages, mail.id()),
                        escape(subject(mail)),
                        escape(mail.from()),
                        escape(String.join(", ", mail.to())),
                        TIME.format(mail.receivedAt()),
                        content));
    }

    /** Links open beside the mailbox, not inside the frame. */
    String body(Mail mail) {
        return "<base target=\"_blank\">" + mail.html();
    }

    String notFound() {
        return page(
                "Not found", "<main class=\"empty\"><p>This mail is not here. <a href=\"/\">All mail</a></p></main>");
    }

    private static String entries(List<Mail> messages, String open) {
        return messages.stream()
                .map(mail -> """
                        <li><a href="/messages/%s"%s><span class="to">%s</span><time datetime="%s">%s</time>\
                        <span class="subject">%s</span></a></li>""".formatted(
                                escape(mail.id()),
                                mail.id().equals(open) ? " aria-current=\"page\"" : "",
                                escape(String.join(", ", mail.to())),
                                mail.receivedAt(),
                                TIME.format(mail.receivedAt()),
                                escape(subject(mail))))
                .collect(Collectors.joining("\n", "<nav aria-label=\"Mail\"><ol>", "</ol></nav>"));
    }

    private static String page(String title, String content) {
        return """
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/style.css"></head>
                <body><header><h1><a href="/">Vitrine mailbox</a></h1><p>All mail of this local run; none of it leaves this machine.</p>
                </header>%s</body></html>
                """.formatted(escape(title), content);
    }

    private static String subject(Mail mail) {
        return mail.subject().isBlank() ? "(no subject)" : mail.subject();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String resource(String name) {
        try (var stream = Objects.requireNonNull(MailPages.class.getResourceAsStream(name))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
