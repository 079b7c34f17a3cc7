package vitrine.gallery.notifications;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of notices.
 *
 * @param unread of all there are, not of this page
 */
@Schema(name = "NoticeList")
record NoticeList(List<NoticeView> items, @Nullable String nextCursor, long unread) {}
