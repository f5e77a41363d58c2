/** What can happen and what it carries: the channels, events and variables of {@code conf/channels.yaml}. */
@NullMarked
@CheckReturnValue
package dev.ringback.catalogue;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
