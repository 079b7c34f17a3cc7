package vitrine.auth.clients;

import java.util.List;

/** What a client may ask to know or to do, in the order in which people read it. */
public final class ClientScopes {

    public static final String OPENID = "openid";
    public static final String PROFILE = "profile";
    public static final String EMAIL = "email";
    /** The person's role and studio here. */
    public static final String ROLES = "roles";
    /** Refresh tokens outlive the session they came from. */
    public static final String OFFLINE_ACCESS = "offline_access";
    /** Everything the person may do here: only tokens with it are meant for the suite's own services. */
    public static final String VITRINE = "vitrine";

    public static final List<String> ALL = List.of(OPENID, PROFILE, EMAIL, ROLES, VITRINE, OFFLINE_ACCESS);

    private ClientScopes() {}
}
