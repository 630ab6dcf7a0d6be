/** A real Prometheus at a real host. */
@NullMarked
package dev.muster.lab.prometheus;

import org.jspecify.annotations.NullMarked;
