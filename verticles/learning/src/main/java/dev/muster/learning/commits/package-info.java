/** Learns from the history of a repository which commits had to be fixed later. Pure. */
@NullMarked
package dev.muster.learning.commits;

import org.jspecify.annotations.NullMarked;
