package vitrine.gallery.branding;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vitrine.gallery.access.Caller;

/** A host name of the studio's own. */
@RestController
@RequestMapping("/api/studio/host")
@Tag(name = "studio")
class HostController {

    private final StudioHosts hosts;

    HostController(StudioHosts hosts) {
        this.hosts = hosts;
    }

    /**
     * @param records to be set where the domain is managed
     * @param verifiedAt null until it is proved
     */
    @Schema(name = "StudioHost")
    record StudioHost(
            @Nullable String host,
            List<DnsRecord> records,
            @Nullable Instant verifiedAt) {}

    @Schema(name = "DnsRecord")
    record DnsRecord(String type, String name, String value) {}

    /** Names in another script are written as browsers send them, {@code xn--…}. */
    @Schema(name = "HostEdit")
    record HostEdit(
            @NotNull(message = "is required")
            @Size(max = 253, message = "must be at most 253 characters long")
            @Pattern(
                    regexp = "(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])",
                    message = "must be a host name in small letters, such as photos.example.org")
            String host) {}

    @Operation(operationId = "getStudioHost", summary = "The studio's own host name, and how it is proved")
    @GetMapping
    StudioHost get(Caller caller) {
        return hosts.of(caller.studioId());
    }

    @Operation(operationId = "editStudioHost", summary = "Claim a host name; owners and managers")
    @PutMapping
    StudioHost edit(Caller caller, @Valid @RequestBody HostEdit edit) {
        BrandingController.requireKeeper(caller);
        hosts.claim(caller.studioId(), edit.host());
        return get(caller);
    }

    @Operation(operationId = "checkStudioHost", summary = "Look for the proof in the domain name system")
    @PostMapping("/check")
    StudioHost check(Caller caller) {
        BrandingController.requireKeeper(caller);
        hosts.check(caller.studioId());
        return get(caller);
    }

    @Operation(operationId = "deleteStudioHost", summary = "Give the host name up")
    @DeleteMapping
    StudioHost delete(Caller caller) {
        BrandingController.requireKeeper(caller);
        hosts.claim(caller.studioId(), null);
        return get(caller);
    }
}
