/**
 * Which agent is given an issue, and who next, on recorded runs of many agents on the same issues.
 */
@NullMarked
package dev.muster.lab.assignment;

import org.jspecify.annotations.NullMarked;
