/** The generic runner: it turns any command into an agent that claims slots and works on them. */
@NullMarked
package dev.muster.host.agent;

import org.jspecify.annotations.NullMarked;
