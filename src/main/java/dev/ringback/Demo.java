package dev.ringback;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringback.audit.Author;
import dev.ringback.domain.AccountId;
import dev.ringback.domain.BodySpec;
import dev.ringback.domain.BodyType;
import dev.ringback.domain.Header;
import dev.ringback.domain.Method;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.ProfileSpec;
import dev.ringback.domain.Protection;
import dev.ringback.domain.QueryParameter;
import dev.ringback.domain.RetrySchedule;
import dev.ringback.domain.access.Access;
import dev.ringback.inbox.Inbox;
import dev.ringback.inbox.InboxAddress;
import dev.ringback.profile.KeptProfile;
import dev.ringback.profile.ProfileFilter;
import io.vertx.core.Future;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A node with something to look at: sample profiles that call the built-in inbox, and a trickle of callbacks that ends by itself. */
final class Demo {
    private static final long EVERY_MILLIS = 2000;
    private static final int CALLBACKS_MAX = 5000;
    private static final String[] STATUSES = {"Sent", "Delivered", "Delivered", "Undelivered", "Failed"};
    private static final RetrySchedule QUICK =
            new RetrySchedule(List.of(Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(30)));

    private final Ground ground;
    private final Node node;
    private final Web web;
    private int sent;

    private Demo(Ground ground, Product.Running running) {
        this.ground = ground;
        this.node = running.node();
        this.web = running.web();
    }

    /** The text to show when it runs. */
    static Future<String> start(Ground ground, Product.Running running) {
        Demo demo = new Demo(ground, running);
        boolean catches = ground.settings().mail().host().isEmpty();
        Future<Void> mails = catches ? demo.web.reports().mailTheDemo() : Future.succeededFuture();
        return mails.compose(done -> demo.profiles()).compose(profiles -> {
            demo.trickle(profiles);
            return DemoAdmin.words(ground, demo.web.page().entrance())
                    .compose(signIn -> ground.vertx()
                            .executeBlocking(
                                    () -> demo.words(profiles.get(0), signIn) + (catches ? demo.mailWords() : "")));
        });
    }

    /** Those of an earlier demo on the same data, or new ones. */
    private Future<List<ProfileId>> profiles() {
        ProfileFilter demos = ProfileFilter.titled("Demo ");
        return node.profiles()
                .list(AccountId.DEFAULT, demos, Optional.empty(), 100)
                .compose(found -> found.isEmpty()
                        ? make()
                        : Future.succeededFuture(
                                found.stream().map(KeptProfile::id).toList()));
    }

    private Future<List<ProfileId>> make() {
        InboxAddress address = web.inbox();
        return inbox(200)
                .compose(good -> inbox(503).compose(busy -> {
                    String url = address.url(good.id());
                    return inOrder(List.of(
                            spec("Demo failing receiver", post(address.url(busy.id()), Optional.empty()), QUICK),
                            spec("Demo status by GET", get(url), RetrySchedule.STANDARD),
                            spec("Demo standard body", post(url, Optional.empty()), RetrySchedule.STANDARD),
                            spec(
                                    "Demo order SMS status",
                                    post(
                                            url,
                                            Optional.of(
                                                    new BodySpec(
                                                            BodyType.JSON,
                                                            "{\"message\":\"<id>\",\"to\":\"<recipient>\",\"status\":\"<status>\"}"))),
                                    RetrySchedule.STANDARD)));
                }));
    }

    private Future<Inbox> inbox(int httpStatus) {
        return web.editInboxes().create(AccountId.DEFAULT, httpStatus, Duration.ZERO);
    }

    /** The newest stands first, as in a list. */
    private Future<List<ProfileId>> inOrder(List<ProfileSpec> specs) {
        Future<List<ProfileId>> all = Future.succeededFuture(new ArrayList<>());
        for (ProfileSpec spec : specs) {
            all = all.compose(made -> web.editProfiles()
                    .create(Author.ringback(AccountId.DEFAULT), spec)
                    .map(id -> {
                        made.add(0, id);
                        return made;
                    }));
        }
        return all;
    }

    private static ProfileSpec spec(String title, ProfileSpec.Request request, RetrySchedule retry) {
        var standard = ProfileSpec.Delivery.STANDARD;
        return new ProfileSpec(
                title,
                "sms",
                List.of("sms_send"),
                request,
                Protection.SIGNED,
                Access.OPEN,
                new ProfileSpec.Delivery(
                        retry,
                        standard.success(),
                        standard.timeout(),
                        standard.maxInFlight(),
                        standard.rateLimit(),
                        true));
    }

    private static ProfileSpec.Request post(String url, Optional<BodySpec> body) {
        return new ProfileSpec.Request(
                Method.POST, url, List.of(new Header("X-Demo", "<callback_id>", false)), List.of(), body);
    }

    private static ProfileSpec.Request get(String url) {
        return new ProfileSpec.Request(
                Method.GET,
                url,
                List.of(),
                List.of(new QueryParameter("id", "<id>"), new QueryParameter("status", "<status>")),
                Optional.empty());
    }

    private void trickle(List<ProfileId> profiles) {
        long unused = ground.vertx().setPeriodic(EVERY_MILLIS, timer -> {
            if (++sent >= CALLBACKS_MAX) {
                ground.vertx().cancelTimer(timer);
            }
            ProfileId profile = profiles.get(sent % profiles.size());
            node.anyLoop()
                    .submit(AccountId.DEFAULT, callback(profile, sent).getBytes(UTF_8))
                    .onFailure(failure -> ground.vertx().cancelTimer(timer));
        });
    }

    private static String callback(ProfileId profile, int number) {
        return "{\"profile_id\":\"" + profile + "\",\"event\":\"sms_send\",\"reference\":\"order-" + number
                + "\",\"data\":{\"id\":\"" + number + "\",\"recipient\":\"+4915700000" + (100 + number % 900)
                + "\",\"status\":\"" + STATUSES[number % STATUSES.length] + "\"}}";
    }

    private String words(ProfileId profile, String signIn) throws IOException {
        String url = Launch.url(ground.settings());
        String key = FirstKey.text(ground.settings());
        return """

                %s

                The key:    %s

                Send a callback of your own; it arrives in the demo's inbox and shows on the page:

                curl -X POST %s/v1/callbacks -H 'Authorization: Bearer %s' -H 'Content-Type: application/json' \
                -d '{"profile_id":"%s","event":"sms_send","data":{"id":"42","recipient":"+4915700000042","status":"Delivered"}}'

                Ctrl-C stops it. What it stored stays in %s.""".formatted(
                signIn, key, url, key, profile, ground.settings().storage().dataDir());
    }

    /** That a profile fails is told of by itself, after a minute or so; a report one may ask for. */
    private String mailWords() throws IOException {
        String url = Launch.url(ground.settings());
        String key = FirstKey.text(ground.settings());
        return """


                Mails are caught instead of sent. Ask for a report, and look at it a few seconds later:

                curl -X POST %s/v1/settings/callback-report/send -H 'Authorization: Bearer %s'
                curl %s/v1/caught-mails -H 'Authorization: Bearer %s'""".formatted(url, key, url, key);
    }
}
