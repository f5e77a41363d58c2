/** What is told by mail: reports at the end of their period, and notices about profiles. Puts mails together, and sees to it that each goes out. */
@NullMarked
@CheckReturnValue
package dev.ringback.mail;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
