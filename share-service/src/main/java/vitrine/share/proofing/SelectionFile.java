package vitrine.share.proofing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import vitrine.share.proofing.StudioProofing.Selected;

/** A selection in the forms that programs for photographs take in. */
enum SelectionFile {
    /** For the text filter of Lightroom: names without ending, because clients choose from JPEGs of raw files. */
    LIGHTROOM("text/plain;charset=UTF-8", "txt") {
        @Override
        void write(List<Selected> selected, OutputStream out) throws IOException {
            text(names(selected).collect(Collectors.joining(", ")), out);
        }
    },
    /** For selecting by a list of file names in Capture One: one in each line. */
    CAPTURE_ONE("text/plain;charset=UTF-8", "txt") {
        @Override
        void write(List<Selected> selected, OutputStream out) throws IOException {
            text(names(selected).map(name -> name + "\r\n").collect(Collectors.joining()), out);
        }
    },
    CSV("text/csv;charset=UTF-8", "csv") {
        @Override
        void write(List<Selected> selected, OutputStream out) throws IOException {
            text("\uFEFFfilename,title,visitor,email,list,verdict\r\n", out);
            for (var row : selected) {
                text(
                        String.join(
                                        ",",
                                        cell(row.filename()),
                                        cell(row.title()),
                                        cell(row.visitor()),
                                        cell(row.email()),
                                        cell("favourites".equals(row.listKind()) ? "Favourites" : row.listName()),
                                        cell(row.verdict()))
                                + "\r\n",
                        out);
            }
        }
    },
    /** Sidecar files beside the raw files: five stars and green for what is wanted, rejected and red for what is not. */
    XMP("application/zip", "zip") {
        @Override
        void write(List<Selected> selected, OutputStream out) throws IOException {
            var wanted = new LinkedHashMap<String, Boolean>();
            selected.forEach(row -> wanted.merge(stem(row.filename()), row.isWanted(), (a, b) -> a || b));
            var zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
            Set<String> taken = new HashSet<>();
            for (var photo : wanted.entrySet()) {
                var name = photo.getKey().replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029/\\\\:*?\"<>|]", "_");
                if (name.isBlank() || name.chars().allMatch(c -> c == '.' || c == '_')) {
                    name = "photo";
                }
                for (int number = 2; !taken.add(name.toLowerCase(Locale.ROOT)); number++) {
                    name = name.replaceFirst("( \\(\\d+\\))?$", " (" + number + ")");
                }
                zip.putNextEntry(new ZipEntry(name + ".xmp"));
                zip.write(sidecar(photo.getValue()).getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
            zip.finish();
        }
    };

    private final String contentType;
    private final String ending;

    SelectionFile(String contentType, String ending) {
        this.contentType = contentType;
        this.ending = ending;
    }

    abstract void write(List<Selected> selected, OutputStream out) throws IOException;

    String contentType() {
        return contentType;
    }

    String ending() {
        return ending;
    }

    static @Nullable SelectionFile of(String format) {
        for (var file : values()) {
            if (file.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(format)) {
                return file;
            }
        }
        return null;
    }

    private static java.util.stream.Stream<String> names(List<Selected> selected) {
        return selected.stream()
                .filter(Selected::isWanted)
                .map(row -> stem(row.filename()).replaceAll("[\\p{Cntrl}\\u2028\\u2029]", " "))
                .distinct();
    }

    private static String stem(String filename) {
        var dot = filename.lastIndexOf('.');
        return dot > 0 ? filename.substring(0, dot) : filename;
    }

    /** Spreadsheets would reckon with what begins like a formula. */
    private static String cell(@Nullable String value) {
        if (value == null || value.isEmpty()) {
            return "";
        }
        var safe = "=+-@\t\r\n＝＋－＠".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        return '"' + safe.replace("\"", "\"\"") + '"';
    }

    private static String sidecar(boolean wanted) {
        return """
                <?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
                <x:xmpmeta xmlns:x="adobe:ns:meta/">
                 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
                  <rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
                   <xmp:Rating>%s</xmp:Rating>
                   <xmp:Label>%s</xmp:Label>
                  </rdf:Description>
                 </rdf:RDF>
                </x:xmpmeta>
                <?xpacket end="w"?>
                """.formatted(wanted ? "5" : "-1", wanted ? "Green" : "Red");
    }

    private static void text(String text, OutputStream out) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
