package vitrine.gallery.dashboard;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vitrine.gallery.access.Caller;
import vitrine.gallery.pages.Page;
import vitrine.gallery.problems.Problem;

/** Of the caller's studio, and no other. */
@RestController
@RequestMapping("/api")
@Tag(name = "dashboard")
class DashboardController {

    private static final int DAYS_SHOWN = 30;
    private static final int MOST_DAYS = 1100;
    private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);

    private final Figures figures;
    private final ActivityList activity;

    DashboardController(Figures figures, ActivityList activity) {
        this.figures = figures;
        this.activity = activity;
    }

    @Operation(operationId = "getStats", summary = "The studio in figures")
    @GetMapping("/stats")
    StatsView stats(Caller caller) {
        return figures.of(caller.studioId());
    }

    @Operation(
            operationId = "getViews",
            summary = "Views over time, of the studio or of one gallery, link or client; days are those of UTC")
    @GetMapping("/stats/views")
    ViewsView views(
            Caller caller,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            @RequestParam(defaultValue = "day")
                    @Pattern(regexp = "day|week|month", message = "must be day, week or month")
                    @Schema(allowableValues = {"day", "week", "month"})
                    String by,
            @RequestParam(required = false) @Nullable UUID gallery,
            @RequestParam(required = false) @Nullable UUID link,
            @RequestParam(required = false) @Nullable UUID customer) {
        LocalDate last = to == null ? Figures.today() : to;
        LocalDate first = from == null ? last.minusDays(DAYS_SHOWN - 1) : from;
        if (last.isAfter(Figures.today().plusDays(1))) {
            throw Problem.invalid("to", "must not be in the future");
        }
        if (first.isAfter(last) || first.isBefore(FIRST) || ChronoUnit.DAYS.between(first, last) > MOST_DAYS) {
            throw Problem.invalid("from", "must be before the end, by at most three years");
        }
        UUID id = caller.studioId();
        Figures.Scope scope = Figures.Scope.STUDIO;
        int asked = 0;
        if (gallery != null) {
            scope = Figures.Scope.GALLERY;
            id = gallery;
            asked++;
        }
        if (link != null) {
            scope = Figures.Scope.LINK;
            id = link;
            asked++;
        }
        if (customer != null) {
            scope = Figures.Scope.CUSTOMER;
            id = customer;
            asked++;
        }
        if (asked > 1) {
            throw Problem.invalid("gallery", "of gallery, link and customer only one can be asked for");
        }
        return figures.views(caller.studioId(), scope, id, first, last, by);
    }

    @Operation(
            operationId = "listActivity",
            summary = "What happened in the studio, newest first; the like of it within an hour is one item")
    @GetMapping("/activity")
    Page<ActivityView> activity(
            Caller caller,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return activity.of(caller, limit, cursor);
    }

    @Operation(
            operationId = "listCustomerHistory",
            summary = "What a client was sent, saw, chose and downloaded, newest first")
    @GetMapping("/customers/{id}/history")
    Page<ActivityView> history(
            Caller caller,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return activity.ofCustomer(caller, id, limit, cursor);
    }
}
