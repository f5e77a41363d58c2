/** What came of the callbacks, counted: folds the deltas that the ledger writes, and answers how many of what, when, and how fast. */
@NullMarked
@CheckReturnValue
package dev.ringback.report;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
