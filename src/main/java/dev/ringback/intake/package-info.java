/** Intake: validates what publishers ask for, gives ids, journals in batches, answers after the commit, hands off. */
@NullMarked
@CheckReturnValue
package dev.ringback.intake;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
