package vitrine.devservices;

import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An SMTP server that takes mail to anybody and hands each message over once, whatever its number of recipients. */
final class MailReception {

    private final GreenMail server;
    private final Consumer<Mail> inbox;
    private @Nullable MovingMessage last;

    private MailReception(GreenMail server, Consumer<Mail> inbox) {
        this.server = server;
        this.inbox = inbox;
    }

    static GreenMail listen(ServerSetup address, Consumer<Mail> inbox) {
        var server = new GreenMail(address);
        server.start();
        var reception = new MailReception(server, inbox);
        server.getUserManager().setMessageDeliveryHandler(reception::deliver);
        return server;
    }

    private synchronized GreenMailUser deliver(MovingMessage message, MailAddress recipient)
            throws MessagingException, com.icegreen.greenmail.user.UserException {
        if (message != last) {
            last = message;
            inbox.accept(read(message));
        }
        // The server insists on a mailbox of its own; it is never read.
        var users = server.getUserManager();
        var user = users.getUserByEmail("anybody@localhost");
        if (user == null) {
            return users.createUser("anybody@localhost", "anybody@localhost", "");
        }
        try {
            server.purgeEmailFromAllMailboxes();
        } catch (com.icegreen.greenmail.store.FolderException e) {
            throw new MessagingException("The mailbox cannot be emptied", e);
        }
        return user;
    }

    private static Mail read(MovingMessage received) throws MessagingException {
        MimeMessage message = received.getMessage();
        var bodies = new Bodies();
        try {
            bodies.collect(message);
        } catch (IOException e) {
            throw new MessagingException("The message cannot be read", e);
        }
        var from = message.getFrom() == null || message.getFrom().length == 0
                ? Objects.toString(received.getReturnPath(), "")
                : ((InternetAddress) message.getFrom()[0]).toUnicodeString();
        List<String> to = received.getToAddresses().stream()
                .map(MailAddress::getEmail)
                .sorted()
                .toList();
        return new Mail(
                UUID.randomUUID().toString(),
                from,
                to,
                Objects.requireNonNullElse(message.getSubject(), ""),
                Instant.now(),
                bodies.text,
                bodies.html);
    }

    /** The first plain and the first HTML part, attachments left out. */
    private static final class Bodies {
        private String text = "";
        private String html = "";

        void collect(Part part) throws MessagingException, IOException {
            if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
                for (int i = 0; i < parts.getCount(); i++) {
                    collect(parts.getBodyPart(i));
                }
            } else if (!Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())) {
                if (part.isMimeType("text/html") && html.isEmpty()) {
                    html = part.getContent().toString();
                } else if (part.isMimeType("text/plain") && text.isEmpty()) {
                    text = part.getContent().toString();
                }
            }
        }
    }
}
