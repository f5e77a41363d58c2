package dev.ringback.support.memory;

/** Decides when the steps of statements happen, and what goes wrong with them. Each adapter of a port has one; they may share it. */
public interface Schedule {
    /** Everything happens at once; a statement that finds a row locked goes on as soon as the row is free. */
    Schedule AT_ONCE = Statement::run;

    /** A stage has sent that statement; nothing of it has happened yet. What is thrown here, the caller of the store sees. */
    void submitted(Statement statement);

    /** A statement that was blocked may go on: what it waited for has ended. */
    default void freed(Statement statement) {
        statement.run();
    }
}
