/** Which mode holds, and why. */
@NullMarked
package dev.muster.monitoring.mode;

import org.jspecify.annotations.NullMarked;
