/** What the records of the contract refuse, and the pure functions beside them. */
@NullMarked
package dev.muster.contract;

import org.jspecify.annotations.NullMarked;
