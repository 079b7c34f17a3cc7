package vitrine.gallery.branding;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.springframework.core.convert.converter.Converter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vitrine.gallery.access.Caller;
import vitrine.gallery.media.RemoteMedia;
import vitrine.gallery.problems.Problem;
import vitrine.gallery.problems.ProblemKind;

/** The studio's looks: its members see them, its owner and managers decide them. */
@RestController
@RequestMapping("/api/studio/branding")
@Tag(name = "studio")
class BrandingController {

    private static final int LARGEST_LOGO = 2 * 1024 * 1024;

    private final Brandings brandings;
    private final RemoteMedia media;

    BrandingController(Brandings brandings, RemoteMedia media) {
        this.brandings = brandings;
        this.media = media;
    }

    /**
     * @param palette all colours there are to choose from
     * @param editable by who asks
     */
    @Schema(name = "StudioBranding")
    record StudioBranding(Branding branding, List<Accent.Shown> palette, List<DisplayFont> fonts, boolean editable) {}

    @Operation(operationId = "getBranding", summary = "How the studio looks, and what there is to choose from")
    @GetMapping
    StudioBranding get(Caller caller) {
        return new StudioBranding(
                brandings.of(caller.studioId()),
                Arrays.stream(Accent.values()).map(Accent::shown).toList(),
                List.of(DisplayFont.values()),
                caller.keepsStudio());
    }

    @Operation(
            operationId = "editBranding",
            summary = "Change colour, typeface, footer and contact; owners and managers")
    @PutMapping
    StudioBranding edit(Caller caller, @Valid @org.springframework.web.bind.annotation.RequestBody BrandingEdit edit) {
        requireKeeper(caller);
        brandings.save(caller.studioId(), edit);
        return get(caller);
    }

    @Operation(
            operationId = "editLogo",
            summary = "Give the logo for light or dark ground: a PNG, JPEG or WebP of at most 2 MB",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/octet-stream",
                                            schema = @Schema(type = "string", format = "binary"))))
    @PutMapping("/logo/{ground}")
    StudioBranding editLogo(Caller caller, @PathVariable Ground ground, HttpServletRequest request) throws IOException {
        requireKeeper(caller);
        byte[] file = request.getInputStream().readNBytes(LARGEST_LOGO + 1);
        if (file.length > LARGEST_LOGO) {
            throw Problem.of(ProblemKind.UPLOAD_TOO_LARGE).with("max_bytes", LARGEST_LOGO);
        }
        brandings.show(caller.studioId(), ground, media.storeLogo(caller.token(), ground.label(), file));
        return get(caller);
    }

    @Operation(operationId = "deleteLogo", summary = "Take the logo away; the studio's name stands in its place")
    @DeleteMapping("/logo/{ground}")
    StudioBranding deleteLogo(Caller caller, @PathVariable Ground ground) {
        requireKeeper(caller);
        brandings.show(caller.studioId(), ground, null);
        return get(caller);
    }

    static void requireKeeper(Caller caller) {
        if (!caller.keepsStudio()) {
            throw Problem.of(ProblemKind.FORBIDDEN, "Only owners and managers of the studio decide this.");
        }
    }

    /** In addresses grounds are written as the API writes them, and other spellings name nothing. */
    @Component
    static class Grounds implements Converter<String, Ground> {

        @Override
        public Ground convert(String text) {
            return Arrays.stream(Ground.values())
                    .filter(ground -> ground.label().equals(text))
                    .findFirst()
                    .orElseThrow(Problem::notFound);
        }
    }
}
