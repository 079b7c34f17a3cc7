package vitrine.auth.factors;

import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialCreationOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialRequestOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.WebAuthnRelyingPartyOperations;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import vitrine.auth.hosts.PublicHosts;
import vitrine.auth.problems.Refusal;

/**
 * The two halves of each WebAuthn ceremony: a challenge goes out and waits in the browser's session, and what the authenticator
 * answers to it comes back, once. The authenticator has to verify its user, so that a passkey alone is two factors.
 */
@Component
public class PasskeyCeremonies {

    private static final Logger log = LoggerFactory.getLogger(PasskeyCeremonies.class);
    private static final Duration ANSWER_WITHIN = Duration.ofMinutes(10);

    /** What an answer is for; one given for the one is worth nothing for the other. */
    public enum Purpose {
        SIGN_IN,
        SECOND_STEP,
        STEP_UP;

        private String attribute() {
            return PasskeyCeremonies.class.getName() + "." + name();
        }
    }

    private static final String REGISTRATION = PasskeyCeremonies.class.getName() + ".REGISTRATION";

    private final WebAuthnRelyingPartyOperations operations;
    private final JsonMapper json =
            JsonMapper.builder().addModule(new WebauthnJacksonModule()).build();

    PasskeyCeremonies(PasskeyOwners owners, PasskeyStore passkeys, PublicHosts hosts) {
        var relyingParty = PublicKeyCredentialRpEntity.builder()
                .id(URI.create(hosts.auth()).getHost())
                .name("Vitrine")
                .build();
        var webauthn = new Webauthn4JRelyingPartyOperations(owners, passkeys, relyingParty, Set.of(hosts.auth()));
        webauthn.setCustomizeCreationOptions(
                options -> options.authenticatorSelection(AuthenticatorSelectionCriteria.builder()
                        .residentKey(ResidentKeyRequirement.REQUIRED)
                        .userVerification(UserVerificationRequirement.REQUIRED)
                        .build()));
        webauthn.setCustomizeRequestOptions(options -> options.userVerification(UserVerificationRequirement.REQUIRED));
        this.operations = webauthn;
    }

    /** Options for {@code navigator.credentials.create}, as JSON. */
    String registrationOptions(UUID accountId, HttpSession session) {
        PublicKeyCredentialCreationOptions options = operations.createPublicKeyCredentialCreationOptions(
                new ImmutablePublicKeyCredentialCreationOptionsRequest(named(accountId)));
        session.setAttribute(REGISTRATION, new Asked<>(options, Instant.now()));
        return json.writeValueAsString(options);
    }

    /** Keeps the passkey that the authenticator of this account made. */
    void register(UUID accountId, String label, String credential, HttpSession session) {
        answered(() -> {
            PublicKeyCredentialCreationOptions options =
                    asked(REGISTRATION, PublicKeyCredentialCreationOptions.class, session);
            if (!options.getUser().getId().equals(PasskeyStore.handle(accountId))) {
                throw new IllegalArgumentException("Asked for another account");
            }
            PublicKeyCredential<AuthenticatorAttestationResponse> made =
                    json.readValue(credential, new TypeReference<>() {});
            return operations.registerCredential(
                    new ImmutableRelyingPartyRegistrationRequest(options, new RelyingPartyPublicKey(made, label)));
        });
    }

    /**
     * Options for {@code navigator.credentials.get}, as JSON.
     *
     * @param accountId whose passkeys may answer; null to let the authenticator offer all it has
     */
    public String options(Purpose purpose, @Nullable UUID accountId, HttpSession session) {
        PublicKeyCredentialRequestOptions options = operations.createCredentialRequestOptions(
                new ImmutablePublicKeyCredentialRequestOptionsRequest(accountId == null ? null : named(accountId)));
        session.setAttribute(purpose.attribute(), new Asked<>(options, Instant.now()));
        return json.writeValueAsString(options);
    }

    /**
     * Whose passkey answered.
     *
     * @throws Refused when it is no answer to what was asked, or of no passkey known here
     */
    public UUID owner(Purpose purpose, String credential, HttpSession session) {
        return answered(() -> {
            PublicKeyCredentialRequestOptions options =
                    asked(purpose.attribute(), PublicKeyCredentialRequestOptions.class, session);
            PublicKeyCredential<AuthenticatorAssertionResponse> shown =
                    json.readValue(credential, new TypeReference<>() {});
            var owner = operations.authenticate(new RelyingPartyAuthenticationRequest(options, shown));
            return PasskeyStore.accountId(owner.getId());
        });
    }

    private static <T> T asked(String attribute, Class<T> type, HttpSession session) {
        Object asked = session.getAttribute(attribute);
        session.removeAttribute(attribute);
        if (!(asked instanceof Asked<?> waiting)
                || waiting.since().plus(ANSWER_WITHIN).isBefore(Instant.now())) {
            throw new IllegalArgumentException("Nothing was asked");
        }
        return type.cast(waiting.options());
    }

    /** Whatever is wrong with an answer from outside, it is refused in one way; trouble of our own is not. */
    private static <T> T answered(java.util.function.Supplier<T> ceremony) {
        try {
            return ceremony.get();
        } catch (DataAccessException | TransactionException e) {
            throw e;
        } catch (RuntimeException e) {
            log.info("Passkey refused: {}", e.toString());
            throw new Refused();
        }
    }

    private static Authentication named(UUID accountId) {
        return UsernamePasswordAuthenticationToken.authenticated(
                accountId.toString(), null, AuthorityUtils.NO_AUTHORITIES);
    }

    private record Asked<T>(T options, Instant since) implements Serializable {}

    public static class Refused extends Refusal {
        Refused() {
            super(HttpStatus.UNAUTHORIZED, "passkey-refused", "This passkey was not accepted.");
        }
    }
}
