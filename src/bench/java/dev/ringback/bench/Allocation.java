package dev.ringback.bench;

import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.VirtualMachine;
import java.lang.management.ManagementFactory;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * The bytes that a JVM's threads have allocated, asked of the JVM itself through its management agent, which is started in it from here: the
 * node needs no option for it.
 */
final class Allocation {
    private final JMXConnector connector;
    private final ThreadMXBean threads;

    private Allocation(JMXConnector connector, ThreadMXBean threads) {
        this.connector = connector;
        this.threads = threads;
    }

    static Allocation of(long pid) {
        try {
            VirtualMachine machine = VirtualMachine.attach(String.valueOf(pid));
            String address = machine.startLocalManagementAgent();
            machine.detach();
            JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(address));
            MBeanServerConnection connection = connector.getMBeanServerConnection();
            return new Allocation(
                    connector,
                    ManagementFactory.newPlatformMXBeanProxy(
                            connection, ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class));
        } catch (Exception refused) {
            throw new BenchException("the node's JVM does not tell what it allocates", refused);
        }
    }

    /** Of the threads that live: those that matter live as long as the node. */
    long bytes() {
        long sum = 0;
        for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
            sum += Math.max(0, bytes);
        }
        return sum;
    }

    void close() {
        try {
            connector.close();
        } catch (java.io.IOException gone) {
            // The node was killed: so is its end of this.
        }
    }
}
