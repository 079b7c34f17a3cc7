package vitrine.auth.problems;

import java.util.List;
import org.springframework.http.HttpStatus;

/** Some fields of a request do not hold what they should. */
public class InvalidFields extends Refusal {

    private final transient List<FieldProblem> errors;

    public InvalidFields(List<FieldProblem> errors) {
        super(HttpStatus.BAD_REQUEST, "validation", "Some fields are not valid.", errors);
        this.errors = List.copyOf(errors);
    }

    public InvalidFields(String field, String message) {
        this(List.of(new FieldProblem(field, message)));
    }

    public List<FieldProblem> errors() {
        return errors;
    }
}
