package vitrine.gateway.relay;

import java.time.Duration;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.MonitoringResponseOutOfOrderStrategy;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/** Connections to the services: many, kept open, and without any cleverness of their own. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({Services.class, Patience.class})
class RelayClient {

    /** Above the heartbeat of event streams, so that only a dead one is cut. */
    private static final Timeout SILENCE = Timeout.ofSeconds(60);

    /** Each open page holds one connection for its events. */
    private static final int CONNECTIONS_PER_SERVICE = 2000;

    @Bean(destroyMethod = "close")
    CloseableHttpClient httpClient(Patience patience) {
        return HttpClients.custom()
                .setConnectionManager(connections(patience.connect()))
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.ofSeconds(1))
                        .setResponseTimeout(SILENCE)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .disableConnectionState()
                .disableDefaultUserAgent()
                .evictIdleConnections(TimeValue.ofSeconds(20))
                .build();
    }

    /** For the gateway's own questions to the services. */
    @Bean
    RestClient backChannel(CloseableHttpClient client) {
        return RestClient.builder().requestFactory(requests(client)).build();
    }

    private static ClientHttpRequestFactory requests(CloseableHttpClient client) {
        var factory = new HttpComponentsClientHttpRequestFactory(client);
        factory.setReadTimeout(Duration.ofSeconds(5));
        return factory;
    }

    private static PoolingHttpClientConnectionManager connections(Duration connectLimit) {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                .setMaxConnPerRoute(CONNECTIONS_PER_SERVICE)
                .setMaxConnTotal(CONNECTIONS_PER_SERVICE * Service.values().length)
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom()
                                .setBufferSize(16 * 1024)
                                .setMaxHeaderCount(200)
                                .setMaxLineLength(64 * 1024)
                                .build())
                        // An upload that is refused early must end in that refusal, not in a broken pipe.
                        .responseOutOfOrderStrategy(MonitoringResponseOutOfOrderStrategy.INSTANCE)
                        .build())
                .setDefaultSocketConfig(SocketConfig.custom()
                        .setTcpNoDelay(true)
                        .setSoKeepAlive(true)
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(connectLimit))
                        .setSocketTimeout(SILENCE)
                        .setValidateAfterInactivity(TimeValue.ofMilliseconds(500))
                        .build())
                .build();
    }
}
