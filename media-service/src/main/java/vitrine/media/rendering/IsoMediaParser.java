package vitrine.media.rendering;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds size and rotation of the primary picture in the boxes of HEIC and AVIF files. */
final class IsoMediaParser {

    /** A property of a picture: its kind and where its content lies. */
    private record Property(String kind, long at) {}

    private static final int MAX_PROPERTIES = 10_000;

    private final FileBytes file;
    private final List<Property> properties = new ArrayList<>();
    private long primaryItem = -1;
    private long associations = -1;
    private int width;
    private int height;
    private int anticlockwiseTurns;
    private int mirrorAxis = -1;

    private IsoMediaParser(FileBytes file) {
        this.file = file;
    }

    static PictureStructure parse(FileBytes file, PictureFormat format) throws UnreadablePicture {
        var parser = new IsoMediaParser(file);
        parser.walk(0, file.size());
        parser.applyAssociations();
        if (parser.width == 0) {
            throw new UnreadablePicture(UnreadablePicture.UNREADABLE, "The file has no still picture in it.");
        }
        return PictureStructure.of(
                new PictureHeader(format, parser.width, parser.height, 1, parser.orientation()), null);
    }

    private void walk(long from, long to) {
        long at = from;
        while (at + 8 <= to) {
            long size = file.u32(at);
            long content = at + 8;
            if (size == 1) {
                size = file.u63(content);
                content += 8;
            } else if (size == 0) {
                size = to - at;
            }
            if (size < content - at || size > to - at) {
                return;
            }
            readBox(file.text(at + 4, 4), content, at + size);
            at += size;
        }
    }

    private void readBox(String kind, long content, long end) {
        switch (kind) {
            case "meta" -> walk(content + 4, end);
            case "iprp" -> walk(content, end);
            case "ipco" -> readProperties(content, end);
            case "pitm" -> primaryItem = file.u8(content) == 0 ? file.u16(content + 4) : file.u32(content + 4);
            case "ipma" -> associations = content;
            default -> {}
        }
    }

    private void readProperties(long from, long to) {
        long at = from;
        while (at + 8 <= to && properties.size() < MAX_PROPERTIES) {
            long size = file.u32(at);
            if (size < 8) {
                return;
            }
            properties.add(new Property(file.text(at + 4, 4), at + 8));
            at += size;
        }
    }

    private void applyAssociations() {
        if (associations < 0) {
            return;
        }
        int version = file.u8(associations);
        boolean wide = (file.u8(associations + 3) & 1) == 1;
        long entries = file.u32(associations + 4);
        long at = associations + 8;
        for (long i = 0; i < entries; i++) {
            long item = version < 1 ? file.u16(at) : file.u32(at);
            at += version < 1 ? 2 : 4;
            int count = file.u8(at++);
            for (int k = 0; k < count; k++) {
                int index = wide ? file.u16(at) & 0x7FFF : file.u8(at) & 0x7F;
                at += wide ? 2 : 1;
                if (item == primaryItem) {
                    apply(property(index));
                }
            }
        }
    }

    private @Nullable Property property(int oneBased) {
        return oneBased >= 1 && oneBased <= properties.size() ? properties.get(oneBased - 1) : null;
    }

    private void apply(@Nullable Property property) {
        if (property == null) {
            return;
        }
        switch (property.kind()) {
            case "ispe" -> {
                width = file.s32(property.at() + 4);
                height = file.s32(property.at() + 8);
            }
            case "irot" -> anticlockwiseTurns = file.u8(property.at()) & 3;
            case "imir" -> mirrorAxis = file.u8(property.at()) & 1;
            default -> {}
        }
    }

    /** EXIF's number for turning first and mirroring after, the order the format recommends. */
    private int orientation() {
        int turned = switch (anticlockwiseTurns) {
            case 1 -> 8;
            case 2 -> 3;
            case 3 -> 6;
            default -> 1;
        };
        if (mirrorAxis < 0) {
            return turned;
        }
        boolean leftToRight = mirrorAxis == 1;
        return switch (turned) {
            case 8 -> leftToRight ? 7 : 5;
            case 3 -> leftToRight ? 4 : 2;
            case 6 -> leftToRight ? 5 : 7;
            default -> leftToRight ? 2 : 4;
        };
    }
}
