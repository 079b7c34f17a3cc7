package vitrine.auth.mail;

/** A mail ready to go: the same words as HTML and as plain text. */
record Letter(String subject, String html, String text) {}
