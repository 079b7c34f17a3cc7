package vitrine.gallery.notifications;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vitrine.gallery.access.Caller;

/** Everybody's own. */
@RestController
@RequestMapping("/api/notifications")
@Tag(name = "notifications")
class NoticeController {

    private final Notices notices;
    private final NoticeSettings settings;

    NoticeController(Notices notices, NoticeSettings settings) {
        this.notices = notices;
        this.settings = settings;
    }

    /** @param ids left out: all */
    @Schema(name = "NoticesRead")
    record NoticesRead(
            @Size(max = 1000, message = "must be at most 1000") @Nullable
            List<@NotNull UUID> ids) {}

    @Schema(name = "NoticeSettings")
    record Settings(
            @NotNull(message = "is required") @Size(max = 20, message = "must be at most 20")
            List<@NotNull @Valid NoticeSetting> items) {}

    @Operation(operationId = "listNotices", summary = "What the caller was told, newest first")
    @GetMapping
    NoticeList list(
            Caller caller,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return notices.page(caller.accountId(), limit, cursor);
    }

    @Operation(operationId = "readNotices", summary = "Mark some, or all, as read")
    @PostMapping("/read")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void read(Caller caller, @Valid @RequestBody NoticesRead read) {
        notices.read(caller.accountId(), read.ids());
    }

    @Operation(operationId = "getNoticeSettings", summary = "What the caller is told, and how")
    @GetMapping("/settings")
    Settings settings(Caller caller) {
        return new Settings(settings.of(caller.accountId()));
    }

    @Operation(operationId = "editNoticeSettings", summary = "Choose for some or all kinds")
    @PutMapping("/settings")
    Settings choose(Caller caller, @Valid @RequestBody Settings chosen) {
        settings.choose(caller.accountId(), chosen.items());
        return settings(caller);
    }
}
