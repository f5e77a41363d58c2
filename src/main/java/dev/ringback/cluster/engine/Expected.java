package dev.ringback.cluster.engine;

import dev.ringback.config.Settings;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** Whom the settings lead this node to expect: the members listed, or the addresses of the service, without this node itself. */
final class Expected {
    private final Settings.Address own;
    private final Settings.Finding finding;

    Expected(Settings.Cluster cluster) {
        this.own = cluster.address();
        this.finding = cluster.finding();
    }

    String own() {
        return own.host() + ":" + own.port();
    }

    /** May ask the resolver. */
    List<SocketAddress> others() {
        List<SocketAddress> others = new ArrayList<>();
        finding.members().forEach(member -> add(others, member));
        finding.serviceDns().ifPresent(name -> {
            for (String address : addresses(name)) {
                add(others, address.contains(":") ? "[" + address + "]:" + own.port() : address + ":" + own.port());
            }
        });
        return others;
    }

    private void add(List<SocketAddress> others, String member) {
        int colon = member.lastIndexOf(':');
        String host = member.substring(0, colon).replaceAll("[\\[\\]]", "");
        int port = Integer.parseInt(member.substring(colon + 1));
        if (port != own.port() || !isOwn(host)) {
            others.add(SocketAddress.inetSocketAddress(port, host));
        }
    }

    private boolean isOwn(String host) {
        List<String> ours = addresses(own.host());
        return host.equalsIgnoreCase(own.host()) || addresses(host).stream().anyMatch(ours::contains);
    }

    /** None for a name that is not known, which then does not answer either. */
    private static List<String> addresses(String host) {
        List<String> addresses = new ArrayList<>();
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                addresses.add(address.getHostAddress());
            }
        } catch (UnknownHostException unknown) {
            return List.of();
        }
        return addresses;
    }
}
