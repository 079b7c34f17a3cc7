package vitrine.share.paging;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import vitrine.share.problems.Problem;

/** Cursors are opaque to clients and carry a position, never a right. */
public final class Cursors {

    private static final int MAX_LENGTH = 1024;

    private Cursors() {}

    /** The place of an item in an order by a text, ties broken by id. */
    public record Place(String position, UUID id) {}

    public static String of(UUID id) {
        return of(new Place("", id));
    }

    public static String of(Place place) {
        var position = place.position().getBytes(StandardCharsets.UTF_8);
        var bytes = ByteBuffer.allocate(16 + position.length)
                .putLong(place.id().getMostSignificantBits())
                .putLong(place.id().getLeastSignificantBits())
                .put(position);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    public static UUID id(String cursor) {
        var place = place(cursor);
        if (!place.position().isEmpty()) {
            throw malformed();
        }
        return place.id();
    }

    public static Place place(String cursor) {
        if (cursor.length() > MAX_LENGTH) {
            throw malformed();
        }
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
            if (bytes.remaining() < 16) {
                throw malformed();
            }
            var id = new UUID(bytes.getLong(), bytes.getLong());
            var position = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            if (position.indexOf('\0') >= 0) {
                throw malformed();
            }
            return new Place(position, id);
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw malformed();
        }
    }

    private static Problem malformed() {
        return Problem.invalid("cursor", "is not a cursor of this list");
    }
}
