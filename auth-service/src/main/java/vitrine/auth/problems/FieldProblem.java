package vitrine.auth.problems;

/** What is wrong with one field, named as it was sent; never the value itself. */
public record FieldProblem(String field, String message) {}
