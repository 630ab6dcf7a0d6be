/**
 * {@code muster learn risk} and {@code muster forecast risk}: which commits of a repository are
 * likely to need a fix, learned from its own history without a running host.
 */
@NullMarked
package dev.muster.host.risk;

import org.jspecify.annotations.NullMarked;
