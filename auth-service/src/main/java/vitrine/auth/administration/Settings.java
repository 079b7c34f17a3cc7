package vitrine.auth.administration;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vitrine.auth.accounts.Role;
import vitrine.auth.audit.AuditLog;

/**
 * The platform's settings as they are now: what an admin set, else what is configured. Instances share them through the database
 * and look there again after half a second, so a change holds everywhere within one.
 */
@Component
public class Settings {

    private static final String REGISTRATION_OPEN = "registration-open";
    private static final String SECOND_FACTOR_REQUIRED_FOR = "second-factor-required-for";
    private static final String API_TOKEN_MAX_DAYS = "api-token-max-days";
    private static final Duration FRESH = Duration.ofMillis(500);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final AuditLog audit;
    private final ApplicationEventPublisher publisher;
    private final Values configured;
    private final LongSupplier nanoTime;
    private volatile @Nullable Seen seen;

    @Autowired
    Settings(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            AuditLog audit,
            ApplicationEventPublisher publisher,
            Configured configured) {
        this(jdbc, transaction, audit, publisher, configured, System::nanoTime);
    }

    /** @param nanoTime tells how long ago the database was looked at */
    Settings(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            AuditLog audit,
            ApplicationEventPublisher publisher,
            Configured configured,
            LongSupplier nanoTime) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.audit = audit;
        this.publisher = publisher;
        this.configured = new Values(
                configured.registrationOpen(), configured.secondFactorRequiredFor(), configured.apiTokenMaxDays());
        this.nanoTime = nanoTime;
    }

    /** Whether new people may register themselves. */
    public boolean registrationOpen() {
        return current().registrationOpen();
    }

    /** Whether accounts of this role may not go on without a second factor. */
    public boolean secondFactorRequiredFor(Role role) {
        return current().secondFactorRequiredFor().contains(role);
    }

    /** The longest that a personal API token may be valid. */
    public int apiTokenMaxDays() {
        return current().apiTokenMaxDays();
    }

    Values current() {
        Seen last = seen;
        if (last != null && nanoTime.getAsLong() - last.at() < FRESH.toNanos()) {
            return last.values();
        }
        long now = nanoTime.getAsLong();
        Values values = read();
        seen = new Seen(values, now);
        return values;
    }

    /** Every setting that differs is kept and recorded by itself. */
    Values change(Values wanted, UUID actor) {
        transaction.executeWithoutResult(status -> {
            // One at a time, so that the record of before and after is true.
            jdbc.sql("lock table setting in share row exclusive mode").update();
            Values current = read();
            Map<String, String> before = texts(current);
            texts(wanted).forEach((name, value) -> {
                String old = before.get(name);
                if (!value.equals(old)) {
                    keep(name, value, actor);
                    audit.record(
                            "setting.changed",
                            actor,
                            null,
                            Map.of("setting", name, "before", String.valueOf(old), "after", value));
                }
            });
            Set<Role> newly = EnumSet.noneOf(Role.class);
            newly.addAll(wanted.secondFactorRequiredFor());
            newly.removeAll(current.secondFactorRequiredFor());
            if (!newly.isEmpty()) {
                publisher.publishEvent(new SecondFactorNowRequired(newly));
            }
        });
        seen = null;
        return current();
    }

    private void keep(String name, String value, UUID actor) {
        jdbc.sql("""
                insert into setting (name, value, changed_at, changed_by) values (?, ?, ?, ?)
                on conflict (name) do update
                set value = excluded.value, changed_at = excluded.changed_at, changed_by = excluded.changed_by""")
                .param(name)
                .param(value)
                .param(Timestamp.from(Instant.now()))
                .param(actor)
                .update();
    }

    private Values read() {
        Map<String, String> set = new HashMap<>();
        jdbc.sql("select name, value from setting").query(row -> {
            set.put(row.getString("name"), row.getString("value"));
        });
        return new Values(
                Boolean.parseBoolean(set.getOrDefault(REGISTRATION_OPEN, "" + configured.registrationOpen())),
                roles(set.getOrDefault(SECOND_FACTOR_REQUIRED_FOR, text(configured.secondFactorRequiredFor()))),
                Integer.parseInt(set.getOrDefault(API_TOKEN_MAX_DAYS, "" + configured.apiTokenMaxDays())));
    }

    private static Map<String, String> texts(Values values) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put(REGISTRATION_OPEN, "" + values.registrationOpen());
        texts.put(SECOND_FACTOR_REQUIRED_FOR, text(values.secondFactorRequiredFor()));
        texts.put(API_TOKEN_MAX_DAYS, "" + values.apiTokenMaxDays());
        return texts;
    }

    private static String text(Set<Role> roles) {
        return roles.stream().sorted().map(Role::title).collect(Collectors.joining(","));
    }

    private static Set<Role> roles(String text) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        Arrays.stream(Role.values())
                .filter(role -> Arrays.asList(text.split(",")).contains(role.title()))
                .forEach(roles::add);
        return roles;
    }

    record Values(boolean registrationOpen, Set<Role> secondFactorRequiredFor, int apiTokenMaxDays) {}

    /** From now on these roles have to have one; told in the transaction of the change. */
    public record SecondFactorNowRequired(Set<Role> roles) {}

    private record Seen(Values values, long at) {}

    /**
     * What holds until an admin decides otherwise.
     *
     * @param registrationOpen whether new people may register themselves
     * @param secondFactorRequiredFor roles that have to have one
     * @param apiTokenMaxDays the longest that a personal API token may be valid
     */
    @ConfigurationProperties("vitrine.settings")
    record Configured(boolean registrationOpen, Set<Role> secondFactorRequiredFor, int apiTokenMaxDays) {

        Configured {
            if (apiTokenMaxDays < 1) {
                throw new IllegalArgumentException("API_TOKEN_MAX_DAYS must be at least 1");
            }
        }
    }

    /** Registration asks this without knowing where the answer is kept: roles, which settings speak of, are its own. */
    @Configuration(proxyBeanMethods = false)
    static class Registration {

        @Bean
        BooleanSupplier registrationOpen(Settings settings) {
            return settings::registrationOpen;
        }
    }
}
