package dev.ringback.live;

import dev.ringback.bus.Between;
import dev.ringback.bus.Between.Heard;
import dev.ringback.bus.Topics;
import dev.ringback.bus.Topics.Look;
import dev.ringback.bus.Topics.Looks;
import dev.ringback.bus.Topics.Seen;
import dev.ringback.domain.AccountId;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.ProfileId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lets those who look on this node see what passes by on the others, and the other way round. While somebody looks the others are told so each
 * second, and send a sample; who is not named for some seconds, or any more, is sent nothing. While nobody looks nothing is said. Used from one
 * event loop.
 */
final class LookAbroad {
    /** Named each second: two may be lost. */
    private static final int SECONDS_KEPT = 3;
    /** Each is offered all that passes by; of more than so many on all other nodes some see this node's callbacks not at all. */
    private static final int LENT_MAX = 200;

    private final LiveFeed feed;
    private final Between between;
    private final Map<Key, Lent> lent = new HashMap<>();
    private boolean told;

    LookAbroad(LiveFeed feed, Between between) {
        this.feed = feed;
        this.between = between;
    }

    private record Key(String node, String look) {}

    private static final class Lent {
        private final Watch watch;
        private int seconds = SECONDS_KEPT;

        private Lent(Watch watch) {
            this.watch = watch;
        }
    }

    void eachSecond() {
        List<Watch> own = feed.own();
        if (told || !own.isEmpty()) {
            between.tellAll(
                    Topics.LOOKS, new Looks(own.stream().map(LookAbroad::look).toList()));
            told = !own.isEmpty();
        }
        lent.entrySet().removeIf(each -> !keeps(each.getKey(), each.getValue()));
    }

    private boolean keeps(Key key, Lent one) {
        int skipped = one.watch.nextSecond();
        if (skipped > 0) {
            between.tell(key.node(), Topics.SEEN, new Seen(key.look(), "", false, "", skipped));
        }
        if (--one.seconds > 0) {
            return true;
        }
        feed.leave(one.watch);
        return false;
    }

    void heard(Heard<Looks> heard) {
        Set<Key> named = new HashSet<>();
        for (Look look : heard.said().all()) {
            Key key = new Key(heard.from(), look.id());
            named.add(key);
            Lent known = lent.get(key);
            if (known != null) {
                known.seconds = SECONDS_KEPT;
            } else if (lent.size() < LENT_MAX) {
                lent.put(key, new Lent(lend(key, look)));
            }
        }
        lent.entrySet().removeIf(each -> {
            boolean gone = each.getKey().node().equals(heard.from()) && !named.contains(each.getKey());
            if (gone) {
                feed.leave(each.getValue().watch);
            }
            return gone;
        });
    }

    private Watch lend(Key key, Look look) {
        return feed.lend(
                filter(look),
                shown -> between.tell(
                        key.node(),
                        Topics.SEEN,
                        new Seen(key.look(), shown.callback().toString(), shown.ended(), shown.glimpse(), 0)));
    }

    void seen(Heard<Seen> heard) {
        Seen seen = heard.said();
        for (Watch watch : feed.own()) {
            if (watch.id().equals(seen.look())) {
                watch.skipped(seen.skipped());
                CallbackId.parse(seen.id())
                        .map(id -> new Watch.Seen(id, seen.ended(), seen::callback))
                        .ifPresent(one -> show(watch, one));
            }
        }
    }

    private static void show(Watch watch, Watch.Seen seen) {
        if (watch.follows(seen.callback())) {
            watch.show(seen);
        } else {
            watch.offer(seen);
        }
    }

    private static Look look(Watch watch) {
        LiveFilter filter = watch.filter();
        return new Look(
                watch.id(),
                filter.account().value(),
                filter.profile().map(ProfileId::toString).orElse(""),
                filter.state().orElse(""),
                filter.event().orElse(""),
                filter.reference().orElse(""));
    }

    private static LiveFilter filter(Look look) {
        return new LiveFilter(
                new AccountId(look.account()),
                ProfileId.parse(look.profile()),
                given(look.state()),
                given(look.event()),
                given(look.reference()));
    }

    private static Optional<String> given(String text) {
        return Optional.of(text).filter(one -> !one.isEmpty());
    }
}
