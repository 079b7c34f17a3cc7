package vitrine.share.problems;

import java.io.IOException;

/** A body that grew over the limit without having announced it. */
final class BodyTooLarge extends IOException {}
