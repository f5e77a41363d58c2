package dev.ringback.http;

/** Carries a {@link Problem} to the edge. It has no stack trace: nothing broke, somebody was told no. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    ProblemException(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
