package vitrine.gallery.branding;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.directory.InitialDirContext;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;
import vitrine.gallery.problems.Problem;
import vitrine.gallery.problems.ProblemKind;

/** Asks the domain name system for texts, as the machine's own resolver is set up. */
@Component
@EnableConfigurationProperties(TxtRecords.Settings.class)
class TxtRecords {

    /** @param server {@code dns://address:port} to ask instead of the machine's own resolvers; empty for those */
    @ConfigurationProperties("vitrine.dns")
    record Settings(@DefaultValue("") String server) {}

    private final Settings settings;

    TxtRecords(Settings settings) {
        this.settings = settings;
    }

    /**
     * @param name of labels and dots alone: nothing in it can lead to another directory than that of names
     * @throws Problem when nobody answers, which proves nothing either way
     */
    @SuppressWarnings("BanJNDI") // asks for attributes, which are texts, and looks up no objects
    List<String> of(String name) {
        var environment = new Properties();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        environment.put(Context.PROVIDER_URL, settings.server().isBlank() ? "dns:" : settings.server());
        environment.put("com.sun.jndi.dns.timeout.initial", "500");
        environment.put("com.sun.jndi.dns.timeout.retries", "2");
        try {
            var names = new InitialDirContext(environment);
            try {
                var texts = names.getAttributes(name, new String[] {"TXT"}).get("TXT");
                List<String> found = new ArrayList<>();
                for (int n = 0; texts != null && n < texts.size(); n++) {
                    found.add(String.valueOf(texts.get(n)).replace("\"", ""));
                }
                return found;
            } finally {
                names.close();
            }
        } catch (NameNotFoundException e) {
            return List.of();
        } catch (NamingException e) {
            throw Problem.of(ProblemKind.UNAVAILABLE, "The domain name system does not answer right now.");
        }
    }
}
