/** Tests of the leases on files. */
@NullMarked
package dev.muster.coordination.lease;

import org.jspecify.annotations.NullMarked;
