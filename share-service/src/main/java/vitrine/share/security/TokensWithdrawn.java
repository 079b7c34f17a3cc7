package vitrine.share.security;

import java.util.UUID;

/**
 * What is believed of somebody's tokens changed; told in every instance.
 *
 * @param subject an account, or a personal API token
 */
public record TokensWithdrawn(UUID subject) {}
