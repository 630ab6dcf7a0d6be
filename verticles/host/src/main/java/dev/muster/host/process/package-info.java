/** Commands of others as processes that end with all they started. */
@NullMarked
package dev.muster.host.process;

import org.jspecify.annotations.NullMarked;
