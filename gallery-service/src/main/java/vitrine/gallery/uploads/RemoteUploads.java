package vitrine.gallery.uploads;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vitrine.gallery.remote.FetchSettings;
import vitrine.gallery.remote.RemotePictures;

@Configuration(proxyBeanMethods = false)
class RemoteUploads {

    @Bean
    RemotePictures remotePictures(FetchSettings settings, UploadSettings uploads) {
        return new RemotePictures(settings, uploads.maxBytes(), PictureType::of);
    }
}
