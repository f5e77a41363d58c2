/** Accounts and their API keys: who may ask this installation for anything. */
@NullMarked
@CheckReturnValue
package dev.ringback.account;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
