/** Measures a running host from outside. */
@NullMarked
package dev.muster.lab.bench;

import org.jspecify.annotations.NullMarked;
