/** Tests with real processes. */
@NullMarked
package dev.muster.host.process;

import org.jspecify.annotations.NullMarked;
