/** Ledger: writes what became of callbacks, in batches. */
@NullMarked
@CheckReturnValue
package dev.ringback.ledger;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
