/** Tests of what is learned from commits. */
@NullMarked
package dev.muster.learning.commits;

import org.jspecify.annotations.NullMarked;
