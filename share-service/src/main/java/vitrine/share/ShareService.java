package vitrine.share;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class ShareService {

    public static void main(String[] args) {
        SpringApplication.run(ShareService.class, args);
    }
}
