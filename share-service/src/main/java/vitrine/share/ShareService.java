package vitrine.share;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;

@SpringBootApplication
@EnableScheduling
@ConfigurationPropertiesScan
public class ShareService {

    public static void main(String[] args) {
        SpringApplication.run(ShareService.class, args);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
