package vitrine.share.visits;

/** What of a link can be locked: the link itself by a password, its downloads by a PIN. */
enum Door {
    LINK("vitrine_unlock", "unlock"),
    DOWNLOADS("vitrine_downloads", "downloads");

    private final String cookie;
    private final String purpose;

    Door(String cookie, String purpose) {
        this.cookie = cookie;
        this.purpose = purpose;
    }

    String cookie() {
        return cookie;
    }

    /** Part of what its cookie is signed over, so that neither opens the other. */
    String purpose() {
        return purpose;
    }

    String stored() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
