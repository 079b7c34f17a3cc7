package vitrine.gallery.problems;

/**
 * What is wrong with one field.
 *
 * @param field as the client sent it, in snake_case
 */
public record FieldProblem(String field, String message) {}
