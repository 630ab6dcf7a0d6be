/** What benchmarks on recorded data share: where the data are, and how rows are shown. */
@NullMarked
package dev.muster.lab.recorded;

import org.jspecify.annotations.NullMarked;
