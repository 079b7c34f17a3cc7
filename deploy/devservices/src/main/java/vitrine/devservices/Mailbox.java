package vitrine.devservices;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The mail that the tests of this JVM sent. */
public final class Mailbox {

    private static final List<Mail> MESSAGES = new CopyOnWriteArrayList<>();
    private static @Nullable GreenMail server;

    private Mailbox() {}

    /** Newest first. */
    public static List<Mail> messages() {
        return List.copyOf(MESSAGES);
    }

    /** Those to this address, newest first. */
    public static List<Mail> messagesTo(String address) {
        return MESSAGES.stream()
                .filter(mail -> mail.to().stream().anyMatch(address::equalsIgnoreCase))
                .toList();
    }

    public static void clear() {
        MESSAGES.clear();
    }

    static synchronized int port() {
        var running = server;
        if (running == null) {
            running = MailReception.listen(
                    new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP), mail -> MESSAGES.addFirst(mail));
            server = running;
        }
        return running.getSmtp().getPort();
    }
}
