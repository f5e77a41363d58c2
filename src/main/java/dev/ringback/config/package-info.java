/** Settings: read once from file, environment and command line into records; all errors are told at once. */
@NullMarked
@CheckReturnValue
package dev.ringback.config;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
