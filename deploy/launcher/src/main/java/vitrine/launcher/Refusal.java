package vitrine.launcher;

/** A start that cannot be, said in one sentence, with the exit code that scripts see. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    enum Code {
        USAGE(2),
        PORT_TAKEN(13),
        ALREADY_RUNNING(14),
        NOT_STARTED(16),
        DATA_FOLDER_UNUSABLE(17),
        DEMO_FAILED(18);

        private final int exit;

        Code(int exit) {
            this.exit = exit;
        }
    }

    private final Code code;

    Refusal(Code code, String sentence) {
        super(sentence);
        this.code = code;
    }

    Code code() {
        return code;
    }

    int exit() {
        return code.exit;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
