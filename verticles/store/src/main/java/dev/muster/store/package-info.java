/** The truth: what the host acknowledged, in one database, committed before it was acknowledged. */
@NullMarked
package dev.muster.store;

import org.jspecify.annotations.NullMarked;
