/** Tests of how plugins of each kind are started, called and ended. */
@NullMarked
package dev.muster.host.plugin.engine;

import org.jspecify.annotations.NullMarked;
