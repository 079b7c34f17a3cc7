package vitrine.auth.tokens;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import vitrine.auth.audit.AuditLog;

/** The keys that sign tokens, for admins; they change by themselves every 90 days. */
@RestController
class SigningKeysApi {

    private final SigningKeys keys;
    private final AuditLog audit;

    SigningKeysApi(SigningKeys keys, AuditLog audit) {
        this.keys = keys;
        this.audit = audit;
    }

    @GetMapping("/api/admin/signing-keys")
    KeyList list() {
        return new KeyList(keys.published());
    }

    /** Asked again before the next key signs, it answers that key and makes no other. */
    @PostMapping("/api/admin/signing-keys/rotate")
    SigningKeys.Published rotate(@AuthenticationPrincipal Jwt admin) {
        SigningKeys.Published next = keys.replace();
        audit.record(
                "signing-key.rotated",
                UUID.fromString(admin.getSubject()),
                null,
                Map.of("kid", next.kid(), "signs_from", next.signsFrom().toString()));
        return next;
    }

    record KeyList(List<SigningKeys.Published> items) {}
}
