/**
 * Whether what guards the learning is right: promotion, drift, feedback and off-policy estimates,
 * in a lab where the truth is known.
 */
@NullMarked
package dev.muster.lab.gate;

import org.jspecify.annotations.NullMarked;
