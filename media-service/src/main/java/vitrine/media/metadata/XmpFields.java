package vitrine.media.metadata;

import com.adobe.internal.xmp.XMPConst;
import com.adobe.internal.xmp.XMPException;
import com.adobe.internal.xmp.XMPMeta;
import com.adobe.internal.xmp.properties.XMPProperty;
import com.drew.metadata.Metadata;
import com.drew.metadata.xmp.XmpDirectory;
import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What photographers write in their catalogue programs. */
final class XmpFields {

    private static final String AUX = "http://ns.adobe.com/exif/1.0/aux/";
    private static final int TITLE = 256;
    private static final int CAPTION = 2_000;
    private static final int COPYRIGHT = 300;
    private static final int LENS = 120;
    private static final int ENOUGH_ITEMS = 1_000;

    private final List<XMPMeta> packets;

    XmpFields(Metadata metadata) {
        this.packets = metadata.getDirectoriesOfType(XmpDirectory.class).stream()
                .map(XmpDirectory::getXMPMeta)
                .toList();
    }

    @Nullable
    String title() {
        return CleanText.line(localized("title"), TITLE);
    }

    @Nullable
    String caption() {
        return CleanText.paragraphs(localized("description"), CAPTION);
    }

    @Nullable
    String copyright() {
        return CleanText.line(localized("rights"), COPYRIGHT);
    }

    @Nullable
    String lens() {
        return CleanText.line(property(AUX, "Lens"), LENS);
    }

    @Nullable
    Integer rating() {
        String rating = property(XMPConst.NS_XMP, "Rating");
        if (rating == null) {
            return null;
        }
        double value = Double.parseDouble(rating.strip());
        return value >= 0 && value <= 5 ? (Integer) (int) value : null;
    }

    @Nullable
    String capturedAt() {
        String exif = moment(property(XMPConst.NS_EXIF, "DateTimeOriginal"));
        return exif != null ? exif : moment(property(XMPConst.NS_PHOTOSHOP, "DateCreated"));
    }

    @Nullable
    List<String> keywords() {
        var keywords = new ArrayList<String>();
        for (XMPMeta packet : packets) {
            try {
                int count = Math.min(ENOUGH_ITEMS, packet.countArrayItems(XMPConst.NS_DC, "subject"));
                for (int i = 1; i <= count; i++) {
                    keywords.add(
                            packet.getArrayItem(XMPConst.NS_DC, "subject", i).getValue());
                }
            } catch (XMPException e) {
                continue;
            }
        }
        return Keywords.of(keywords);
    }

    /** A complete date and time, with the offset if there is one; fractions of seconds are dropped. */
    private static @Nullable String moment(@Nullable String written) {
        if (written == null) {
            return null;
        }
        try {
            var moment = DateTimeFormatter.ISO_DATE_TIME.parse(written.strip());
            String offset = moment.isSupported(ChronoField.OFFSET_SECONDS)
                    ? DateTimeFormatter.ofPattern("XXX").format(moment)
                    : "";
            return DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").format(moment) + offset;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private @Nullable String localized(String name) {
        for (XMPMeta packet : packets) {
            try {
                XMPProperty text = packet.getLocalizedText(XMPConst.NS_DC, name, "", XMPConst.X_DEFAULT);
                if (text != null && text.getValue() != null) {
                    return text.getValue();
                }
            } catch (XMPException e) {
                continue;
            }
        }
        return null;
    }

    private @Nullable String property(String namespace, String name) {
        for (XMPMeta packet : packets) {
            try {
                String text = packet.getPropertyString(namespace, name);
                if (text != null) {
                    return text;
                }
            } catch (XMPException e) {
                continue;
            }
        }
        return null;
    }
}
