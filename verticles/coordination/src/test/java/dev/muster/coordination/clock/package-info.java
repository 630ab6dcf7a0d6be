/** Tests of the clocks. */
@NullMarked
package dev.muster.coordination.clock;

import org.jspecify.annotations.NullMarked;
