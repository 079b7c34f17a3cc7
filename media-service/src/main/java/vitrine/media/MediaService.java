package vitrine.media;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class MediaService {

    public static void main(String[] args) {
        SpringApplication.run(MediaService.class, args);
    }
}
