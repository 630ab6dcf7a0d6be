package dev.muster.contract;

import org.jspecify.annotations.Nullable;

/**
 * Which arm of an experiment a decision was made by; its outcome is judged for that arm, also after
 * a restart.
 *
 * @param experiment its id
 * @param propensity how probable this arm was, in (0,1)
 * @param block the how many-th block of time it fell into, from 0; null where each task has a coin
 * @param counted false while what the block before left behind washes out
 */
public record PlayedArm(
    String experiment, Arm arm, double propensity, @Nullable Long block, boolean counted) {}
