package dev.ringback.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Named;

/**
 * What may depend on what, below a root package. The root is an argument, so that the same rules can be shown to find
 * what is planted for them. Classes of the root package itself are the composition root: they see every stage and are
 * in no cycle.
 */
final class ArchitectureRules {
    private static final Pattern EVENT_BUS = Pattern.compile(
            "io\\.vertx\\.core\\.eventbus\\.(EventBus|Message|Message(Consumer|Producer|Codec)|Delivery\\w+)");
    private static final Pattern HTTP_CLIENT = Pattern.compile(
            "io\\.vertx\\.core\\.http\\.(HttpClient.*|PoolOptions|RequestOptions)|io\\.vertx\\.ext\\.web\\.client\\..*"
                    + "|java\\.net\\.http\\..*|java\\.net\\.HttpURLConnection");
    private static final Pattern SQL_CLIENT = Pattern.compile("io\\.vertx\\.(sqlclient|pgclient)\\..*|java\\.sql\\..*");
    private static final Pattern JSON_TREE = Pattern.compile("io\\.vertx\\.core\\.json\\.(JsonObject|JsonArray)");
    private static final Set<String> CHANCE = Set.of(
            "java.util.Random",
            "java.util.SplittableRandom",
            "java.security.SecureRandom",
            "java.util.UUID.randomUUID");
    private static final Set<String> CLOCKS = Set.of(
            "java.lang.System.nanoTime",
            "java.lang.System.currentTimeMillis",
            "java.lang.Math.random",
            "java.util.concurrent.ThreadLocalRandom.current",
            "java.util.random.RandomGenerator.getDefault",
            "java.util.random.RandomGenerator.of",
            "java.time.InstantSource.system");

    private final String root;

    /** It runs in the processes of others: there is no Ambient there, and the bus is all it has. */
    private final DescribedPredicate<JavaClass> ofClient;

    ArchitectureRules(String root) {
        this.root = root;
        this.ofClient = resideInAPackage(root + ".client..");
    }

    List<Named<ArchRule>> all() {
        return List.of(
                Named.of("domain sees only the JDK", domainSeesOnlyTheJdk()),
                Named.of("client sees nothing of ours", clientSeesNothingOfOurs()),
                Named.of("event bus only in bus", only(EVENT_BUS, "the event bus", "bus")),
                Named.of("SQL client only in store", only(SQL_CLIENT, "a SQL client", "store")),
                Named.of("HTTP client only in delivery", only(HTTP_CLIENT, "an HTTP client", "delivery")),
                Named.of("adapters only in the root", onlyTheRootSeesTheStore()),
                Named.of("no package cycles", noPackageCycles()),
                Named.of("time and chance only in ambient", timeAndChanceOnlyInAmbient()),
                Named.of("JSON trees only at the edges", jsonTreesOnlyAtTheEdges()),
                Named.of("names that say something", namesThatSaySomething()),
                Named.of("classes are final", classesAreFinal()));
    }

    private ArchRule domainSeesOnlyTheJdk() {
        return classes()
                .that()
                .resideInAPackage(root + ".domain..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        root + ".domain..",
                        "java..",
                        "javax.crypto..",
                        "org.jspecify.annotations..",
                        "com.google.errorprone.annotations..")
                .because("decisions must be testable, and simulated, without a framework, a socket or a thread")
                .allowEmptyShould(true);
    }

    private ArchRule clientSeesNothingOfOurs() {
        return noClasses()
                .that(ofClient)
                .should()
                .dependOnClassesThat(describe(
                        "are of the rest of the program",
                        type -> type.getPackageName().startsWith(root) && !ofClient.test(type)))
                .because("the client's jar has its package alone, and runs in others' processes")
                .allowEmptyShould(true);
    }

    private ArchRule only(Pattern types, String what, String home) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + "." + home + "..")
                .and(not(ofClient))
                .should()
                .dependOnClassesThat(describe(
                        "are " + what, type -> types.matcher(type.getName()).matches()))
                .because(what + " has one home, " + home + ", where its rules (limits, errors, wire forms) are kept")
                .allowEmptyShould(true);
    }

    private ArchRule onlyTheRootSeesTheStore() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(root, root + ".store..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(root + ".store..")
                .because("a stage names what it needs as a port; the composition root gives it PostgreSQL or a twin")
                .allowEmptyShould(true);
    }

    private ArchRule noPackageCycles() {
        return slices().matching(root + ".(*)..")
                .should()
                .beFreeOfCycles()
                .because("callbacks move one way, and so does the code: no stage asks an earlier one")
                .allowEmptyShould(true);
    }

    private ArchRule timeAndChanceOnlyInAmbient() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".ambient..")
                .and(not(ofClient))
                .should()
                .accessTargetWhere(asksForTimeOrChance())
                .because("a simulation decides the time and every id from one seed; use what Ambient gives")
                .allowEmptyShould(true);
    }

    private static DescribedPredicate<JavaAccess<?>> asksForTimeOrChance() {
        return describe("asks the machine for time or chance", access -> {
            String owner = access.getTargetOwner().getName();
            String name = access.getTarget().getName();
            String target = owner + "." + name;
            boolean made = CHANCE.contains(owner) && (name.equals("<init>") || name.startsWith("getInstance"));
            boolean now = owner.startsWith("java.time.")
                    && (name.equals("now")
                            || owner.endsWith(".Clock") && (name.startsWith("system") || name.startsWith("tick")));
            return made || now || CHANCE.contains(target) || CLOCKS.contains(target);
        });
    }

    private ArchRule jsonTreesOnlyAtTheEdges() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(root + ".config..", root + ".http..", root + ".catalogue..", root + ".bus..")
                .and(not(ofClient))
                .and(describe("are not named *Routes or *Json", type -> !edgeByName(type)))
                .should()
                .dependOnClassesThat(describe(
                        "are JSON trees",
                        type -> JSON_TREE.matcher(type.getName()).matches()))
                .because("a stage speaks in its own types; JSON is how the outside says them")
                .allowEmptyShould(true);
    }

    private static boolean edgeByName(JavaClass type) {
        JavaClass outermost = type;
        while (outermost.getEnclosingClass().isPresent()) {
            outermost = outermost.getEnclosingClass().get();
        }
        return outermost.getSimpleName().endsWith("Routes")
                || outermost.getSimpleName().endsWith("Json");
    }

    private static ArchRule namesThatSaySomething() {
        return noClasses()
                .should()
                .haveNameMatching(".*(Utils?|Helper|Manager|Impl)|.*[.$](Abstract|Base)[A-Z]\\w*")
                .because("a name that fits everything collects everything")
                .allowEmptyShould(true);
    }

    private static ArchRule classesAreFinal() {
        return classes()
                .that(describe("are ordinary classes", ArchitectureRules::isOrdinary))
                .should()
                .haveModifier(JavaModifier.FINAL)
                .because("we compose; what is meant to have subtypes is an interface, or sealed")
                .allowEmptyShould(true);
    }

    private static boolean isOrdinary(JavaClass type) {
        return !type.isInterface()
                && !type.isRecord()
                && !type.isEnum()
                && !type.isAnonymousClass()
                && !type.reflect().isSealed();
    }
}
