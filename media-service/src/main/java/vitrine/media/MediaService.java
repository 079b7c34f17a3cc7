package vitrine.media;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Takes and delivers bytes; with the profile {@code worker} it renders instead, in a process of its own. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class MediaService {

    public static void main(String[] args) {
        SpringApplication.run(MediaService.class, args);
    }
}
