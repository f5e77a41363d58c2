package dev.ringback.domain;

import java.util.Set;

/**
 * The services by which clouds tell a machine its credentials. Whoever reaches one through a profile has the machine's rights, so they are
 * forbidden even where private networks are allowed. One of them has a public address.
 */
final class Metadata {
    private static final Set<Long> V4 = Set.of(
            0xa9fe_a9feL, // 169.254.169.254, most clouds
            0xa9fe_a9fdL, // 169.254.169.253, resolver and time of AWS
            0xa9fe_aa02L, // 169.254.170.2, credentials of ECS
            0xa9fe_aa17L, // 169.254.170.23, credentials of EKS
            0xa9fe_0017L, // 169.254.0.23, Tencent
            0x6464_64c8L, // 100.100.100.200, Alibaba
            0xc000_00c0L, // 192.0.0.192, Oracle
            0xa83f_8110L); // 168.63.129.16, Azure

    /** fd00:ec2::254 and fd00:ec2::23 of AWS, fd20:ce::254 of Google, fd00:42::42 of Scaleway, fe80::a9fe:a9fe of OpenStack. */
    private static final Set<String> V6 = Set.of(
            "fd000ec2000000000000000000000254",
            "fd000ec2000000000000000000000023",
            "fd000ec2000000000000000000000253",
            "fd2000ce000000000000000000000254",
            "fd000042000000000000000000000042",
            "fe8000000000000000000000a9fea9fe");

    private static final Set<String> NAMES = Set.of(
            "metadata",
            "metadata.google.internal",
            "metadata.goog",
            "metadata.internal",
            "metadata.azure.internal",
            "metadata.azure.com",
            "metadata.tencentyun.com",
            "metadata.platformequinix.com",
            "metadata.packet.net",
            "instance-data",
            "instance-data.ec2.internal",
            "rancher-metadata");

    private Metadata() {}

    static boolean isV4(long address) {
        return V4.contains(address);
    }

    static boolean isV6(byte[] address) {
        return V6.contains(java.util.HexFormat.of().formatHex(address));
    }

    static boolean isName(String name) {
        return NAMES.contains(name);
    }
}
