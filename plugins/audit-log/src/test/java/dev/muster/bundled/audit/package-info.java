@NullMarked
package dev.muster.bundled.audit;

import org.jspecify.annotations.NullMarked;
