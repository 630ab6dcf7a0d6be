/** Commands that show alerts and silence them. */
@NullMarked
package dev.muster.host.cli.alert;

import org.jspecify.annotations.NullMarked;
