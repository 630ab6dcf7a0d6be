/** Tests of the engines with real processes. */
@NullMarked
package dev.muster.host.plugin.engine;

import org.jspecify.annotations.NullMarked;
