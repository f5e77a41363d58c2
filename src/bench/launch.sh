# Sourced by the programs in bin that run what stands in src/bench: builds the node, the benchmarks and the meter when needed, and becomes
# the JVM. They set "root", the project's directory, and "tool", their name.

out=$root/target/bench

say() {
    printf '%s: %s\n' "$tool" "$*" >&2
}

fail() {
    say "$@"
    exit 1
}

wrong() {
    say "$@; bin/$tool --help tells"
    exit 2
}

build_bench() {
    RINGBACK_JAVA_HOME=$("$root/bin/find-java" javac) \
        || fail "no JDK (javac) of version 17 or newer was found. Install one (for example: apt-get install" \
            "openjdk-17-jdk-headless), or say where it is with RINGBACK_JAVA_HOME."
    export RINGBACK_JAVA_HOME
    cc=
    for name in ${CC:-} cc gcc clang; do
        if command -v "$name" >/dev/null 2>&1; then
            cc=$name
            break
        fi
    done
    [ -n "$cc" ] || fail "no C compiler (cc) was found; the meter is written in C. Install one (for example: apt-get install" \
        "gcc libc6-dev)."

    # Any start of it builds the node when that is needed.
    "$root/bin/ringback" --version >/dev/null
    mkdir -p "$out"

    newer() {
        [ -n "$(find "$@" -print 2>/dev/null | head -n 1)" ]
    }

    major=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$RINGBACK_JAVA_HOME/release" 2>/dev/null || true)
    # As bin/ringback does: newer JVMs warn of Netty's ways to native code and memory.
    options=
    [ "${major:-17}" -lt 22 ] || options="--enable-native-access=ALL-UNNAMED"
    [ "${major:-17}" -lt 23 ] || options="$options --sun-misc-unsafe-memory-access=allow"

    main=$out/classes/dev/ringback/bench/Bench.class
    if [ ! -f "$main" ] || [ ! -d "$out/lib" ] || newer "$root/src/bench/java" "$root/pom.xml" -newer "$main"; then
        command -v mvn >/dev/null 2>&1 \
            || fail "Maven (mvn) was not found. Install it (for example: apt-get install maven)."
        say "building the benchmarks ..."
        quiet=-Djansi.noreset=true
        [ "${major:-17}" -lt 23 ] || quiet="$quiet --sun-misc-unsafe-memory-access=allow"
        (cd "$root" && JAVA_HOME=$RINGBACK_JAVA_HOME MAVEN_OPTS="$quiet ${MAVEN_OPTS:-}" mvn -q -B -Dstyle.color=never -Pbench -Dchecks=off \
            compiler:testCompile@bench dependency:copy-dependencies@bench </dev/null >&2) \
            || fail "the build failed; the reason stands above."
        touch "$main"
    fi

    meter=$out/meter
    if [ ! -x "$meter" ] || newer "$root/src/bench/c/meter.c" -newer "$meter"; then
        "$cc" -O2 -o "$meter.$$" "$root/src/bench/c/meter.c" -lpthread && mv "$meter.$$" "$meter" \
            || fail "the meter could not be compiled; the reason stands above."
    fi
}

# What drives a browser is large, and only one benchmark needs it: it stays where Maven has it.
browser_jars() {
    list=$out/browser-classpath
    [ -f "$list" ] && [ ! "$root/pom.xml" -nt "$list" ] \
        || (cd "$root" && JAVA_HOME=$RINGBACK_JAVA_HOME mvn -q -B dependency:build-classpath -Dmdep.outputFile="$list" \
            -Dmdep.includeScope=test -DincludeGroupIds=com.microsoft.playwright,com.google.code.gson,org.java-websocket,org.opentest4j \
            </dev/null >&2) || fail "the browser's driver could not be found; the reason stands above."
    cat "$list"
}

# run_bench CLASS [ARGUMENT]...: "heap" and "browser" may be set before, "properties" for the JVM, and "inside", a command that runs it
# somewhere.
run_bench() {
    build_bench
    jars=
    [ -z "${browser:-}" ] || jars=:$(browser_jars)
    class=$1
    shift
    # shellcheck disable=SC2086
    exec ${inside:-} "$RINGBACK_JAVA_HOME/bin/java" "-Xmx${heap:-128m}" $options ${properties:-} "-Dbench.java.options=$options" -Dfile.encoding=UTF-8 \
        -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 -Djava.awt.headless=true "-Dbench.home=$root" "-Dbench.meter=$meter" \
        -cp "$out/classes:$out/lib/*:$root/target/ringback.jar:$root/target/lib/*$jars" "dev.ringback.bench.$class" "$@"
}
