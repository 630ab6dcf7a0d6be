/** What the benchmarks of this host promise. */
@NullMarked
package dev.muster.lab.bench;

import org.jspecify.annotations.NullMarked;
