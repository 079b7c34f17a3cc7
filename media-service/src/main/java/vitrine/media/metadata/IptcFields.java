package vitrine.media.metadata;

import com.drew.metadata.Metadata;
import com.drew.metadata.iptc.IptcDirectory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What newsrooms write. */
final class IptcFields {

    private static final int TITLE = 256;
    private static final int CAPTION = 2_000;
    private static final int COPYRIGHT = 300;

    private final @Nullable IptcDirectory directory;

    IptcFields(Metadata metadata) {
        this.directory = metadata.getFirstDirectoryOfType(IptcDirectory.class);
    }

    @Nullable
    String title() {
        return CleanText.line(text(IptcDirectory.TAG_OBJECT_NAME), TITLE);
    }

    @Nullable
    String caption() {
        return CleanText.paragraphs(text(IptcDirectory.TAG_CAPTION), CAPTION);
    }

    @Nullable
    String copyright() {
        return CleanText.line(text(IptcDirectory.TAG_COPYRIGHT_NOTICE), COPYRIGHT);
    }

    @Nullable
    List<String> keywords() {
        return directory == null ? null : Keywords.of(directory.getKeywords());
    }

    private @Nullable String text(int tag) {
        return directory == null ? null : directory.getString(tag);
    }
}
