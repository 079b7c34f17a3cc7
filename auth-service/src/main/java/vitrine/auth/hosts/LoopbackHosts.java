package vitrine.auth.hosts;

import java.util.Locale;
import java.util.regex.Pattern;

/** Names and addresses that mean the machine itself, as RFC 6761 and RFC 8252 have it. */
public final class LoopbackHosts {

    private static final Pattern IPV4 = Pattern.compile("127(\\.(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])){3}");

    private LoopbackHosts() {}

    public static boolean contains(String host) {
        return isName(host) || IPV4.matcher(host).matches() || host.equals("[::1]") || host.equals("::1");
    }

    /** {@code localhost} and everything below it, which the JDK does not resolve. */
    public static boolean isName(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost") || name.endsWith(".localhost");
    }
}
