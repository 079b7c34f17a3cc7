package vitrine.gateway.hosts;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Addresses with privileges, as regular expressions over the whole address.
 *
 * @param trustedProxies proxies in front of the gateway whose X-Forwarded-For is believed; empty: none
 * @param operators who may ask for metrics and health of this process
 */
@ConfigurationProperties("vitrine.peers")
record Peers(String trustedProxies, String operators) {

    Peers {
        for (var expression : new String[] {trustedProxies, operators}) {
            try {
                Pattern.compile(expression);
            } catch (PatternSyntaxException e) {
                throw new IllegalArgumentException("Not a regular expression of addresses: " + expression, e);
            }
        }
    }

    boolean trusts(String address) {
        return !trustedProxies.isBlank() && address.matches(trustedProxies);
    }

    boolean operates(String address) {
        return !operators.isBlank() && address.matches(operators);
    }
}
