/** Tests of the generic runner with real processes. */
@NullMarked
package dev.muster.host.agent;

import org.jspecify.annotations.NullMarked;
