/** What {@code muster plugin} does. */
@NullMarked
package dev.muster.host.plugin.cli;

import org.jspecify.annotations.NullMarked;
