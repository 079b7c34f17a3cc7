package vitrine.gateway.webapp;

import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/** Elements for the head of a page; whatever a name or description holds, it is words in them. */
final class PageHead {

    private static final int LONGEST = 300;

    private final StringBuilder elements = new StringBuilder();
    private @Nullable String title;

    /** Of the page, in place of the web app's own. */
    PageHead titled(String title) {
        this.title = HtmlUtils.htmlEscape(shortened(title), "UTF-8");
        return this;
    }

    PageHead property(String property, @Nullable String content) {
        return meta("property", property, content);
    }

    PageHead named(String name, @Nullable String content) {
        return meta("name", name, content);
    }

    /** The one address of what is shown under several. */
    PageHead canonical(String address) {
        elements.append("<link rel=\"canonical\" href=\"")
                .append(HtmlUtils.htmlEscape(address))
                .append("\" />");
        return this;
    }

    /** As what the page is kept when somebody keeps it as an app. */
    PageHead manifest(String path) {
        elements.append("<link rel=\"manifest\" href=\"")
                .append(HtmlUtils.htmlEscape(path))
                .append("\" />");
        return this;
    }

    private PageHead meta(String kind, String name, @Nullable String content) {
        if (content != null && !content.isBlank()) {
            elements.append("<meta ")
                    .append(kind)
                    .append("=\"")
                    .append(name)
                    .append("\" content=\"")
                    .append(HtmlUtils.htmlEscape(shortened(content), "UTF-8"))
                    .append("\" />");
        }
        return this;
    }

    /** The page with these in its head; a description of its own replaces the general one. */
    String in(String html) {
        var page = elements.indexOf("name=\"description\"") < 0
                ? html
                : html.replaceFirst("<meta name=\"description\"[^>]*>\\s*", "");
        if (title != null) {
            var end = page.indexOf("</title>");
            var start = page.indexOf("<title>");
            if (start >= 0 && end > start) {
                page = page.substring(0, start) + "<title>" + title + page.substring(end);
            }
        }
        return page.replace("</head>", elements + "</head>");
    }

    private static String shortened(String text) {
        return shortened(text, LONGEST);
    }

    /** @param longest in characters, whatever they take */
    static String shortened(String text, int longest) {
        var line = text.replaceAll("\\s+", " ").strip();
        return line.codePointCount(0, line.length()) <= longest
                ? line
                : line.substring(0, line.offsetByCodePoints(0, longest - 1)) + "…";
    }
}
