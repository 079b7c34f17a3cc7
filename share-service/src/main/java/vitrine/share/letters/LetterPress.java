package vitrine.share.letters;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import vitrine.share.branding.Brandings;
import vitrine.share.branding.Letterhead;

/** Sets a letter as HTML and as plain text from the same words: {@code mail.<kind>.*} of the messages. */
@Component
public class LetterPress {

    private final ITemplateEngine templates;
    private final MessageSource messages;
    private final Brandings brandings;

    LetterPress(ITemplateEngine templates, MessageSource messages, Brandings brandings) {
        this.templates = templates;
        this.messages = messages;
        this.brandings = brandings;
    }

    /**
     * @param kind the messages {@code subject}, {@code title}, {@code before}, {@code button} and {@code after} to use
     * @param studio in whose looks it is set; null for the platform's
     * @param sender whose letter this is, at its head: the studio's name
     * @param facts what the words name, as {0}, {1} and so on
     * @param button where its one button leads
     * @param message what a person wants to say, word for word
     * @param notes sentences that follow at the end
     * @param picture address of a picture above the words
     */
    public record Draft(
            String kind,
            String to,
            @Nullable String replyTo,
            Locale locale,
            @Nullable UUID studio,
            String sender,
            List<String> facts,
            String button,
            @Nullable String message,
            List<String> notes,
            @Nullable String picture) {

        public Draft(
                String kind,
                String to,
                @Nullable String replyTo,
                Locale locale,
                @Nullable UUID studio,
                String sender,
                List<String> facts,
                String button) {
            this(kind, to, replyTo, locale, studio, sender, facts, button, null, List.of(), null);
        }
    }

    public Letter print(Draft draft) {
        var arguments = draft.facts().toArray();
        var key = "mail." + draft.kind() + ".";
        var context = new Context(draft.locale());
        for (var part : List.of("subject", "title", "before", "after")) {
            context.setVariable(part, messages.getMessage(key + part, arguments, draft.locale()));
        }
        var label = messages.getMessage(key + "button", arguments, draft.locale());
        context.setVariable("label", label);
        context.setVariable("button", draft.button());
        var head = draft.studio() == null ? Letterhead.PLAIN : brandings.letterhead(draft.studio());
        context.setVariable("head", head);
        context.setVariable("sender", draft.sender());
        context.setVariable("message", draft.message());
        context.setVariable("notes", draft.notes());
        context.setVariable("picture", draft.picture());
        var message = draft.message() == null ? "" : draft.message().strip() + "\n\n";
        var text = context.getVariable("before") + "\n\n" + message + label + ":\n" + draft.button() + "\n\n"
                + String.join("\n", draft.notes()) + (draft.notes().isEmpty() ? "" : "\n\n")
                + context.getVariable("after") + "\n\n-- \n" + draft.sender() + "\n"
                + head.contact().stream().map(line -> line + "\n").collect(Collectors.joining());
        return new Letter(
                draft.to(),
                draft.replyTo(),
                draft.locale().getLanguage(),
                String.valueOf(context.getVariable("subject")),
                text,
                templates.process("mail/letter", context));
    }

    /** The language of the two there are that a browser asks for first. */
    public static Locale languageOf(@Nullable String acceptLanguage) {
        try {
            var wanted = Locale.LanguageRange.parse(acceptLanguage == null ? "" : acceptLanguage.strip());
            var found = Locale.lookup(wanted, List.of(Locale.ENGLISH, Locale.GERMAN));
            return found == null ? Locale.ENGLISH : found;
        } catch (IllegalArgumentException unreadable) {
            return Locale.ENGLISH;
        }
    }
}
