package vitrine.gallery.uploads;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** What became of the files of a request, in their order. */
@Schema(name = "UploadOutcomes")
record UploadOutcomes(List<UploadOutcome> items) {}
