package vitrine.gallery;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class GalleryService {

    public static void main(String[] args) {
        SpringApplication.run(GalleryService.class, args);
    }
}
