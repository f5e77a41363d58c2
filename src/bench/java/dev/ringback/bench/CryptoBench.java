package dev.ringback.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;

/** What signing and encrypting one callback costs, laid beside what it may. */
final class CryptoBench {
    private static final Map<String, Goal> GOALS =
            Map.of("sign1KibV1", Goal.atMost(2), "encrypt10ValuesGcm", Goal.atMost(8));

    private static final Map<String, String> WORDS = Map.of(
            "sign1KibV1", "v1 signature of 1 KiB",
            "sign1KibV1a", "v1a signature of 1 KiB",
            "sign1KibHex", "hex signature of 1 KiB",
            "encrypt10ValuesGcm", "AES-256-GCM, random, ten values of 50 bytes",
            "encrypt10ValuesCfb", "AES-256-CFB, compatible, ten values of 50 bytes",
            "encrypt10ValuesFixedGcm", "AES-256-GCM, compatible, ten values of 50 bytes",
            "encrypt1KibRsa", "JWE RSA-OAEP-256 (2048 bits) of 1 KiB",
            "encrypt1KibEcdh", "JWE ECDH-ES (P-256) of 1 KiB");

    private CryptoBench() {}

    static int run(List<String> words) {
        List<Figure> figures = new ArrayList<>();
        for (RunResult result : Microbench.measure(Crypto.class, words)) {
            String name = result.getPrimaryResult().getLabel();
            double time = result.getPrimaryResult().getScore();
            figures.add(Figure.of("time", WORDS.getOrDefault(name, name), time, "µs")
                    .goal(GOALS.getOrDefault(name, Goal.NONE)));
        }
        Microbench.print("crypto", figures);
        return figures.stream().anyMatch(Figure::isMissed) ? 1 : 0;
    }
}
