package vitrine.auth.apitokens;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * A token as its owner holds it: {@code vit_}, 32 random bytes and a checksum, both in base 62. The checksum tells a mistyped token,
 * or a text that only looks like one, without asking the database.
 */
record TokenSecret(String value) {

    static final String PREFIX = "vit_";

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int RANDOM_BYTES = 32;
    private static final int RANDOM_DIGITS = 43;
    private static final int CHECK_DIGITS = 6;
    private static final int VISIBLE = 10;
    private static final SecureRandom RANDOM = new SecureRandom();

    static TokenSecret create() {
        byte[] bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        String random = PREFIX + digits(new BigInteger(1, bytes), RANDOM_DIGITS);
        return new TokenSecret(random + checksum(random));
    }

    /** Empty for what cannot be one of ours. */
    static Optional<TokenSecret> read(String text) {
        int length = PREFIX.length() + RANDOM_DIGITS + CHECK_DIGITS;
        if (text.length() != length || !text.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String random = text.substring(0, length - CHECK_DIGITS);
        return text.equals(random + checksum(random)) ? Optional.of(new TokenSecret(text)) : Optional.empty();
    }

    byte[] digest() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }

    /** What may be shown of it for ever; far too little to guess the rest. */
    String visible() {
        return value.substring(0, VISIBLE);
    }

    private static String checksum(String random) {
        var crc = new CRC32();
        crc.update(random.getBytes(StandardCharsets.UTF_8));
        return digits(BigInteger.valueOf(crc.getValue()), CHECK_DIGITS);
    }

    private static String digits(BigInteger number, int count) {
        var text = new StringBuilder();
        BigInteger base = BigInteger.valueOf(DIGITS.length());
        for (BigInteger rest = number; text.length() < count; rest = rest.divide(base)) {
            text.append(DIGITS.charAt(rest.mod(base).intValue()));
        }
        return text.reverse().toString();
    }

    @Override
    public String toString() {
        return "TokenSecret[...]";
    }
}
