package vitrine.media.rendering.jpeg;

/** Bits that are no code: what follows is lost up to the next restart marker, if there is one. */
final class CorruptScan extends Exception {

    private static final long serialVersionUID = 1L;

    CorruptScan() {
        super("Bits that are no code", null, false, false);
    }
}
