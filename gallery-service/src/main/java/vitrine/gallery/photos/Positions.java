package vitrine.gallery.photos;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Sort keys, compared byte by byte: digits of a fraction, so that between any two there is always another, which may have to be longer.
 */
final class Positions {

    /** In the order of their bytes. */
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());

    /** Much shorter than the column: what is longer is a reason to number anew. */
    private static final int LONGEST = 120;

    private static final TimeBasedEpochGenerator TIMES = Generators.timeBasedEpochGenerator();

    private Positions() {}

    /** Ids begin with the time: photos stand in the order in which they were announced. */
    static String of(UUID id) {
        return id.toString().replace("-", "");
    }

    /** Behind all that there were, and each behind the one before. */
    static List<String> atTheEnd(int number) {
        List<String> keys = new ArrayList<>(number);
        for (int n = 0; n < number; n++) {
            keys.add(of(TIMES.generate()));
        }
        return keys;
    }

    /**
     * @param low what they stand behind, empty for the beginning
     * @param high what they stand before, null for the end
     * @return empty when there is no room but by numbering the others anew
     */
    static Optional<List<String>> between(String low, @Nullable String high, int number) {
        int length = Math.max(low.length(), high == null ? 0 : high.length());
        BigInteger from = value(low, length);
        BigInteger to = high == null ? BASE.pow(length) : value(high, length);
        if (to.compareTo(from) <= 0) {
            return Optional.empty();
        }
        BigInteger parts = BigInteger.valueOf(number + 1L);
        while (to.subtract(from).compareTo(parts) < 0) {
            from = from.multiply(BASE);
            to = to.multiply(BASE);
            length++;
        }
        if (length > LONGEST) {
            return Optional.empty();
        }
        BigInteger step = to.subtract(from).divide(parts);
        List<String> keys = new ArrayList<>(number);
        BigInteger at = from;
        for (int n = 0; n < number; n++) {
            at = at.add(step);
            keys.add(text(at, length));
        }
        return Optional.of(keys);
    }

    private static BigInteger value(String key, int length) {
        BigInteger value = BigInteger.ZERO;
        for (int n = 0; n < length; n++) {
            int digit = n < key.length() ? DIGITS.indexOf(key.charAt(n)) : 0;
            value = value.multiply(BASE).add(BigInteger.valueOf(digit));
        }
        return value;
    }

    private static String text(BigInteger value, int length) {
        var text = new StringBuilder(length);
        BigInteger left = value;
        for (int n = 0; n < length; n++) {
            BigInteger[] parts = left.divideAndRemainder(BASE);
            text.append(DIGITS.charAt(parts[1].intValue()));
            left = parts[0];
        }
        return text.reverse().toString();
    }
}
