package dev.ringback.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the documents say about the settings, made from the list of keys. */
final class Reference {
    private static final String FILE_HEAD = """
            # Ringback's settings. What is commented out has its default, which is what stands there.
            #
            # Stronger than this file is the environment (RINGBACK_HTTP_PORT), and strongest --set http.port=9090.
            # Times have a unit: 250ms, 10s, 5m, 2h, 1d. Sizes too: 512B, 256KiB, 8MiB, 1GiB.
            # Relative paths are taken from the project's directory, the one with bin in it.
            """;

    private static final String DOCUMENT_HEAD = """
            # Settings

            Settings come from `conf/ringback.yaml` (or the file that `--config PATH` names), from the environment, and
            from `--set KEY=VALUE`; the later is the stronger. In the environment, `http.port` is `RINGBACK_HTTP_PORT`:
            capitals, `RINGBACK_` in front, `_` for the dot.

            - They are read once, when the node starts. All that is wrong is told at once, in one message, with the exit
              status 2. Only an unknown environment variable `RINGBACK_…` is a warning, as others may have set it.
            - Times have a unit: `250ms`, `10s`, `5m`, `2h`, `1d`. Sizes too: `512B`, `256KiB`, `8MiB`, `1GiB`.
            - Relative paths are taken from the project's directory, the one with `bin` in it, wherever the node is
              started from. The path behind `--config` is the exception: as on every command line, it is taken from
              where you are.
            - An empty value means "none" where the table allows it.
            - Secrets are never logged, shown or repeated in an error.
            - `secrets.key` is changed with `secrets.former_keys` and `bin/ringback rotate-secrets`:
              [how](security.md#changing-the-key).

            This document and `conf/ringback.yaml` are made from the list in the code, by
            `mvn test -Dtest=ReferenceTest -Dreference=write`.
            """;

    private Reference() {}

    static String file() {
        StringBuilder text = new StringBuilder(FILE_HEAD);
        sections().forEach((section, keys) -> {
            text.append('\n').append(section).append(":\n");
            for (Key<?> key : keys) {
                text.append(key == keys.get(0) ? "" : "\n");
                text.append("  # ").append(key.meaning()).append('\n');
                text.append("  # ").append(sentence(key.kind().expected())).append('\n');
                text.append("  #")
                        .append(key.name().substring(section.length() + 1))
                        .append(": ");
                text.append(key.fallback().isEmpty() ? "\"\"" : key.fallback()).append('\n');
            }
        });
        return text.toString();
    }

    static String document() {
        StringBuilder text = new StringBuilder(DOCUMENT_HEAD);
        sections().forEach((section, keys) -> {
            text.append("\n## ").append(section).append("\n\n| key | default | meaning | value |\n|---|---|---|---|\n");
            for (Key<?> key : keys) {
                String fallback = key.fallback().isEmpty() ? "" : '`' + key.fallback() + '`';
                text.append("| `").append(key.name()).append("` | ").append(fallback);
                text.append(" | ").append(key.meaning()).append(" | ");
                text.append(sentence(key.kind().expected())).append(" |\n");
            }
        });
        return text.toString();
    }

    private static Map<String, List<Key<?>>> sections() {
        return Keys.all().stream()
                .collect(Collectors.groupingBy(
                        key -> key.name().substring(0, key.name().indexOf('.')),
                        LinkedHashMap::new,
                        Collectors.toList()));
    }

    private static String sentence(String text) {
        String first = text.startsWith("http") || text.startsWith("postgresql") || text.startsWith("host:")
                ? text.substring(0, 1)
                : text.substring(0, 1).toUpperCase(java.util.Locale.ROOT);
        return first + text.substring(1) + ".";
    }
}
