package dev.ringback.domain;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Which addresses a node may call: the public ones, private ones too where the operator says so, and each network that the operator lists.
 * Metadata services of clouds are called only where their very address is listed: whoever lists {@code 100.64.0.0/10} has another reason.
 */
public record AddressGuard(boolean allowsPrivate, List<Network> allowed) {
    public static final AddressGuard PUBLIC_ONLY = new AddressGuard(false, List.of());
    /** For calls to this node's own inbox, and for nothing else. */
    public static final AddressGuard OFF = new AddressGuard(
            true,
            List.of(
                    Network.parse("0.0.0.0/0").orElseThrow(),
                    Network.parse("::/0").orElseThrow()));

    public AddressGuard {
        allowed = List.copyOf(allowed);
    }

    public boolean forbids(InetAddress address) {
        boolean metadata = AddressRule.isMetadata(address.getAddress());
        for (Network network : allowed) {
            if (network.contains(address) && (!metadata || network.isOneAddress())) {
                return false;
            }
        }
        return metadata || (!allowsPrivate && AddressRule.isForbidden(address.getAddress()));
    }

    /**
     * What is wrong with this host of a URL, as far as it can be known without asking for its addresses. Names are checked again, by their
     * addresses, at every call.
     */
    public Optional<String> faultOfHost(String host) {
        String name = AddressRule.normal(host);
        if (name.isEmpty()) {
            return Optional.of("a host is missing");
        }
        if (Metadata.isName(name)) {
            return Optional.of("\"" + host + "\" is the metadata service of a cloud, which callbacks may not call");
        }
        Optional<InetAddress> literal = AddressRule.literal(host);
        if (literal.isPresent()) {
            return forbids(literal.get())
                    ? Optional.of("\"" + host + "\" is not a public address, and callbacks may only call those")
                    : Optional.empty();
        }
        if (AddressRule.looksNumeric(name)) {
            return Optional.of("\"" + host + "\" is not an address");
        }
        return AddressRule.isThisMachine(name) && forbids(InetAddress.getLoopbackAddress())
                ? Optional.of("\"" + host + "\" is this machine itself, which callbacks may not call")
                : Optional.empty();
    }
}
