package vitrine.share.branding;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a studio's mails look. They are set on light ground, whatever their reader's program makes of it.
 *
 * @param accent of the button, as {@code #RRGGBB}; its words are white
 * @param fontFamily of the title, with what stands in where it is missing
 * @param contact lines at the end
 */
public record Letterhead(String accent, String fontFamily, Branding.@Nullable Logo logo, List<String> contact) {

    public static final Letterhead PLAIN =
            new Letterhead("#0F5E63", "'Newsreader', Georgia, 'Times New Roman', serif", null, List.of());

    private static final double WIDEST = 240;
    private static final double HIGHEST = 72;

    static Letterhead of(Brandings.StudioBranded looks) {
        return new Letterhead(
                looks.accent().light(),
                looks.fontFamily(),
                looks.logo() == null ? null : fitted(looks.logo()),
                Stream.of(looks.footer(), looks.website(), looks.email(), looks.phone())
                        .filter(Objects::nonNull)
                        .toList());
    }

    private static Branding.Logo fitted(Branding.Logo logo) {
        double scale = Math.min(1, Math.min(WIDEST / logo.width(), HIGHEST / logo.height()));
        return new Branding.Logo(logo.url(), (int) Math.max(1, Math.round(logo.width() * scale)), (int)
                Math.max(1, Math.round(logo.height() * scale)));
    }
}
