/** What placeholders stand for: where the values are in a callback's data, and how each is written for the place it stands in. */
@NullMarked
@CheckReturnValue
package dev.ringback.domain.template.value;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
