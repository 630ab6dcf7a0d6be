/** The demo: a coordinated fleet works through the history of a real git repository. */
@NullMarked
package dev.muster.lab.replay;

import org.jspecify.annotations.NullMarked;
