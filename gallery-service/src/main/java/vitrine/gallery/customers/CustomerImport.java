package vitrine.gallery.customers;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * What came, or would come, of a file.
 *
 * @param rows lines of the file below its head
 * @param known left out because a client has the address already
 * @param refused left out because something in them is wrong
 * @param errors the first hundred things that are
 */
@Schema(name = "CustomerImport")
record CustomerImport(boolean dryRun, int rows, int created, int known, int refused, List<RowError> errors) {

    /** @param row as a spreadsheet counts it; the head is the first */
    @Schema(name = "CustomerImportError")
    record RowError(long row, String field, String message) {}
}
