/** What the clocks of the machine say of it. */
@NullMarked
package dev.muster.coordination.clock;

import org.jspecify.annotations.NullMarked;
