/** How a plugin of each kind is started, called and ended. */
@NullMarked
package dev.muster.host.plugin.engine;

import org.jspecify.annotations.NullMarked;
