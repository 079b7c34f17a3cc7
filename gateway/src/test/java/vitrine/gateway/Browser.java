package vitrine.gateway;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;

/** Talks to the gateway under a host name of one's choice and keeps that host's cookies. */
final class Browser {

    static final CloseableHttpClient CLIENT = HttpClients.custom()
            .disableRedirectHandling()
            .disableCookieManagement()
            .disableContentCompression()
            .disableAutomaticRetries()
            .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                    .setMaxConnPerRoute(100)
                    .setMaxConnTotal(100)
                    .build())
            .build();

    private final int port;
    final String host;
    final Map<String, String> cookies = new LinkedHashMap<>();

    Browser(int port, String host) {
        this.port = port;
        this.host = host;
    }

    record Answer(int status, Map<String, List<String>> headers, byte[] body) {

        String header(String name) {
            var values = headers.get(name.toLowerCase(java.util.Locale.ROOT));
            return values == null ? null : String.join(", ", values);
        }

        List<String> all(String name) {
            return headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), List.of());
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        Map<String, String> locationQuery() {
            return FakeAuth.form(URI.create(header("Location")).getRawQuery());
        }
    }

    HttpUriRequestBase request(String method, String pathAndQuery, String... headers) {
        var request = new HttpUriRequestBase(method, URI.create("http://127.0.0.1:" + port + pathAndQuery));
        request.setHeader("Host", host);
        if (!cookies.isEmpty()) {
            var all = new ArrayList<String>();
            cookies.forEach((name, value) -> all.add(name + "=" + value));
            request.setHeader("Cookie", String.join("; ", all));
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.addHeader(headers[i], headers[i + 1]);
        }
        return request;
    }

    Answer get(String path, String... headers) {
        return send(request("GET", path, headers));
    }

    Answer post(String path, String body, String... headers) {
        var request = request("POST", path, headers);
        request.setEntity(new StringEntity(body, (org.apache.hc.core5.http.ContentType) null));
        return send(request);
    }

    Answer send(String method, String path, HttpEntity body, String... headers) {
        var request = request(method, path, headers);
        request.setEntity(body);
        return send(request);
    }

    Answer send(HttpUriRequestBase request) {
        try {
            return CLIENT.execute(request, this::read);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Answer read(ClassicHttpResponse response) throws IOException {
        var headers = new LinkedHashMap<String, List<String>>();
        for (var header : response.getHeaders()) {
            headers.computeIfAbsent(header.getName().toLowerCase(java.util.Locale.ROOT), name -> new ArrayList<>())
                    .add(header.getValue());
        }
        synchronized (cookies) {
            for (var cookie : headers.getOrDefault("set-cookie", List.of())) {
                var pair = cookie.split(";", 2)[0].split("=", 2);
                if (pair[1].isEmpty() || cookie.contains("Max-Age=0")) {
                    cookies.remove(pair[0]);
                } else {
                    cookies.put(pair[0], pair[1]);
                }
            }
        }
        var entity = response.getEntity();
        return new Answer(response.getCode(), headers, entity == null ? new byte[0] : EntityUtils.toByteArray(entity));
    }
}
