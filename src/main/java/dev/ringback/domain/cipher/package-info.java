/** Encryption of single values by AES: which algorithms there are, and how a value becomes a text that only the receiver can read. */
@NullMarked
@CheckReturnValue
package dev.ringback.domain.cipher;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
