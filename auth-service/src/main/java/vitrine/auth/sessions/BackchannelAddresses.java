package vitrine.auth.sessions;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.stereotype.Component;
import vitrine.auth.hosts.LoopbackHosts;

/**
 * Where back-channel logout may be sent. An admin writes the address of a client, so this service could be made to call what
 * only it can reach: everything that is not on the public internet is refused unless the configuration names its network. The
 * addresses that were looked at are the ones connected to, so a name that changes its mind in between gains nothing.
 */
@Component
public class BackchannelAddresses implements DnsResolver {

    private static final List<Network> NOT_PUBLIC = Network.list("0.0.0.0/8,10.0.0.0/8,100.64.0.0/10,127.0.0.0/8,"
            + "169.254.0.0/16,172.16.0.0/12,192.0.0.0/24,192.0.2.0/24,192.88.99.0/24,192.168.0.0/16,198.18.0.0/15,"
            + "198.51.100.0/24,203.0.113.0/24,224.0.0.0/4,240.0.0.0/4,"
            + "::/96,64:ff9b::/96,64:ff9b:1::/48,100::/64,2001::/23,2001:db8::/32,2002::/16,3fff::/20,5f00::/16,"
            + "fc00::/7,fe80::/10,fec0::/10,ff00::/8");

    private final List<Network> allowed;

    BackchannelAddresses(Settings settings) {
        this.allowed = Network.list(settings.allowedNetworks());
    }

    /** Looks at what the address itself says; what a name leads to is seen when it is called. */
    public boolean mayBeCalled(String host) {
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        boolean literal = bare.indexOf(':') >= 0 || bare.matches("[0-9.]+");
        if (!literal && !LoopbackHosts.isName(bare)) {
            return true;
        }
        try {
            resolve(bare);
            return true;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] found = LoopbackHosts.isName(host)
                ? new InetAddress[] {InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1})}
                : InetAddress.getAllByName(host);
        // One bad address spoils all: nobody chooses which of them is taken.
        if (!Arrays.stream(found).allMatch(this::isAllowed)) {
            throw new UnknownHostException(host + " leads to a private address");
        }
        return found;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    private boolean isAllowed(InetAddress address) {
        return allowed.stream().anyMatch(network -> network.contains(address))
                || NOT_PUBLIC.stream().noneMatch(network -> network.contains(address));
    }

    /** A range of addresses, such as {@code 10.0.0.0/8}. */
    record Network(InetAddress base, int bits) {

        static List<Network> list(String text) {
            return Arrays.stream(text.split(","))
                    .map(String::strip)
                    .filter(part -> !part.isEmpty())
                    .map(Network::parse)
                    .toList();
        }

        private static Network parse(String text) {
            int slash = text.indexOf('/');
            try {
                String address = text.substring(0, slash);
                if (!address.matches("[0-9a-fA-F.:]+")) {
                    throw new UnknownHostException(address);
                }
                Network network =
                        new Network(InetAddress.getByName(address), Integer.parseInt(text.substring(slash + 1)));
                if (network.bits < 0 || network.bits > network.base.getAddress().length * 8) {
                    throw new NumberFormatException(text);
                }
                return network;
            } catch (UnknownHostException | RuntimeException e) {
                throw new IllegalArgumentException(
                        "BACKCHANNEL_ALLOWED_NETWORKS must be networks such as 10.0.0.0/8, not " + text, e);
            }
        }

        boolean contains(InetAddress address) {
            byte[] own = base.getAddress();
            byte[] other = address.getAddress();
            if (own.length != other.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % 8;
                if ((own[bit / 8] & mask) != (other[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** @param allowedNetworks networks that are not public and may be called all the same, separated by commas */
    @ConfigurationProperties("vitrine.backchannel")
    record Settings(String allowedNetworks) {}
}
