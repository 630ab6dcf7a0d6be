/** Tests of what the commands of alerts say. */
@NullMarked
package dev.muster.host.cli.alert;

import org.jspecify.annotations.NullMarked;
