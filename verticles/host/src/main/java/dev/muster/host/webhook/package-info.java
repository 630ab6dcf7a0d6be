/** Alerts posted to a receiver, in the form of Alertmanager's webhook. */
@NullMarked
package dev.muster.host.webhook;

import org.jspecify.annotations.NullMarked;
