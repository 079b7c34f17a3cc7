package vitrine.gateway.webapp;

import java.io.IOException;
import java.time.Duration;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.util.Timeout;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerResponse;
import vitrine.gateway.problems.Problem;
import vitrine.gateway.relay.Service;
import vitrine.gateway.relay.Services;

/** The sitemap, which search engines look for beside the pages; gallery-service knows what is in it. */
@Component
class Sitemap {

    private static final Timeout PATIENCE = Timeout.of(Duration.ofMillis(1_900));
    private static final int LARGEST = 12 * 1024 * 1024;

    private final CloseableHttpClient client;
    private final String address;

    Sitemap(CloseableHttpClient client, Services services) {
        this.client = client;
        this.address = services.at(Service.GALLERY, "/api/public/sitemap.xml");
    }

    ServerResponse answer() {
        var request = new HttpGet(address);
        request.setConfig(RequestConfig.custom()
                .setConnectionRequestTimeout(PATIENCE)
                .setResponseTimeout(PATIENCE)
                .build());
        byte[] xml;
        try {
            xml = client.execute(
                    request,
                    answer -> answer.getCode() == 200
                            ? EntityUtils.toByteArray(answer.getEntity(), LARGEST)
                            : new byte[0]);
        } catch (IOException e) {
            xml = new byte[0];
        }
        if (xml.length == 0) {
            throw Problem.unavailable("The sitemap cannot be had at the moment.");
        }
        return ServerResponse.ok()
                .contentType(MediaType.APPLICATION_XML)
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePublic())
                .body(xml);
    }
}
