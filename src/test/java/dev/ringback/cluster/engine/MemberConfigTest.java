package dev.ringback.cluster.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import dev.ringback.config.Secret;
import dev.ringback.config.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemberConfigTest {
    private static final Settings.Finding NONE = new Settings.Finding(List.of(), Optional.empty());

    @Test
    void theJarsFileIsQuietAndLooksForNobodyByItself() {
        Config config = MemberConfig.of(cluster(NONE, "", Optional.empty()));

        JoinConfig join = config.getNetworkConfig().getJoin();
        assertThat(join.getMulticastConfig().isEnabled()).isFalse();
        assertThat(join.getAutoDetectionConfig().isEnabled()).isFalse();
        assertThat(join.getKubernetesConfig().isEnabled()).isFalse();
        assertThat(config.getProperty("hazelcast.phone.home.enabled")).isEqualTo("false");
        assertThat(config.getProperty("hazelcast.shutdownhook.enabled")).isEqualTo("false");
        assertThat(config.getNetworkConfig().isPortAutoIncrement()).isFalse();
    }

    @Test
    void membersAreFoundByTheirAddresses() {
        Settings.Finding finding = new Settings.Finding(List.of("10.0.0.1:5701", "node-b:5702"), Optional.empty());

        JoinConfig join = MemberConfig.of(cluster(finding, "", Optional.empty()))
                .getNetworkConfig()
                .getJoin();

        assertThat(join.getTcpIpConfig().isEnabled()).isTrue();
        assertThat(join.getTcpIpConfig().getMembers()).containsExactly("10.0.0.1:5701", "node-b:5702");
    }

    @Test
    void orByTheNameOfAHeadlessService() {
        Settings.Finding finding = new Settings.Finding(List.of(), Optional.of("ringback.default.svc.cluster.local"));

        JoinConfig join = MemberConfig.of(cluster(finding, "", Optional.empty()))
                .getNetworkConfig()
                .getJoin();

        assertThat(join.getTcpIpConfig().isEnabled()).isFalse();
        assertThat(join.getKubernetesConfig().isEnabled()).isTrue();
        assertThat(join.getKubernetesConfig().getProperties())
                .containsEntry("service-dns", "ringback.default.svc.cluster.local")
                .containsEntry("service-port", "5701");
    }

    @Test
    void nameAndSecretMakeTheClustersNameWhichDoesNotTellTheSecret() {
        String name = name("one secret");

        assertThat(name).startsWith("ringback-").doesNotContain("one secret").isEqualTo(name("one secret"));
        assertThat(List.of(name("another"), name(""))).doesNotContain(name).doesNotHaveDuplicates();
    }

    @Test
    void aFileThatIsBrokenOrMissingIsNamed(@TempDir Path folder) throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.yaml"), "hazelcast: [");

        assertThatThrownBy(() -> MemberConfig.of(cluster(NONE, "", Optional.of(broken))))
                .isInstanceOf(CannotJoin.class)
                .hasMessageContaining("broken.yaml (cluster.file)");
        assertThatThrownBy(() -> MemberConfig.of(cluster(NONE, "", Optional.of(folder.resolve("none.yaml")))))
                .isInstanceOf(CannotJoin.class)
                .hasMessageContaining("cannot read")
                .hasMessageContaining("none.yaml");
    }

    private static String name(String secret) {
        return MemberConfig.of(cluster(NONE, secret, Optional.empty())).getClusterName();
    }

    private static Settings.Cluster cluster(Settings.Finding finding, String secret, Optional<Path> file) {
        return new Settings.Cluster(
                true,
                Settings.Cluster.NONE.address(),
                finding,
                "ringback",
                Optional.of(secret).filter(text -> !text.isEmpty()).map(Secret::new),
                Optional.empty(),
                file);
    }
}
