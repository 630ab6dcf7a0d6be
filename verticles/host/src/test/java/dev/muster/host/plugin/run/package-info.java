@NullMarked
package dev.muster.host.plugin.run;

import org.jspecify.annotations.NullMarked;
