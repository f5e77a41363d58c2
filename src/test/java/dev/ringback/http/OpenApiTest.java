package dev.ringback.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.account.AccountRoutes;
import dev.ringback.account.Accounts;
import dev.ringback.account.ApiKeyRoutes;
import dev.ringback.account.ApiKeys;
import dev.ringback.account.EditKeys;
import dev.ringback.account.Means;
import dev.ringback.ambient.SystemAmbient;
import dev.ringback.inbox.EditInboxes;
import dev.ringback.inbox.InboxAddress;
import dev.ringback.inbox.InboxRequests;
import dev.ringback.inbox.InboxRoutes;
import dev.ringback.inbox.Inboxes;
import dev.ringback.inbox.ReceiveRequests;
import dev.ringback.inbox.RecordRequests;
import dev.ringback.mail.CaughtMailRoutes;
import dev.ringback.mail.MailSettingRoutes;
import dev.ringback.mail.MailStore;
import dev.ringback.mail.SettingStore;
import dev.ringback.mail.UnsubscribeLink;
import dev.ringback.mail.UnsubscribeRoutes;
import dev.ringback.report.CountStore;
import dev.ringback.report.ReadReport;
import dev.ringback.report.ReportRoutes;
import dev.ringback.support.Await;
import dev.ringback.support.Described;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The description and the server, held to each other. */
class OpenApiTest {
    private final Vertx vertx = Vertx.vertx();
    private final SystemAmbient ambient = new SystemAmbient();

    @AfterEach
    void close() {
        Await.result(vertx.close());
    }

    @Test
    void describesWhatIsServedAndNothingElse() {
        List<Routes> routes = routes();
        OpenApi description = OpenApi.of(routes);
        routes.add(description);

        Described.same(description, Api.of(vertx, edge(), routes).operations());
        Described.whole(description.document());
    }

    @Test
    void refusesTwoPartsThatDescribeTheSame() {
        Routes base = new Routes() {
            @Override
            public void mount(Api api) {}

            @Override
            public String description() {
                return "openapi/base.yaml";
            }
        };

        assertThatThrownBy(() -> OpenApi.of(List.of(base))).hasMessageContaining("is described already");
    }

    @Test
    void everyOperationHasANameOfItsOwn() {
        var names = new ArrayList<String>();
        var paths = OpenApi.of(routes()).document().getJsonObject("paths");
        for (Operation operation : OpenApi.of(routes()).operations()) {
            var method = operation.method().name().toLowerCase(java.util.Locale.ROOT);
            names.add(
                    paths.getJsonObject(operation.path()).getJsonObject(method).getString("operationId"));
        }

        assertThat(names).doesNotContainNull().doesNotHaveDuplicates();
    }

    private List<Routes> routes() {
        var here = ambient.on(vertx.getOrCreateContext());
        var means = new Means(here.clock(), ambient.ids(), ambient.secrets());
        var revocations = new Revocations();
        var recorder = new RecordRequests(unused(InboxRequests.class), 1, 1);
        var receiver = new ReceiveRequests(
                unused(Inboxes.class), recorder, new ReceiveRequests.Loop(here.clock(), ambient.ids(), here.timers()));
        return new ArrayList<>(List.of(
                new HealthRoutes(List::of, new PrometheusMeterRegistry(PrometheusConfig.DEFAULT)),
                new AccountRoutes(unused(Accounts.class), means, revocations),
                new ApiKeyRoutes(new EditKeys(unused(ApiKeys.class), means, revocations)),
                new InboxRoutes(
                        new EditInboxes(
                                unused(Inboxes.class), unused(InboxRequests.class), here.clock(), ambient.ids()),
                        receiver,
                        InboxAddress.below("http://localhost")),
                new ReportRoutes(new ReadReport(unused(CountStore.class)), here.clock()),
                new MailSettingRoutes(
                        unused(SettingStore.class),
                        unused(MailStore.class),
                        new MailSettingRoutes.Readiness(true, ""),
                        here.clock(),
                        ambient.ids()),
                new UnsubscribeRoutes(new UnsubscribeLink("http://localhost", who -> who), unused(SettingStore.class)),
                new CaughtMailRoutes(Optional.empty())));
    }

    private Edge edge() {
        var here = ambient.on(vertx.getOrCreateContext());
        return new Edge(
                new Authentication(
                        hash -> Future.succeededFuture(Optional.empty()),
                        new Revocations(),
                        here.clock(),
                        here.timers()),
                new Bodies(new BodyBudget(1), here.clock(), here.timers()),
                here.random(),
                failure -> false);
    }

    /** Stands where nothing is called. */
    private static <T> T unused(Class<T> port) {
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (self, method, with) -> {
            throw new AssertionError(method.getName());
        }));
    }
}
