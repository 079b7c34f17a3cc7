package vitrine.media;

import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;
import vitrine.media.moving.StorageMoveCommand;

/**
 * Takes and delivers bytes; with the profile {@code worker} it renders instead, in a process of its own. Called with
 * {@code storage-move} first it moves photos to another storage, and ends.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class MediaService {

    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals(StorageMoveCommand.NAME)) {
            System.exit(StorageMoveCommand.run(List.of(args).subList(1, args.length)));
        }
        SpringApplication.run(MediaService.class, args);
    }
}
