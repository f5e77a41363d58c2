package dev.ringback.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRuleTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "0.255.255.255",
                "10.0.0.0",
                "10.1.2.3",
                "10.255.255.255",
                "100.64.0.0",
                "100.100.100.200",
                "100.127.255.255",
                "127.0.0.0",
                "127.0.0.1",
                "127.255.255.255",
                "169.254.0.0",
                "169.254.169.254",
                "169.254.170.2",
                "169.254.255.255",
                "172.16.0.0",
                "172.31.255.255",
                "192.0.0.0",
                "192.0.0.192",
                "192.0.0.255",
                "192.0.2.0",
                "192.0.2.255",
                "192.88.99.1",
                "192.168.0.0",
                "192.168.255.255",
                "198.18.0.0",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.0",
                "224.0.0.251",
                "239.255.255.255",
                "240.0.0.0",
                "255.255.255.254",
                "255.255.255.255",
                "::",
                "::1",
                "::2",
                "::127.0.0.1",
                "::8.8.8.8",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::ffff:169.254.169.254",
                "::ffff:7f00:1",
                "::ffff:0:127.0.0.1",
                "::ffff:0:8.8.8.8",
                "64:ff9b::127.0.0.1",
                "64:ff9b::10.1.2.3",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::8.8.8.8",
                "64:ff9b:0:0:0:1:808:808",
                "100::",
                "100::1",
                "2001::1",
                "2001:0:4136:e378:8000:63bf:3fff:fdd2",
                "2001:2::1",
                "2001:10::1",
                "2001:20::1",
                "2001:1ff:ffff::",
                "2001:db8::",
                "2001:db8:ffff::1",
                "2002:7f00:1::",
                "2002:a00:1::1",
                "2002:a9fe:a9fe::1",
                "2002:c0a8:101::",
                "3fff::1",
                "3fff:fff::1",
                "4000::1",
                "5f00::1",
                "fc00::1",
                "fd00:ec2::254",
                "fdff:ffff::1",
                "fe80::1",
                "febf::1",
                "fec0::1",
                "ff02::1",
                "ff0e::1",
                "8000::1",
            })
    void forbidsWhatIsNotThePublicInternet(String address) throws Exception {
        assertThat(AddressRule.isForbidden(InetAddress.getByName(address))).isTrue();
        assertThat(AddressGuard.PUBLIC_ONLY.faultOfHost(address)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "191.255.255.255",
                "192.0.1.0",
                "192.0.3.0",
                "192.88.98.255",
                "192.88.100.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "198.51.99.255",
                "198.51.101.0",
                "203.0.112.255",
                "203.0.114.0",
                "223.255.255.255",
                "2000::1",
                "2001:200::1",
                "2001:4860:4860::8888",
                "2001:db7:ffff::1",
                "2001:db9::1",
                "2002:808:808::1",
                "2606:4700::1111",
                "2a00:1450::1",
                "3ffe::1",
                "3fff:1000::1",
                "::ffff:8.8.8.8",
                "64:ff9b::8.8.8.8",
            })
    void allowsThePublicInternet(String address) throws Exception {
        assertThat(AddressRule.isForbidden(InetAddress.getByName(address))).isFalse();
        assertThat(AddressGuard.PUBLIC_ONLY.faultOfHost(address)).isEmpty();
    }

    @Test
    void forbidsWhatIsNoAddress() {
        assertThat(AddressRule.isForbidden(new byte[0])).isTrue();
        assertThat(AddressRule.isForbidden(new byte[5])).isTrue();
    }

    /** The sixteen bytes of a mapped address, which the JDK would turn into four. */
    @Test
    void looksIntoAMappedAddressAsItIs() {
        byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xff, (byte) 0xff, 127, 0, 0, 1};
        assertThat(AddressRule.isForbidden(mapped)).isTrue();
        mapped[12] = 8;
        assertThat(AddressRule.isForbidden(mapped)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.0.0.1.",
                "127.1",
                "127.0.1",
                "127.1.",
                "2130706433",
                "2130706433.",
                "0x7f000001",
                "0X7F000001",
                "017700000001",
                "0177.0.0.1",
                "0177.1",
                "0x7f.1",
                "0x7f.0.0.1",
                "0x7f.0x0.0x0.0x1",
                "127.0x1",
                "127.0.0.01",
                "00000000177.0.0.1",
                "0x000000000000007f000001",
                "0",
                "0x0",
                "0x",
                "00",
                "0.0",
                "0.0.0.0",
                "10.1",
                "167772161",
                "0xa000001",
                "012.1",
                "192.168.257",
                "3232235777",
                "0xc0a80101",
                "0xc0.0xa8.0x1.0x1",
                "2852039166",
                "0xa9fea9fe",
                "169.254.43518",
                "0251.0376.0251.0376",
                "[::1]",
                "::1",
                "[::]",
                "[0:0:0:0:0:0:0:1]",
                "[0000::0001]",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "[::FFFF:127.0.0.1]",
                "[::127.0.0.1]",
                "[64:ff9b::7f00:1]",
                "[2002:7f00:0001::]",
                "[fe80::1%25eth0]",
                "[fe80::1%eth0]",
                "fe80::1%lo",
                "[::1%1]",
                "[fd00::1]",
                "１２７.０.０.１",
                "127。0。0。1",
                "⑯⑨.②⑤④.⑯⑨.②⑤④",
                "localhost",
                "LOCALHOST",
                "localhost.",
                "api.localhost",
                "a.b.localhost.",
                "localhost.localdomain",
                "ip6-localhost",
                "ip6-loopback",
                "ｌｏｃａｌｈｏｓｔ",
                " 127.0.0.1 ",
            })
    void seesThroughEverySpelling(String host) {
        assertThat(AddressGuard.PUBLIC_ONLY.faultOfHost(host)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "256.1.1.1",
                "1.2.3.4.5",
                "127.0.0.0x100",
                "4294967296",
                "0x100000000",
                "08.1",
                "1..2",
                "1.2.3.99999999999999999999",
                "foo.0x7f",
                "foo.1",
                "[::1",
                "[:::1]",
                "[1::2::3]",
                "[12345::]",
                "[g::1]",
                "[::1]:80",
                "0x7g.1.1.1e1.5",
            })
    void findsFaultWithWhatIsNeitherNameNorAddress(String host) {
        assertThat(AddressGuard.PUBLIC_ONLY.faultOfHost(host)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hook.example.com",
                "hook.example.com.",
                "localhost.example.com",
                "mylocalhost",
                "a1.b2",
                "1.example",
                "0x7f.example",
                "xn--bcher-kva.example",
                "bücher.example",
                "10.0.0.1.example.com",
                "127-0-0-1.example",
            })
    void findsNoFaultWithANameUntilItsAddressesAreKnown(String host) {
        assertThat(AddressGuard.PUBLIC_ONLY.faultOfHost(host)).isEmpty();
        assertThat(AddressRule.literal(host)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "8.8.8.8, 8.8.8.8",
        "134744072, 8.8.8.8",
        "0x8080808, 8.8.8.8",
        "8.8.2056, 8.8.8.8",
        "010.8.8.8, 8.8.8.8",
        "8.8.8.8., 8.8.8.8",
        "4294967295, 255.255.255.255",
        "[::ffff:8.8.8.8], 8.8.8.8",
        "[2001:4860:4860::8888], 2001:4860:4860:0:0:0:0:8888",
    })
    void readsAnAddressAsTheUrlStandardDoes(String host, String address) {
        assertThat(AddressRule.literal(host)).map(InetAddress::getHostAddress).hasValue(address);
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(AddressGuard.PUBLIC_ONLY.faultOfHost("localhost"))
                .hasValue("\"localhost\" is this machine itself, which callbacks may not call");
        assertThat(AddressGuard.PUBLIC_ONLY.faultOfHost("10.0.0.1"))
                .hasValue("\"10.0.0.1\" is not a public address, and callbacks may only call those");
        assertThat(AddressGuard.PUBLIC_ONLY.faultOfHost("1.2.3.4.5")).hasValue("\"1.2.3.4.5\" is not an address");
    }
}
