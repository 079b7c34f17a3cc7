package vitrine.media.rendering;

import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;

/**
 * Capital letters of straight strokes, for machines without a single font: a server needs none for anything else, and a
 * picture must not go out unmarked for the lack of one. Other letters lose their accents; what is left unknown is
 * left out.
 */
final class StrokeFont {

    private static final double GRID_HEIGHT = 6;
    private static final double ADVANCE = 5.8;
    private static final double WEIGHT = 0.9;

    /** Strokes separated by blanks; each point is a column (0 to 4) and a row (0 to 7, downwards). */
    private static final Map<Character, String> GLYPHS = Map.ofEntries(
            Map.entry(' ', ""),
            Map.entry('A', "062046 1434"),
            Map.entry('B', "0006 003041423303 3344453606"),
            Map.entry('C', "4130100105163645"),
            Map.entry('D', "00062644422000"),
            Map.entry('E', "40000646 0333"),
            Map.entry('F', "400006 0333"),
            Map.entry('G', "41301001051636454323"),
            Map.entry('H', "0006 4046 0343"),
            Map.entry('I', "1030 1636 2026"),
            Map.entry('J', "4045361605"),
            Map.entry('K', "0006 400346"),
            Map.entry('L', "000646"),
            Map.entry('M', "0600234046"),
            Map.entry('N', "06004640"),
            Map.entry('O', "100105163645413010"),
            Map.entry('P', "06003041423303"),
            Map.entry('Q', "100105163645413010 3446"),
            Map.entry('R', "06003041423303 2346"),
            Map.entry('S', "413010010213334445361605"),
            Map.entry('T', "0040 2026"),
            Map.entry('U', "000516364540"),
            Map.entry('V', "002640"),
            Map.entry('W', "0016233640"),
            Map.entry('X', "0046 4006"),
            Map.entry('Y', "002340 2326"),
            Map.entry('Z', "00400646"),
            Map.entry('0', "100105163645413010 1432"),
            Map.entry('1', "112026 1636"),
            Map.entry('2', "01103041420646"),
            Map.entry('3', "01103041423313 334445361605"),
            Map.entry('4', "36300444"),
            Map.entry('5', "400002324345361605"),
            Map.entry('6', "4130100105163645443303"),
            Map.entry('7', "004016"),
            Map.entry('8', "100102133342413010 1304051636454433"),
            Map.entry('9', "0516364541301001021343"),
            Map.entry('-', "1333"),
            Map.entry('_', "0646"),
            Map.entry('.', "2626"),
            Map.entry(',', "2517"),
            Map.entry(':', "2222 2525"),
            Map.entry('!', "2024 2626"),
            Map.entry('\'', "2021"),
            Map.entry('/', "0640"),
            Map.entry('+', "2125 0343"),
            Map.entry('(', "30212536"),
            Map.entry(')', "10212516"),
            Map.entry('&', "4612112031320405162644"),
            Map.entry('\u00A9', "100105163645413010 32222434"));

    private StrokeFont() {}

    /** The outline of a line of text whose capitals are that high, its top left corner near the origin. */
    static Shape outline(String text, double height) {
        double unit = height / GRID_HEIGHT;
        var strokes = new Path2D.Double();
        String plain = Normalizer.normalize(text, Normalizer.Form.NFD).toUpperCase(Locale.ROOT);
        double left = 0;
        for (int i = 0; i < plain.length(); i++) {
            String glyph = GLYPHS.get(plain.charAt(i));
            if (glyph != null) {
                add(strokes, glyph, left, unit);
                left += ADVANCE * unit;
            }
        }
        return new BasicStroke((float) (WEIGHT * unit), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
                .createStrokedShape(strokes);
    }

    private static void add(Path2D strokes, String glyph, double left, double unit) {
        for (String stroke : glyph.split(" ", 0)) {
            for (int i = 0; i + 1 < stroke.length(); i += 2) {
                double x = left + (stroke.charAt(i) - '0') * unit;
                double y = (stroke.charAt(i + 1) - '0') * unit;
                if (i == 0) {
                    strokes.moveTo(x, y);
                } else {
                    strokes.lineTo(x, y);
                }
            }
        }
    }
}
