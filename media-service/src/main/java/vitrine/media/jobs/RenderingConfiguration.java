package vitrine.media.jobs;

import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vitrine.media.rendering.RenderLimits;
import vitrine.media.rendering.Renderer;
import vitrine.media.rendering.WatermarkSpec;

@Configuration(proxyBeanMethods = false)
class RenderingConfiguration {

    @Bean
    RenderLimits renderLimits(RenderingSettings settings, @Value("${media.uploads.max-bytes}") long maxBytes) {
        return new RenderLimits(
                maxBytes,
                settings.maxPixels(),
                settings.maxScans(),
                settings.maxFrames(),
                settings.maxTime(),
                settings.heapCeiling().toBytes());
    }

    @Bean
    Renderer renderer(RenderLimits limits) {
        return Renderer.create(limits);
    }

    @Bean
    WatermarkSpec watermark(RenderingSettings settings) {
        return new WatermarkSpec(settings.watermarkText(), settings.watermarkOpacity(), WatermarkSpec.Position.TILED);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
