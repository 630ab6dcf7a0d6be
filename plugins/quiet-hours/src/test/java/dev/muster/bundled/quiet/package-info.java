@NullMarked
package dev.muster.bundled.quiet;

import org.jspecify.annotations.NullMarked;
