/** {@code muster plugin}: from the first line of a plugin to its place in a running host. */
@NullMarked
package dev.muster.host.plugin.cli;

import org.jspecify.annotations.NullMarked;
