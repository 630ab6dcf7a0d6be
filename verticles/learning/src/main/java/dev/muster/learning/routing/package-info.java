/** Chooses one of several agents or algorithms for a task, by what each is expected to cost. */
@NullMarked
package dev.muster.learning.routing;

import org.jspecify.annotations.NullMarked;
