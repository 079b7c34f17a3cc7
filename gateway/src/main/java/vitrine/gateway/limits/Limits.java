package vitrine.gateway.limits;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How many tries a minute one client address has, and how many are made for one account name.
 *
 * @param signIns passwords and second factors
 * @param mails what makes the suite send a mail
 */
@ConfigurationProperties("vitrine.limits")
record Limits(int signIns, int mails) {

    Limits {
        if (signIns < 1 || mails < 1) {
            throw new IllegalArgumentException(
                    "GATEWAY_SIGN_INS_PER_MINUTE and GATEWAY_MAILS_PER_MINUTE must be at least 1");
        }
    }
}
