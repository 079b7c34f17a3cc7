package vitrine.gallery.notifications;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;

/** How somebody is told about things of a kind. */
@Schema(name = "NoticeSetting")
record NoticeSetting(
        @NotNull(message = "is required") NoticeKind kind,
        @NotNull(message = "is required") Boolean inApp,
        @NotNull(message = "is required") MailTime mail) {}
