package dev.ringback.config;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Where the user's own PostgreSQL is: {@code postgresql://user:password@host:port/db}. */
public record DatabaseUrl(String host, int port, String database, String user, Secret password) {
    private static final int PORT = 5432;

    /** The faults it names never repeat a part of the text: with a slip of the pen, any part may hold the password. */
    static DatabaseUrl read(String text) throws Unfit {
        String rest = afterScheme(text);
        if (rest.indexOf('?') >= 0 || rest.indexOf('#') >= 0) {
            throw new Unfit("options after ? or # are not taken");
        }
        int slash = rest.indexOf('/');
        if (slash < 0 || slash == rest.length() - 1) {
            throw new Unfit("the database's name is missing");
        }
        String database = rest.substring(slash + 1);
        if (database.indexOf('/') >= 0) {
            throw new Unfit(
                    "there is more than one / after the host, or one in the user or the password that is not %2F");
        }
        String authority = rest.substring(0, slash);
        int at = authority.lastIndexOf('@');
        if (at <= 0) {
            throw new Unfit("the user is missing");
        }
        String login = authority.substring(0, at);
        int colon = login.indexOf(':');
        String user = decode(colon < 0 ? login : login.substring(0, colon), "user");
        if (user.isEmpty()) {
            throw new Unfit("the user is missing");
        }
        Secret password = new Secret(colon < 0 ? "" : decode(login.substring(colon + 1), "password"));
        String place = authority.substring(at + 1);
        return new DatabaseUrl(host(place), port(place), decode(database, "database's name"), user, password);
    }

    /** As {@link #read} takes it; it has the password in it. */
    public Secret text() {
        return new Secret("postgresql://" + encode(user) + ":" + encode(password.value()) + "@"
                + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port + "/" + encode(database));
    }

    private static String encode(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String afterScheme(String text) throws Unfit {
        for (String scheme : new String[] {"postgresql://", "postgres://"}) {
            if (text.startsWith(scheme)) {
                return text.substring(scheme.length());
            }
        }
        throw new Unfit("it does not begin with postgresql://");
    }

    private static String host(String place) throws Unfit {
        int end = portColon(place);
        String host = end < 0 ? place : place.substring(0, end);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        if (host.isEmpty()) {
            throw new Unfit("the host is missing");
        }
        try {
            return Kinds.host().read(host);
        } catch (Unfit e) {
            throw new Unfit("the host is neither a name nor an address");
        }
    }

    private static int port(String place) throws Unfit {
        int colon = portColon(place);
        if (colon < 0) {
            return PORT;
        }
        try {
            return Kinds.port(1).read(place.substring(colon + 1));
        } catch (Unfit e) {
            throw new Unfit("the port is not a number from 1 to 65535");
        }
    }

    /** An IPv6 address has colons of its own, inside its brackets. */
    private static int portColon(String place) {
        return place.indexOf(':', Math.max(0, place.lastIndexOf(']')));
    }

    private static String decode(String text, String what) throws Unfit {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            if (character == '%') {
                bytes.write(hex(text, i + 1, what) << 4 | hex(text, i + 2, what));
                i += 3;
            } else {
                bytes.writeBytes(Character.toString(character).getBytes(StandardCharsets.UTF_8));
                i += Character.charCount(character);
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Unfit("the " + what + " is not UTF-8 when decoded");
        }
    }

    private static int hex(String text, int index, String what) throws Unfit {
        int digit = index < text.length() ? Character.digit(text.charAt(index), 16) : -1;
        if (digit < 0) {
            throw new Unfit("a % in the " + what + " is not followed by two hexadecimal digits");
        }
        return digit;
    }
}
