package vitrine.auth.mail;

import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import vitrine.auth.hosts.PublicHosts;

/** Sets a letter as HTML and as plain text from the same words. */
@Component
class LetterPress {

    private final ITemplateEngine templates;
    private final MessageSource messages;
    private final PublicHosts hosts;

    LetterPress(ITemplateEngine templates, MessageSource messages, PublicHosts hosts) {
        this.templates = templates;
        this.messages = messages;
        this.hosts = hosts;
    }

    Letter print(LetterContent.Filled filled, Locale locale) {
        String key = "mail." + filled.kind() + ".";
        String subject = messages.getMessage(
                key + "subject", filled.facts().isEmpty() ? new Object[] {filled.code()} : filled.arguments(), locale);
        Context context = new Context(locale, filled.variables());
        context.setVariable("subject", subject);
        for (String part : List.of("title", "before", "after")) {
            context.setVariable(part, messages.getMessage(key + part, filled.arguments(), locale));
        }
        context.setVariable("site", hosts.photos());
        return new Letter(subject, templates.process("mail/letter", context), text(filled, key, locale));
    }

    private String text(LetterContent.Filled filled, String key, Locale locale) {
        StringBuilder text = new StringBuilder();
        paragraph(text, messages.getMessage("mail.greeting", new Object[] {filled.name()}, locale));
        paragraph(text, messages.getMessage(key + "before", filled.arguments(), locale));
        if (!filled.code().isEmpty()) {
            paragraph(text, "    " + filled.code());
        }
        if (!filled.button().isEmpty()) {
            paragraph(text, messages.getMessage(key + "button", null, locale) + ":\n" + filled.button());
        }
        paragraph(text, messages.getMessage(key + "after", filled.arguments(), locale));
        text.append("-- \nVitrine\n").append(hosts.photos()).append('\n');
        return text.toString();
    }

    private static void paragraph(StringBuilder text, String words) {
        text.append(words).append("\n\n");
    }
}
