@NullMarked
package dev.muster.plugin;

import org.jspecify.annotations.NullMarked;
