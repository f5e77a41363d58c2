package dev.ringback.support;

import dev.ringback.domain.Callback;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.Hold;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.Uuid7;
import dev.ringback.domain.Work;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Callbacks in hand, each with an id of its own and a {@link Held} that tells what became of it. */
public final class Works {
    public static final NodeId NODE = new NodeId(new UUID(0x7000, 100));
    private static final AtomicLong made = new AtomicLong();

    private Works() {}

    public static ProfileId profile(int number) {
        return new ProfileId(new UUID(0x7000, number));
    }

    public static Work fresh(ProfileId profile) {
        return fresh(profile, "{}");
    }

    public static Work fresh(ProfileId profile, String data) {
        return new Work(callback(profile, data, Instant.MAX), 1, false, new Held(NODE));
    }

    public static Work claimed(ProfileId profile, int number) {
        return new Work(callback(profile, "{}", Instant.MAX), number, true, new Held(NODE));
    }

    public static Callback callback(ProfileId profile, String data, Instant expiresAt) {
        long millis = TestClock.START.toEpochMilli();
        CallbackId id = new CallbackId(Uuid7.of(millis, 0, made.incrementAndGet() << 2));
        return new Callback(id, profile, "", data.getBytes(java.nio.charset.StandardCharsets.UTF_8), expiresAt);
    }

    public static Held held(Work work) {
        return (Held) work.hold();
    }

    /** A hold that counts. */
    public static final class Held implements Hold {
        private final NodeId node;
        private volatile boolean taken;
        private volatile boolean settled;

        public Held(NodeId node) {
            this.node = node;
        }

        @Override
        public NodeId licence() {
            return node;
        }

        @Override
        public void taken() {
            taken = true;
        }

        @Override
        public void settled() {
            settled = true;
        }

        public boolean isTaken() {
            return taken;
        }

        public boolean isSettled() {
            return settled;
        }
    }
}
