/**
 * What benchmarks share: figures with their intervals, how they are shown, where recordings are.
 */
@NullMarked
package dev.muster.lab.figures;

import org.jspecify.annotations.NullMarked;
