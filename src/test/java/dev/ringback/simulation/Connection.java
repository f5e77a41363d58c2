package dev.ringback.simulation;

import dev.ringback.flow.Trouble;
import dev.ringback.support.memory.Schedule;
import dev.ringback.support.memory.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * A connection to the database: its statements go one after the other, each step a little later than the one before. When the client dies or the
 * connection breaks, what the server has got of it goes on there; the client's next statement is sent on a new connection, beside it.
 */
final class Connection implements Schedule {
    private final Run run;
    private final List<Session> sessions = new ArrayList<>();
    private Session session;

    Connection(Run run) {
        this.run = run;
        this.session = opened();
        run.connections.add(this);
    }

    private Session opened() {
        Session next = new Session();
        sessions.add(next);
        return next;
    }

    @Override
    public void submitted(Statement statement) {
        world().trace().detail("statement", run, statement.name());
        if (world().faults().database().isAwayFor(run)) {
            run.after(run.chance().skewed(Timeline.MILLI, 50 * Timeline.MILLI), () -> {
                world().trace().note("refused", run, statement.name());
                statement.refuse(Trouble.Kind.UNAVAILABLE);
            });
        } else {
            session.line.add(statement);
            session.pump();
        }
    }

    @Override
    public void freed(Statement statement) {
        for (Session one : sessions) {
            if (one.line.peek() == statement) {
                one.walk(Timeline.MICRO);
                return;
            }
        }
    }

    /** All that is under way on it is of unknown fate to the client. The server goes on with what it has got. */
    void breaks() {
        List<Statement> lost = List.copyOf(session.line);
        session.loseTail();
        session = opened();
        lost.forEach(statement -> {
            world().trace().note("lost", run, statement);
            run.after(run.chance().skewed(0, Timeline.MILLI), statement::lose);
        });
    }

    /** The server goes down, and what is not committed is gone. */
    void serverGone() {
        breaks();
        sessions.forEach(Session::die);
        sessions.removeIf(one -> one != session);
    }

    /** The client is dead: nobody hears an answer. */
    void clientGone() {
        session.line.forEach(Statement::abandon);
        session.loseTail();
    }

    private World world() {
        return run.world();
    }

    /** The server's side. */
    private final class Session {
        private final ArrayDeque<Statement> line = new ArrayDeque<>();
        private boolean busy;
        private int walks;

        void pump() {
            if (!busy && !line.isEmpty()) {
                busy = true;
                walk(world().faults().database().delay(run));
            }
        }

        void walk(long delay) {
            Statement statement = line.element();
            int walk = ++walks;
            world().timeline().after(Timeline.Life.WORLD, delay, () -> {
                if (line.peek() == statement && walk == walks) {
                    step(statement);
                }
            });
        }

        private void step(Statement statement) {
            boolean breaks = session == this && world().faults().database().breaks(run, statement);
            if (breaks) {
                breaks();
                if (line.peek() != statement || statement.next() == Statement.Step.BEGIN) {
                    return;
                }
            } else if (statement.isUnderWay() && world().faults().database().fails(run)) {
                fail(statement);
                return;
            }
            statement.step();
            if (statement.next() == Statement.Step.ANSWER || statement.isDone()) {
                ended(statement);
            } else if (!statement.isBlocked()) {
                walk(world().faults().database().delayBefore(run, statement));
            }
        }

        private void ended(Statement statement) {
            next();
            run.after(world().faults().database().wayBack(run), () -> {
                world().trace().detail("told", run, statement.name());
                statement.step();
            });
        }

        /** The server gives it up: a deadlock, a limit of time, no room. */
        private void fail(Statement statement) {
            world().trace().note("fails", run, statement.name());
            next();
            if (run.isOver() || run.isPaused()) {
                // Nobody is there to hear it, and the server waits for nobody.
                statement.drop();
                run.after(0, statement::lose);
            } else {
                statement.refuse(Trouble.Kind.UNAVAILABLE);
            }
        }

        private void next() {
            line.remove();
            busy = false;
            pump();
            sessions.removeIf(one -> one != session && one.line.isEmpty());
        }

        /**
         * The server has got all of what was sent, or only the first, or nothing. What it has got and not begun may lie in the socket for long: it is
         * begun when everybody has looked for it in vain, and sent it again on another connection.
         */
        void loseTail() {
            Statement first = line.peek();
            if (run.chance().odds(0.5)) {
                line.forEach(one -> {
                    if (one != first) {
                        one.drop();
                    }
                });
                line.removeIf(one -> one != first);
            }
            if (first != null && first.next() == Statement.Step.BEGIN) {
                if (run.chance().odds(0.2)) {
                    line.forEach(Statement::drop);
                    line.clear();
                } else {
                    walk(run.chance().skewed(0, 30 * Timeline.SECOND));
                }
            }
        }

        void die() {
            line.forEach(Statement::drop);
            line.clear();
            busy = false;
        }
    }
}
