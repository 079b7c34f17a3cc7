package vitrine.gateway.webapp;

import java.io.IOException;
import java.time.Duration;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import vitrine.gateway.relay.Service;
import vitrine.gateway.relay.Services;

/** Asks services what stands in the head of a page, with little patience: pages come without it if need be. */
@Component
class Cards {

    private static final Timeout PATIENCE = Timeout.of(Duration.ofMillis(300));

    private final CloseableHttpClient client;
    private final Services services;
    private final JsonMapper json;

    Cards(CloseableHttpClient client, Services services, JsonMapper json) {
        this.client = client;
        this.services = services;
        this.json = json;
    }

    /**
     * What a service said.
     *
     * @param status 0 when it said nothing in time
     * @param card there when the status is 200
     */
    record Answer<T>(int status, @Nullable T card) {}

    <T> Answer<T> ask(Service service, String path, Class<T> form) {
        var request = new HttpGet(services.at(service, path));
        request.setConfig(RequestConfig.custom()
                .setConnectionRequestTimeout(PATIENCE)
                .setResponseTimeout(PATIENCE)
                .build());
        try {
            return client.execute(
                    request,
                    answer -> new Answer<>(
                            answer.getCode(),
                            answer.getCode() == 200
                                    ? json.readValue(EntityUtils.toByteArray(answer.getEntity()), form)
                                    : null));
        } catch (IOException | JacksonException e) {
            return new Answer<>(0, null);
        }
    }
}
