/** Strict JSON (RFC 8259) read in place from UTF-8 bytes. It builds no tree and writes nothing. */
@NullMarked
@CheckReturnValue
package dev.ringback.domain.json;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
