/** Who changed what, and when: written with each change of a profile or a key, read by those who see to them. */
@NullMarked
@CheckReturnValue
package dev.ringback.audit;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
