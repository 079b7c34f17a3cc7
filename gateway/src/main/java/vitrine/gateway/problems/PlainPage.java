package vitrine.gateway.problems;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/** A page for the moments when a person stands where no web app can speak: a service is away, a sign-in failed. */
@Component
public class PlainPage {

    private static final String HTML = """
            <!doctype html>
            <html lang="%s">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%s</title>
            <style nonce="%s">
            :root { color-scheme: light dark; }
            body { margin: 0; min-height: 100vh; display: grid; place-items: center; font: 16px/1.5 system-ui, sans-serif;
                   background: #fbfaf7; color: #16181d; }
            main { max-width: 30rem; padding: 2rem; }
            h1 { font: 400 28px/1.2 Georgia, serif; margin: 0 0 1rem; }
            a { color: #0f5e63; }
            @media (prefers-color-scheme: dark) { body { background: #101114; color: #eceae4; } a { color: #6fd3cf; } }
            </style>
            </head>
            <body><main><h1>%s</h1><p>%s</p><p><a href="%s">%s</a></p></main></body>
            </html>
            """;

    private final SecureRandom random = new SecureRandom();

    /** What there is to say, in English and German. */
    public enum Text {
        SERVICE_AWAY(
                "Back in a moment",
                "This part of Vitrine cannot be reached right now. Nothing is lost.",
                "Gleich wieder da",
                "Dieser Teil von Vitrine ist gerade nicht erreichbar. Es ist nichts verloren gegangen."),
        SIGN_IN_AWAY(
                "Signing in is not possible right now",
                "The sign-in service cannot be reached. Please try again in a few seconds.",
                "Anmelden ist gerade nicht möglich",
                "Der Anmeldedienst ist nicht erreichbar. Bitte versuchen Sie es in einigen Sekunden noch einmal."),
        TOO_OFTEN(
                "Too many tries",
                "Please wait a minute and try again.",
                "Zu viele Versuche",
                "Bitte warten Sie eine Minute und versuchen Sie es noch einmal."),
        SIGN_IN_FAILED(
                "The sign-in was not completed",
                "It took too long, was cancelled, or was started in another browser.",
                "Die Anmeldung wurde nicht abgeschlossen",
                "Sie hat zu lange gedauert, wurde abgebrochen oder in einem anderen Browser begonnen.");

        private final String title;
        private final String sentence;
        private final String germanTitle;
        private final String germanSentence;

        Text(String title, String sentence, String germanTitle, String germanSentence) {
            this.title = title;
            this.sentence = sentence;
            this.germanTitle = germanTitle;
            this.germanSentence = germanSentence;
        }
    }

    /** True for a person opening a page, false for scripts and pictures. */
    public static boolean isFor(HttpServletRequest request) {
        var accept = request.getHeader("Accept");
        var mode = request.getHeader("Sec-Fetch-Mode");
        return accept != null && accept.contains("text/html") && (mode == null || mode.equals("navigate"));
    }

    /** @param again where one can try again; a path of the same host */
    public void write(
            HttpServletRequest request, HttpServletResponse response, HttpStatus status, Text text, String again)
            throws IOException {
        var german = request.getLocale().getLanguage().equals("de");
        var title = german ? text.germanTitle : text.title;
        var nonce = nonce();
        response.resetBuffer();
        response.setStatus(status.value());
        response.setHeader("Cache-Control", "no-store");
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'nonce-" + nonce
                        + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        response.setContentType("text/html;charset=UTF-8");
        var html = HTML.formatted(
                german ? "de" : "en",
                title,
                nonce,
                title,
                german ? text.germanSentence : text.sentence,
                HtmlUtils.htmlEscape(again),
                german ? "Noch einmal versuchen" : "Try again");
        response.getOutputStream().write(html.getBytes(StandardCharsets.UTF_8));
    }

    private String nonce() {
        var bytes = new byte[16];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
