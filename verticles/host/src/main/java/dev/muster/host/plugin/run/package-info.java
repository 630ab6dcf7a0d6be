/** The plugins of a running host: their lives, their calls and what they said. */
@NullMarked
package dev.muster.host.plugin.run;

import org.jspecify.annotations.NullMarked;
