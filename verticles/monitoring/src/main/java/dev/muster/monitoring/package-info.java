/** The live figures, each with all that makes it true, and a check that features do not leak. */
@NullMarked
package dev.muster.monitoring;

import org.jspecify.annotations.NullMarked;
