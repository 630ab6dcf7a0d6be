/**
 * The lab: a simulated fleet in which the outcome of every number of agents is known for the same
 * task. Nothing in the product reads from it.
 */
@NullMarked
package dev.muster.lab.swarm;

import org.jspecify.annotations.NullMarked;
