/** The one codec, and a typed face on the event bus. */
@NullMarked
@CheckReturnValue
package dev.muster.bus;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
