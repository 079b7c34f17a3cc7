package vitrine.auth.factors;

import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import vitrine.auth.secrets.KeySecret;

/** For the day the phone is gone: codes on paper, each good once. Only digests of them are kept. */
@Repository
class RecoveryCodes {

    private static final int COUNT = 10;
    private static final SecureRandom RANDOM = new SecureRandom();
    /** Without those that look alike, and none that spell words by vowels. */
    private static final String ALPHABET = "23456789bcdfghjkmnpqrstvwxyz";
    /** 28 letters ten times: 48 bits. */
    private static final int LETTERS = 10;

    private final JdbcClient jdbc;
    private final KeySecret keySecret;

    RecoveryCodes(JdbcClient jdbc, KeySecret keySecret) {
        this.jdbc = jdbc;
        this.keySecret = keySecret;
    }

    /** New codes; the ones before are void. The only time they are seen. */
    @Transactional
    List<String> renew(UUID accountId) {
        // Two renewals at once must not leave twenty.
        jdbc.sql("select pg_advisory_xact_lock(hashtext(?))")
                .param("recovery-codes " + accountId)
                .query((row, n) -> n)
                .list();
        forget(accountId);
        List<String> codes =
                Stream.generate(RecoveryCodes::random).distinct().limit(COUNT).toList();
        for (String code : codes) {
            jdbc.sql("insert into recovery_code (account_id, digest) values (?, ?)")
                    .param(accountId)
                    .param(digest(accountId, code))
                    .update();
        }
        return codes.stream()
                .map(code -> code.substring(0, LETTERS / 2) + "-" + code.substring(LETTERS / 2))
                .toList();
    }

    /** Deleting decides between parallel requests. */
    boolean redeem(UUID accountId, String typed) {
        return jdbc.sql("delete from recovery_code where account_id = ? and digest = ?")
                        .param(accountId)
                        .param(digest(accountId, typed.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT)))
                        .update()
                == 1;
    }

    int left(UUID accountId) {
        return jdbc.sql("select count(*) from recovery_code where account_id = ?")
                .param(accountId)
                .query(Integer.class)
                .single();
    }

    void forget(UUID accountId) {
        jdbc.sql("delete from recovery_code where account_id = ?")
                .param(accountId)
                .update();
    }

    private byte[] digest(UUID accountId, String code) {
        return keySecret.digest("recovery " + accountId + " " + code);
    }

    private static String random() {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < LETTERS; i++) {
            code.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }
}
