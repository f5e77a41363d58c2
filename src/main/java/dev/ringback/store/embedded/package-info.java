/** The PostgreSQL that a node brings along and runs as its own child, for whoever gives no database.url. No SQL is spoken here. */
@NullMarked
@CheckReturnValue
package dev.ringback.store.embedded;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
