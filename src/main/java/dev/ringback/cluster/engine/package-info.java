/** The engine under the cluster: Hazelcast, and the Vert.x that it makes one with the others'. The only package that sees Hazelcast. */
@NullMarked
@CheckReturnValue
package dev.ringback.cluster.engine;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
