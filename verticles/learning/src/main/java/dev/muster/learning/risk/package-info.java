/** Fits what says how likely a change is to fail. */
@NullMarked
package dev.muster.learning.risk;

import org.jspecify.annotations.NullMarked;
