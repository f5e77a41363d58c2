package dev.ringback.domain.access;

import dev.ringback.domain.SecretText;
import dev.ringback.domain.access.TokenAnswer.NoToken;
import dev.ringback.domain.json.JsonFault;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the token and its time in what a token server answered. */
public final class ReadGrant {
    private static final Pattern ERROR_CODE = Pattern.compile("[a-z_]{3,40}");
    private static final Optional<JsonPath> ERROR = JsonPath.parse("error");
    private static final BigDecimal LIFE_MAX =
            BigDecimal.valueOf(Duration.ofDays(3650).toSeconds());
    /** From here on a number of {@code expires_on} can only mean milliseconds: in seconds it would be the year 5138. */
    private static final BigDecimal MILLIS_FROM = BigDecimal.valueOf(100_000_000_000L);

    private final Token.Answer where;
    private final Instant askedAt;

    private ReadGrant(Token.Answer where, Instant askedAt) {
        this.where = where;
        this.askedAt = askedAt;
    }

    public static TokenAnswer from(Token.Answer where, int httpStatus, byte[] body, Instant askedAt) {
        if (httpStatus < 200 || httpStatus > 299) {
            return no("answered with the status " + httpStatus + errorCode(body));
        }
        try {
            return new ReadGrant(where, askedAt).read(body);
        } catch (JsonFault notJson) {
            boolean html =
                    new String(body, StandardCharsets.UTF_8).stripLeading().startsWith("<");
            return no("answered with " + (html ? "HTML or XML" : "something") + " that is not JSON");
        }
    }

    private TokenAnswer read(byte[] body) {
        Optional<String> found = find(where.token(), body);
        if (found.isEmpty() || found.get().isBlank()) {
            return no("answered without a text at " + where.token());
        }
        Optional<String> token = where.encrypted().isPresent()
                ? OpenToken.open(where.encrypted().get(), found.get().strip())
                : Optional.of(found.get().strip());
        if (token.isEmpty()) {
            return no("gave a token that cannot be decrypted with the algorithm, key and IV of the profile");
        }
        if (!token.get().chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
            return no("gave a token with characters that no header may have"
                    + (where.encrypted().isPresent() ? "; key or IV may be wrong" : ""));
        }
        return expiry(body)
                .<TokenAnswer>map(until -> Grant.until(new SecretText(token.get()), askedAt, until))
                .orElseGet(() -> no("gave a token whose time at " + where.expiresIn() + " or " + where.expiresOn()
                        + " is neither a number nor a time"));
    }

    /** Empty when it is told and cannot be understood. */
    private Optional<Instant> expiry(byte[] body) {
        Optional<String> in = find(where.expiresIn(), body);
        if (in.isPresent()) {
            return number(in.get()).map(seconds -> askedAt.plusMillis(millis(seconds.min(LIFE_MAX))));
        }
        Optional<String> on = find(where.expiresOn(), body);
        if (on.isEmpty()) {
            return Optional.of(askedAt.plus(where.lifetime()));
        }
        Optional<BigDecimal> epoch = number(on.get());
        return epoch.isPresent() ? epoch.map(this::ofEpoch) : time(on.get());
    }

    private Instant ofEpoch(BigDecimal epoch) {
        BigDecimal seconds = epoch.compareTo(MILLIS_FROM) >= 0 ? epoch.movePointLeft(3) : epoch;
        BigDecimal last = BigDecimal.valueOf(askedAt.getEpochSecond()).add(LIFE_MAX);
        return Instant.ofEpochMilli(millis(seconds.min(last)));
    }

    private static long millis(BigDecimal seconds) {
        return seconds.max(BigDecimal.ZERO).movePointRight(3).longValue();
    }

    private static Optional<BigDecimal> number(String text) {
        String digits = text.strip();
        return digits.matches("-?[0-9]{1,18}(\\.[0-9]{1,9})?") ? Optional.of(new BigDecimal(digits)) : Optional.empty();
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text.strip()).toInstant());
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }

    private static Optional<String> find(String path, byte[] body) {
        return JsonPath.parse(path).flatMap(steps -> steps.find(body));
    }

    /** As RFC 6749 has it; anything else in the answer is left unsaid, as it may be a secret. */
    private static String errorCode(byte[] body) {
        try {
            return ERROR.flatMap(path -> path.find(body))
                    .filter(code -> ERROR_CODE.matcher(code).matches())
                    .map(code -> " (" + code + ")")
                    .orElse("");
        } catch (JsonFault notJson) {
            return "";
        }
    }

    private static NoToken no(String reason) {
        return new NoToken("the token server " + reason);
    }
}
