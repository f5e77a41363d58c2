package dev.ringback.cluster.engine;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;

/** The address of a host name, and whether it is one of this machine's. */
record HostAddress(String text, boolean isOwn) {
    /** Asks the resolver when it is a name. */
    static HostAddress of(String host) {
        try {
            InetAddress address = InetAddress.getByName(host);
            return new HostAddress(address.getHostAddress(), isOwn(address));
        } catch (UnknownHostException unknown) {
            throw new CannotJoin("the address of " + host + " (cluster.host) is not known", unknown);
        }
    }

    private static boolean isOwn(InetAddress address) {
        try {
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException unreadable) {
            return false;
        }
    }
}
