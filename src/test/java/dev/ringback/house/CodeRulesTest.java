package dev.ringback.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Plants one fault for each rule of Java files and sees it found, beside something that looks like it and is none. */
class CodeRulesTest {
    @Test
    void findsALongFile() {
        assertThat(CodeRules.files(main("A", "//\n".repeat(301)))).hasSize(1);
        assertThat(CodeRules.files(main("A", "//\n".repeat(300)))).isEmpty();
        assertThat(CodeRules.files(test("A", "//\n".repeat(401)))).hasSize(1);
        assertThat(CodeRules.files(test("A", "//\n".repeat(400)))).isEmpty();
    }

    @Test
    void findsALongVerticle() {
        assertThat(CodeRules.files(main("SendVerticle", "//\n".repeat(81)))).hasSize(1);
        assertThat(CodeRules.files(main("SendVerticle", "//\n".repeat(80)))).isEmpty();
    }

    @Test
    void findsALongMethod() {
        String method = "class A {\n void a() {\n%s }\n}";
        assertThat(CodeRules.methods(main("A", method.formatted(";\n".repeat(39)))))
                .containsExactly("src/main/java/a/A.java:2 a has more than 40 lines");
        assertThat(CodeRules.methods(main("A", method.formatted(";\n".repeat(38)))))
                .isEmpty();
    }

    @Test
    void findsManyParameters() {
        assertThat(CodeRules.parameters(main("A", "class A { void a(int a, int b, int c, int d, int e, int f) {} }")))
                .hasSize(1);
        assertThat(CodeRules.parameters(main("A", "class A { void a(int a, int b, int c, int d, int e) {} }")))
                .isEmpty();
        assertThat(CodeRules.parameters(main("A", "record A(int a, int b, int c, int d, int e, int f) { A {} }")))
                .isEmpty();
    }

    @Test
    void findsManyComponents() {
        String nine = "int a, int b, int c, int d, int e, int f, int g, int h, int i";
        assertThat(CodeRules.components(main("A", "record A(" + nine + ") {}"))).hasSize(1);
        assertThat(CodeRules.components(main("A", "record A(int a) { static int b, c, d, e, f, g, h, i; }")))
                .isEmpty();
    }

    @Test
    void findsALongLine() {
        assertThat(CodeRules.longLines(main("A", "class " + "A".repeat(112) + " {}")))
                .hasSize(1);
        assertThat(CodeRules.longLines(main("A", "class " + "A".repeat(111) + " {}")))
                .isEmpty();
        assertThat(CodeRules.longLines(main("A", "class A {}\n//" + "x".repeat(149))))
                .hasSize(1);
        assertThat(CodeRules.longLines(main("A", "class A {}\n//" + "x".repeat(148))))
                .isEmpty();
        assertThat(CodeRules.longLines(main("A", "class A { String a =\n\"" + "x".repeat(120) + "\"; }")))
                .isEmpty();
    }

    @Test
    void findsATypeThatDoesNotSayWhatItIs() {
        assertThat(CodeRules.typesWithoutWords(main("A", "package a;\nfinal class A {}")))
                .hasSize(1);
        assertThat(CodeRules.typesWithoutWords(main("A", "package a;\n/** A. */\n@B final class A {}")))
                .isEmpty();
    }

    @Test
    void findsAPackageThatDoesNotSayWhatItIs() {
        String words = "/** A. */\n@NullMarked\n%s\npackage a;";
        assertThat(CodeRules.packagesWithoutWords(main("A", "class A {}"))).hasSize(1);
        assertThat(CodeRules.packagesWithoutWords(main("package-info", words.formatted(""))))
                .hasSize(1);
        assertThat(CodeRules.packagesWithoutWords(main("package-info", words.formatted("@CheckReturnValue"))))
                .isEmpty();
    }

    @Test
    void findsADisabledTest() {
        assertThat(CodeRules.disabledTests(test("A", "class A { @Disabled(\"flaky\") void a() {} }")))
                .hasSize(1);
        assertThat(CodeRules.disabledTests(test("A", "class A { String a = \"@Disabled\"; }")))
                .isEmpty();
    }

    @Test
    void findsASleep() {
        assertThat(CodeRules.sleeps(test("A", "class A { void a() { Thread.sleep(1); } }")))
                .hasSize(1);
        assertThat(CodeRules.sleeps(test("A", "class A { void a() { TimeUnit.SECONDS.sleep(1); } }")))
                .hasSize(1);
        assertThat(CodeRules.sleeps(main("A", "class A { void a() { Thread.sleep(1); } }")))
                .isEmpty();
        assertThat(CodeRules.sleeps(test("A", "class A { String a = \"Thread.sleep\"; }")))
                .isEmpty();
    }

    @Test
    void findsAPrint() {
        String print = "class A { void a() { System.out.println(); } }";
        assertThat(CodeRules.prints(main("A", print))).hasSize(1);
        assertThat(CodeRules.prints(main("DemoWords", print))).isEmpty();
        assertThat(CodeRules.prints(parse("src/bench/java/a/A.java", print))).isEmpty();
        assertThat(CodeRules.prints(main("A", "class A { String a = \"System.out\"; }")))
                .isEmpty();
    }

    private static List<JavaSource> main(String name, String text) {
        return parse("src/main/java/a/" + name + ".java", text);
    }

    private static List<JavaSource> test(String name, String text) {
        return parse("src/test/java/a/" + name + ".java", text);
    }

    private static List<JavaSource> parse(String path, String text) {
        return JavaSource.parse(List.of(new RepoFile(path, text)));
    }
}
