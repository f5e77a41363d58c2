/** What the JDK lacks or does slower: Ed25519 and PEM by Bouncy Castle, JWE by Nimbus. The keys of profiles become objects that encrypt and sign. */
@NullMarked
@CheckReturnValue
package dev.ringback.crypto;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
