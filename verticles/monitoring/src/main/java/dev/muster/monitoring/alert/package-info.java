/** Rules over the readings of a snapshot, and what became of each: pure, the time is passed in. */
@NullMarked
package dev.muster.monitoring.alert;

import org.jspecify.annotations.NullMarked;
