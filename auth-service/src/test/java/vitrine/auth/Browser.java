package vitrine.auth;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;

import jakarta.servlet.http.Cookie;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** A browser without scripts: keeps cookies, fills the CSRF field in from the page it last saw, follows nothing by itself. */
public class Browser {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final MockMvc mvc;
    private final Map<String, Cookie> cookies = new LinkedHashMap<>();
    private String csrf = "";

    public Browser(MockMvc mvc) {
        this.mvc = mvc;
    }

    public MockHttpServletResponse get(String url, String... headers) {
        return send(request(HttpMethod.GET, uri(url)), headers);
    }

    /** Submits the form of the page seen last. */
    public MockHttpServletResponse submit(String url, String... fields) {
        return post(url, csrf, fields);
    }

    public MockHttpServletResponse post(String url, String csrfToken, String... fields) {
        var post = request(HttpMethod.POST, uri(url)).contentType(MediaType.APPLICATION_FORM_URLENCODED);
        for (int i = 0; i < fields.length; i += 2) {
            post.param(fields[i], fields[i + 1]);
        }
        return send(csrfToken.isEmpty() ? post : post.param("_csrf", csrfToken));
    }

    public String cookie(String name) {
        Cookie cookie = cookies.get(name);
        return cookie == null ? "" : cookie.getValue();
    }

    public void setCookie(String name, String value) {
        cookies.put(name, new Cookie(name, value));
    }

    public String csrf() {
        return csrf;
    }

    private static URI uri(String url) {
        return URI.create(url.startsWith("/") ? AuthTest.AUTH + url : url);
    }

    private MockHttpServletResponse send(MockHttpServletRequestBuilder request, String... headers) {
        request.accept(MediaType.TEXT_HTML).header("Accept-Language", "en");
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        if (!cookies.isEmpty()) {
            request.cookie(cookies.values().toArray(Cookie[]::new));
        }
        try {
            MockHttpServletResponse response = mvc.perform(request).andReturn().getResponse();
            for (Cookie cookie : response.getCookies()) {
                if (cookie.getMaxAge() == 0) {
                    cookies.remove(cookie.getName());
                } else {
                    cookies.put(cookie.getName(), cookie);
                }
            }
            Matcher found = CSRF.matcher(response.getContentAsString());
            if (found.find()) {
                csrf = found.group(1);
            }
            return response;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
