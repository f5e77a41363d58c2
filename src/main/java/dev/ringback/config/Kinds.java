package dev.ringback.config;

import dev.ringback.domain.Network;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The kinds of settings there are. Each bound comes with its reason, because somebody will want to lift it. */
final class Kinds {
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");
    private static final Pattern AMOUNT = Pattern.compile("([0-9]{1,12}) ?([A-Za-z]*)");
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,251}[A-Za-z0-9])?|[0-9a-fA-F.]*(:[0-9a-fA-F.]*){2,8}");
    private static final Pattern ANY_HOST = Pattern.compile("[0.:]+");
    private static final Pattern MEMBER = Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9a-fA-F:.]+]):([0-9]{1,5})");
    private static final Pattern MAIL = Pattern.compile(
            "[^@\\s<>,;]{1,64}@[A-Za-z0-9.-]{1,255}|[^\\p{Cntrl}<>@]{1,100} <[^@\\s<>,;]{1,64}@[A-Za-z0-9.-]{1,255}>");
    private static final Pattern PLAIN_MAIL = Pattern.compile("[^@\\s<>,;]{1,64}@[A-Za-z0-9.-]{1,255}");
    private static final Map<String, Long> SIZES =
            Map.of("", 1L, "B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);
    private static final Map<String, Duration> UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    private Kinds() {}

    static Kind<Integer> number(int least, int most, String reason) {
        return new Kind<>("a whole number from " + least + " to " + most + " (" + reason + ")", text -> {
            if (!WHOLE.matcher(text).matches()) {
                throw new Unfit("");
            }
            return (int) within(Long.parseLong(text), least, most);
        });
    }

    static Kind<Integer> port(int least) {
        return new Kind<>(
                "a port, from " + least + " to 65535", number(least, 65_535, "").reading());
    }

    static Kind<Long> size(String least, String most, String reason) {
        long low = bytes(least);
        long high = bytes(most);
        String expected = "a size from " + least + " to " + most + ", in B, KiB, MiB or GiB (" + reason + ")";
        return new Kind<>(expected, text -> within(readBytes(text), low, high));
    }

    static Kind<Duration> duration(String least, String most, String reason) {
        Duration low = time(least);
        Duration high = time(most);
        String expected = "a time from " + least + " to " + most + ", in ms, s, m, h or d (" + reason + ")";
        return new Kind<>(expected, text -> {
            Duration time = readTime(text);
            if (time.compareTo(low) < 0 || time.compareTo(high) > 0) {
                throw new Unfit("");
            }
            return time;
        });
    }

    static Kind<Boolean> flag() {
        return choice(List.of("true", "false")).map(Boolean::parseBoolean);
    }

    static Kind<String> choice(List<String> choices) {
        return new Kind<>("one of " + String.join(", ", choices), text -> {
            String choice = text.toLowerCase(Locale.ROOT);
            if (!choices.contains(choice)) {
                throw new Unfit("");
            }
            return choice;
        });
    }

    static Kind<String> matching(String expected, String pattern) {
        return matching(expected, Pattern.compile(pattern));
    }

    static Kind<String> path() {
        return matching("a path", "[^\\p{Cntrl}]{1,1000}");
    }

    static Kind<String> host() {
        return matching("a host name or an IP address", HOST);
    }

    /** Not one that means all addresses of the machine: nobody can call that. */
    static Kind<String> reachableHost() {
        return new Kind<>(host().expected(), text -> {
            if (ANY_HOST.matcher(text).matches()) {
                throw new Unfit("that is every address of the machine, and the others need one");
            }
            return host().read(text);
        });
    }

    static Kind<String> mailAddress() {
        return matching("a mail address", MAIL);
    }

    /** Without a name before it. */
    static Kind<String> plainMailAddress() {
        return matching("a mail address", PLAIN_MAIL);
    }

    static Kind<Secret> secretText(int least, int most) {
        return new Kind<>(least + " to " + most + " characters", text -> {
            if (text.length() < least || text.length() > most) {
                throw new Unfit("it has " + text.length());
            }
            return new Secret(text);
        });
    }

    static Kind<Secret> apiKey(int least, int most) {
        return new Kind<>(least + " to " + most + " visible ASCII characters", text -> {
            if (text.chars().anyMatch(c -> c <= ' ' || c > '~')) {
                throw new Unfit("it has a space, a control character or a character that is not ASCII");
            }
            return secretText(least, most).read(text);
        });
    }

    static Kind<Secret> base64(int count) {
        return new Kind<>("base64 of " + count + " bytes", text -> {
            int length;
            try {
                length = Base64.getDecoder().decode(text).length;
            } catch (IllegalArgumentException e) {
                throw new Unfit("it is not base64");
            }
            if (length != count) {
                throw new Unfit("it is base64 of " + length + " bytes");
            }
            return new Secret(text);
        });
    }

    static Kind<List<Secret>> base64List(int count) {
        Kind<Secret> one = base64(count);
        return new Kind<>(one.expected() + ", separated by commas, or empty", text -> {
            List<Secret> all = new ArrayList<>();
            for (String part : text.isBlank() ? List.<String>of() : Arrays.asList(text.split(",", -1))) {
                all.add(one.read(part.trim()));
            }
            return List.copyOf(all);
        });
    }

    static Kind<DatabaseUrl> databaseUrl() {
        return new Kind<>(
                "postgresql://user:password@host:port/db, with special characters percent-encoded", DatabaseUrl::read);
    }

    static Kind<String> webUrl() {
        return new Kind<>("http:// or https:// with a host, without user, query and fragment", text -> {
            URI uri;
            try {
                uri = new URI(text);
            } catch (URISyntaxException e) {
                throw new Unfit("it is no URL");
            }
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            boolean more = uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null;
            if (!web || uri.getHost() == null || more || uri.getPort() > 65_535) {
                throw new Unfit("");
            }
            return text.replaceFirst("/+$", "");
        });
    }

    static Kind<List<String>> members() {
        return new Kind<>("host:port, separated by commas, or empty", text -> {
            List<String> members = new ArrayList<>();
            for (String part : text.isBlank() ? List.<String>of() : Arrays.asList(text.split(",", -1))) {
                Matcher member = MEMBER.matcher(part.trim());
                if (!member.matches() || Integer.parseInt(member.group(2)) > 65_535) {
                    throw new Unfit("number " + (members.size() + 1) + " of them is not host:port");
                }
                members.add(part.trim());
            }
            return List.copyOf(members);
        });
    }

    static Kind<List<Network>> networks() {
        return new Kind<>("networks such as 10.1.0.0/16 or fd12::/48, separated by commas, or empty", text -> {
            List<Network> networks = new ArrayList<>();
            for (String part : text.isBlank() ? List.<String>of() : Arrays.asList(text.split(",", -1))) {
                networks.add(Network.parse(part.trim())
                        .orElseThrow(() -> new Unfit("number " + (networks.size() + 1)
                                + " of them is not an address with as many bits as count, and zeros behind them")));
            }
            return List.copyOf(networks);
        });
    }

    private static Kind<String> matching(String expected, Pattern pattern) {
        return new Kind<>(expected, text -> {
            if (!pattern.matcher(text).matches()) {
                throw new Unfit("");
            }
            return text;
        });
    }

    private static long within(long value, long least, long most) throws Unfit {
        if (value < least || value > most) {
            throw new Unfit("");
        }
        return value;
    }

    private static long readBytes(String text) throws Unfit {
        Matcher amount = AMOUNT.matcher(text);
        if (!amount.matches()) {
            throw new Unfit("");
        }
        Long unit = SIZES.get(amount.group(2));
        if (unit == null) {
            throw new Unfit(amount.group(2) + " is no unit of size");
        }
        try {
            return Math.multiplyExact(Long.parseLong(amount.group(1)), unit);
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE;
        }
    }

    private static Duration readTime(String text) throws Unfit {
        Matcher amount = AMOUNT.matcher(text);
        if (!amount.matches()) {
            throw new Unfit("");
        }
        Duration unit = UNITS.get(amount.group(2));
        if (unit == null) {
            throw new Unfit(
                    amount.group(2).isEmpty() ? "the unit is missing" : amount.group(2) + " is no unit of time");
        }
        return unit.multipliedBy(Long.parseLong(amount.group(1)));
    }

    private static long bytes(String bound) {
        try {
            return readBytes(bound);
        } catch (Unfit e) {
            throw new IllegalStateException(bound, e);
        }
    }

    private static Duration time(String bound) {
        try {
            return readTime(bound);
        } catch (Unfit e) {
            throw new IllegalStateException(bound, e);
        }
    }
}
