@NullMarked
package dev.muster.monitoring;

import org.jspecify.annotations.NullMarked;
