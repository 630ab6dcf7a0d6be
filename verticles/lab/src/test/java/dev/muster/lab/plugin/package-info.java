/** Plugins as a host meets them: an author's way to a running host, and what evil ones can do. */
@NullMarked
package dev.muster.lab.plugin;

import org.jspecify.annotations.NullMarked;
