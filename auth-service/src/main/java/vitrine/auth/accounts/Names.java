package vitrine.auth.accounts;

import java.util.regex.Pattern;

/** The two ways of naming an account; neither can be mistaken for the other. */
public final class Names {

    private static final Pattern USERNAME = Pattern.compile("[A-Za-z0-9_]{3,50}");
    private static final Pattern EMAIL = Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@"
            + "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");
    private static final int LONGEST_EMAIL = 254;
    private static final int LONGEST_STUDIO_NAME = 120;

    private Names() {}

    public static boolean isUsername(String value) {
        return value.length() <= 50 && USERNAME.matcher(value).matches();
    }

    public static boolean isStudioName(String value) {
        return !value.isBlank()
                && value.length() <= LONGEST_STUDIO_NAME
                && value.chars().noneMatch(Character::isISOControl);
    }

    public static boolean isEmail(String value) {
        return value.length() <= LONGEST_EMAIL && EMAIL.matcher(value).matches();
    }
}
