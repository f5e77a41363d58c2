/** What carries callbacks from stage to stage: holds and the budget they count against, the licence to write, and the troubles of the store. */
@NullMarked
@CheckReturnValue
package dev.ringback.flow;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
