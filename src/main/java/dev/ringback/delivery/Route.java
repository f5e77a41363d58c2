package dev.ringback.delivery;

import dev.ringback.domain.AddressGuard;
import dev.ringback.domain.AddressRule;
import dev.ringback.domain.Outcome;
import dev.ringback.domain.OutcomeKind;
import dev.ringback.domain.template.Origin;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The way to one origin: its addresses, looked up and checked, and the connections that wait for a next call. A name of which only one
 * address is forbidden is refused as a whole: whoever points a name inside may not hide it behind a public address. Belongs to one event
 * loop.
 */
final class Route {
    private final Origin origin;
    private final String authority;
    private final AddressGuard guard;
    private final ClientSSLOptions tls;
    private final ArrayDeque<Link> idle = new ArrayDeque<>();
    private List<Exchange> waiting = List.of();
    private List<SocketAddress> addresses = List.of();
    private Optional<Outcome> refusal = Optional.empty();
    private boolean lookingUp;
    private boolean retired;
    private long freshUntil = Long.MIN_VALUE;
    private long lastUsed;

    Route(Origin origin, AddressGuard guard, ClientSSLOptions tls) {
        this.origin = origin;
        this.authority = origin.authority();
        this.guard = guard;
        this.tls = tls;
        Optional<InetAddress> literal = AddressRule.literal(origin.host());
        if (literal.isPresent()) {
            found(List.of(literal.get()), Long.MAX_VALUE);
        } else if (AddressRule.looksNumeric(origin.host())) {
            lost(Faults.unresolved(origin.host(), Optional.empty()), Long.MAX_VALUE);
        }
    }

    Origin origin() {
        return origin;
    }

    ClientSSLOptions tls() {
        return tls;
    }

    String authority() {
        return authority;
    }

    /** The name that the certificate must have. The full stop at the end of a complete name is no part of that. */
    String peer() {
        return peer(origin);
    }

    static String peer(Origin origin) {
        String host = origin.host();
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    /** Why no call may or can go here, if so. */
    Optional<Outcome> refusal() {
        return refusal;
    }

    /** In the order in which they are tried; the one that last worked comes first. */
    List<SocketAddress> addresses() {
        return addresses;
    }

    boolean isFresh(long tick) {
        lastUsed = tick;
        return tick < freshUntil;
    }

    /** Whether the caller must look the name up: only the first of those that wait for it. */
    boolean await(Exchange exchange) {
        if (waiting.isEmpty()) {
            waiting = new ArrayList<>();
        }
        waiting.add(exchange);
        boolean first = !lookingUp;
        lookingUp = true;
        return first;
    }

    /** Those that waited for the look-up, which is over. */
    List<Exchange> awaited() {
        List<Exchange> all = waiting;
        waiting = List.of();
        lookingUp = false;
        return all;
    }

    void found(List<InetAddress> all, long freshUntil) {
        this.freshUntil = freshUntil;
        if (all.stream().anyMatch(guard::forbids)) {
            lost(Outcome.failed(OutcomeKind.FORBIDDEN_ADDRESS, Faults.forbidden(origin.host())), freshUntil);
            return;
        }
        List<SocketAddress> now = new ArrayList<>(all.size());
        for (InetAddress address : all) {
            now.add(pinned(address));
        }
        SocketAddress first = addresses.isEmpty() ? null : addresses.get(0);
        addresses = now;
        refusal = Optional.empty();
        if (first != null) {
            prefer(first);
        }
        idle.removeIf(link -> !stillThere(link));
    }

    /** The name servers are silent: addresses that were once checked stay as good as they were. */
    boolean stays(long freshUntil) {
        boolean known = !addresses.isEmpty();
        if (known) {
            this.freshUntil = freshUntil;
        }
        return known;
    }

    void lost(Outcome why, long freshUntil) {
        this.freshUntil = freshUntil;
        refusal = Optional.of(why);
        addresses = List.of();
        closeAll();
    }

    /** This address worked: the next call tries it first. */
    void prefer(SocketAddress address) {
        int at = addresses.indexOf(address);
        if (at > 0) {
            List<SocketAddress> order = new ArrayList<>(addresses);
            order.remove(at);
            order.add(0, address);
            addresses = order;
        }
    }

    /** The connection that was used last, so that those not needed grow old and are closed. */
    @Nullable
    Link take() {
        Link link = idle.pollLast();
        while (link != null && !link.isFit()) {
            link.close();
            link = idle.pollLast();
        }
        return link;
    }

    /** Keeps a connection for the next call. Answers whether it did; if not, it was closed. */
    boolean give(Link link, long tick) {
        if (retired || !link.isFit() || !addresses.contains(link.address())) {
            link.close();
            return false;
        }
        link.idleSince(tick);
        idle.addLast(link);
        return true;
    }

    int idleCount() {
        return idle.size();
    }

    /**
     * Closes what nobody used since that tick. Answers whether nothing is left that is worth keeping; the route then keeps no connection of
     * a call that is still under way.
     */
    boolean sweep(long since) {
        Link oldest = idle.peekFirst();
        while (oldest != null && (oldest.idleSince() < since || !oldest.isFit())) {
            oldest.close();
            idle.pollFirst();
            oldest = idle.peekFirst();
        }
        retired = idle.isEmpty() && !lookingUp && lastUsed < since;
        return retired;
    }

    void closeAll() {
        idle.forEach(Link::close);
        idle.clear();
    }

    private SocketAddress pinned(InetAddress address) {
        return pinned(address, origin.port());
    }

    /** Without the name, which Vert.x would compare by, taking all addresses of a name for one. */
    static SocketAddress pinned(InetAddress address, int port) {
        try {
            InetAddress bare = InetAddress.getByAddress(address.getAddress());
            return SocketAddress.inetSocketAddress(new InetSocketAddress(bare, port));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("an address has the length of an address", impossible);
        }
    }

    private boolean stillThere(Link link) {
        boolean there = addresses.contains(link.address());
        if (!there) {
            link.close();
        }
        return there;
    }
}
