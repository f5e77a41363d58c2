package dev.ringback.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.bus.Between;
import dev.ringback.bus.Topics;
import dev.ringback.domain.AccountId;
import dev.ringback.domain.CallbackId;
import dev.ringback.support.Await;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LookAbroadTest {
    private static final LiveFilter ALL =
            new LiveFilter(AccountId.DEFAULT, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final Between here = Between.of(vertx, "here", () -> List.of("there"));
    private final Between there = Between.of(vertx, "there", () -> List.of("here"));
    private final LiveFeed feedHere = new LiveFeed(5);
    private final LiveFeed feedThere = new LiveFeed(5);
    private final LookAbroad lookHere = new LookAbroad(feedHere, here);
    private final LookAbroad lookThere = new LookAbroad(feedThere, there);
    private final List<Watch.Shown> seen = new CopyOnWriteArrayList<>();

    @BeforeEach
    void listen() {
        onLoop(() -> {
            here.on(Topics.SEEN, lookHere::seen);
            here.on(Topics.LOOKS, lookHere::heard);
            there.on(Topics.LOOKS, lookThere::heard);
            there.on(Topics.SEEN, lookThere::seen);
        });
    }

    @AfterEach
    void close() {
        Await.result(vertx.close());
    }

    @Test
    void showsWhatPassesByThereWhileSomebodyLooksHere() {
        Watch watch = feedHere.watch(ALL, seen::add);
        second();
        Await.until("it is asked for", feedThere::isWatched);

        passesByThere(500);

        Await.until("a sample came", () -> seen.size() == Watch.A_SECOND_MAX);
        second();
        Await.until("the rest was counted", () -> watch.nextSecond() == 500 - Watch.A_SECOND_MAX);
        assertThat(seen).extracting(Watch.Shown::glimpse).containsOnly("{\"id\":\"cb_1\"}");
    }

    @Test
    void followsWhatWasShownToItsEnd() {
        Watch watch = feedHere.watch(ALL, seen::add);
        second();
        Await.until("it is asked for", feedThere::isWatched);
        passesByThere(500);
        Await.until("a sample came", () -> seen.size() == Watch.A_SECOND_MAX);

        CallbackId first = new CallbackId(new UUID(7, 0));
        assertThat(watch.follows(first)).isTrue();
        feedThere.all().forEach(each -> each.show(new Watch.Seen(first, true, () -> "{\"state\":\"failed\"}")));

        Await.until("its end came", () -> seen.size() == Watch.A_SECOND_MAX + 1);
        assertThat(watch.follows(first)).isFalse();
    }

    @Test
    void endsWithTheLastWhoLooks() {
        Watch watch = feedHere.watch(ALL, seen::add);
        second();
        Await.until("it is asked for", feedThere::isWatched);

        feedHere.leave(watch);
        second();

        Await.until("it is asked for no more", () -> !feedThere.isWatched());
        long said = here.sent() + there.sent();
        second();
        second();
        assertThat(here.sent() + there.sent()).isEqualTo(said);
    }

    @Test
    void endsWhenTheNodeThatLooksIsGone() {
        Watch unused = feedHere.watch(ALL, seen::add);
        second();
        Await.until("it is asked for", feedThere::isWatched);

        for (int i = 0; i < 3; i++) {
            onLoop(lookThere::eachSecond);
        }

        assertThat(feedThere.isWatched()).isFalse();
    }

    private void passesByThere(int callbacks) {
        feedThere.all().forEach(each -> {
            for (int i = 0; i < callbacks; i++) {
                each.offer(new Watch.Seen(new CallbackId(new UUID(7, i)), false, () -> "{\"id\":\"cb_1\"}"));
            }
        });
    }

    private void second() {
        onLoop(lookHere::eachSecond);
        onLoop(lookThere::eachSecond);
    }

    private void onLoop(Runnable step) {
        Promise<Void> done = Promise.promise();
        loop.runOnContext(turn -> {
            step.run();
            done.complete();
        });
        Await.result(done.future());
    }
}
