/** Git worktrees: which one a path lies in, whether it is worth a lease, and what changed there. */
@NullMarked
package dev.muster.host.repo;

import org.jspecify.annotations.NullMarked;
