package dev.ringback.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.domain.AccountId;
import dev.ringback.domain.BodySpec;
import dev.ringback.domain.BodyType;
import dev.ringback.domain.Header;
import dev.ringback.domain.Method;
import dev.ringback.domain.Profile;
import dev.ringback.domain.Profile.Stamp;
import dev.ringback.domain.Profile.Status;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.ProfileSpec;
import dev.ringback.domain.Protection;
import dev.ringback.domain.QueryParameter;
import dev.ringback.domain.SigningSecret;
import dev.ringback.domain.access.Access;
import dev.ringback.support.TestClock;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What many active profiles cost a node, by the measure of 100 MB for 10,000: memory, and the time until a change is in use. */
class ManyProfilesTest {
    private static final int COUNT = 2_000;
    private static final long HEAP_MAX = (100L << 20) / 5;
    private static final String TEXT = "x".repeat(90);

    @Test
    void thousandsOfProfilesFitAndAChangeAmongThemIsQuick() {
        ProfileStore unused = ProfileStore.class.cast(Proxy.newProxyInstance(
                ProfileStore.class.getClassLoader(), new Class<?>[] {ProfileStore.class}, (self, method, with) -> {
                    throw new AssertionError(method.getName());
                }));
        Profiles profiles = new Profiles(unused, new CompileProfile(), () -> TestClock.START);
        profiles.replace(profile(0, 1));
        long before = heap();

        for (int i = 1; i < COUNT; i++) {
            profiles.replace(profile(i, 1));
        }
        long cost = heap() - before;
        long began = System.nanoTime();
        for (int i = 0; i < 100; i++) {
            profiles.replace(profile(i * 17, 2));
        }
        Duration each = Duration.ofNanos((System.nanoTime() - began) / 100);

        assertThat(profiles.snapshot().size()).isEqualTo(COUNT);
        assertThat(profiles.find(id(17)).orElseThrow().version()).isEqualTo(2);
        assertThat(cost).as("heap of 2,000 profiles").isLessThan(HEAP_MAX);
        // About 0.1 ms on a quiet machine.
        assertThat(each).as("time of a change").isLessThan(Duration.ofMillis(50));
    }

    /** With a JSON body of 1 KiB and ten variables, two headers and two query parameters, each profile's own. */
    private static KeptProfile profile(int number, long version) {
        StringBuilder template = new StringBuilder("{\"number\":" + number);
        for (int i = 0; i < 10; i++) {
            template.append(",\"")
                    .append(TEXT, 0, 70)
                    .append(i)
                    .append("\":\"<variable_")
                    .append(i)
                    .append(">\"");
        }
        ProfileSpec.Request request = new ProfileSpec.Request(
                Method.POST,
                "https://receiver-" + number + ".example.com/hooks/<id>",
                List.of(new Header("x-api-key", TEXT + number, true), new Header("x-event", "<event>", false)),
                List.of(new QueryParameter("status", "<status>"), new QueryParameter("number", "" + number)),
                Optional.of(new BodySpec(BodyType.JSON, template.append('}').toString())));
        ProfileSpec spec = new ProfileSpec(
                "Profile " + number,
                "sms",
                List.of("sms_send"),
                request,
                Protection.SIGNED,
                Access.OPEN,
                ProfileSpec.Delivery.STANDARD);
        byte[] key = new byte[32];
        return KeptProfile.of(new Profile(
                id(number),
                AccountId.DEFAULT,
                spec,
                Status.activeSince(TestClock.START),
                new SigningSecret(key),
                new Stamp(TestClock.START, TestClock.START, version)));
    }

    private static ProfileId id(int number) {
        return new ProfileId(new UUID(0x0190_0000_0000_7000L + ((long) number << 16), number));
    }

    private static long heap() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
