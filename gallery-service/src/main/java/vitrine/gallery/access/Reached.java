package vitrine.gallery.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vitrine.gallery.problems.Problem;
import vitrine.gallery.problems.ProblemKind;

/**
 * How a caller reaches a gallery.
 *
 * @param permissionId null for the studio it belongs to, and for admins
 * @param mediaGrant of the URLs they are given
 */
public record Reached(Permission permission, @Nullable UUID permissionId, String mediaGrant) {

    public static Reached own(Caller caller) {
        return new Reached(Permission.OWNER, null, caller.mediaGrant());
    }

    /** What a row of {@code gallery_permissions} opens. Who may not work with photos anywhere may not here either. */
    static Reached granted(UUID id, String level, int epoch, boolean photographer) {
        Permission given = Permission.ofStored(level);
        return new Reached(given == Permission.EDIT && !photographer ? Permission.COPY : given, id, grantOf(id, epoch));
    }

    /** By the columns of {@link GalleryReach#SHARE_COLUMNS}. */
    public static Reached of(ResultSet row, Caller caller) throws SQLException {
        UUID id = row.getObject("share_id", UUID.class);
        return id == null
                        || caller.admin()
                        || row.getObject("studio_id", UUID.class).equals(caller.studioId())
                ? own(caller)
                : granted(id, row.getString("share_level"), row.getInt("share_epoch"), caller.photographer());
    }

    /** The grant in URLs that a permission gives out. */
    public static String grantOf(UUID permissionId, int epoch) {
        return "s." + permissionId + "." + epoch;
    }

    public boolean isOwn() {
        return permissionId == null;
    }

    public boolean includes(Permission needed) {
        return permission.includes(needed);
    }

    /** @throws Problem when it is not enough */
    public Reached require(Permission needed) {
        if (!includes(needed)) {
            throw Problem.of(
                    ProblemKind.PERMISSION_INSUFFICIENT,
                    switch (needed) {
                        case OWNER -> "Only the studio that this gallery belongs to can do this.";
                        case EDIT -> "You may not change this gallery; ask its studio for permission to edit.";
                        case COPY, VIEW -> "You may only look at this gallery; ask its studio for permission to copy.";
                    });
        }
        return this;
    }
}
