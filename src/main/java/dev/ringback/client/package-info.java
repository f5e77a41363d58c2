/**
 * For publishers inside the cluster: any process on Vert.x that asks for callbacks over the event bus. It is packaged as a jar of its own, and
 * sees nothing else of the product. Begin at {@link dev.ringback.client.Publisher}; docs/publishers.md is the guide.
 */
@NullMarked
@CheckReturnValue
package dev.ringback.client;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
