/** PostgreSQL: the one place that speaks SQL. Adapters of the stages' ports, the schema's migrations, the daily partitions. */
@NullMarked
@CheckReturnValue
package dev.ringback.store;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
