package vitrine.gateway.relay;

import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Pictures of many megabytes come in: taking them in larger pieces costs fewer calls of the operating system. */
@Configuration(proxyBeanMethods = false)
class UploadConnector {

    /** Of each connection that is at work. */
    private static final int READ_BUFFER = 64 * 1024;

    @Bean
    TomcatConnectorCustomizer readBuffer() {
        return connector -> connector.setProperty("socket.appReadBufSize", Integer.toString(READ_BUFFER));
    }
}
