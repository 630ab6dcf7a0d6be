/** What leases and declarations do to conflicts: recorded commits replayed in simulated time. */
@NullMarked
package dev.muster.lab.contention;

import org.jspecify.annotations.NullMarked;
