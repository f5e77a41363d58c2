/**
 * The edge: how requests are read, who may ask, and how answers and problems look. It knows no stage; each stage brings its
 * {@link dev.ringback.http.Routes}.
 */
@NullMarked
@CheckReturnValue
package dev.ringback.http;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
