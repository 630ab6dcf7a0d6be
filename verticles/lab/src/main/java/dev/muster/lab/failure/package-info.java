/** How well failures are foretold, on recorded changes whose outcomes come late. */
@NullMarked
package dev.muster.lab.failure;

import org.jspecify.annotations.NullMarked;
