package dev.muster.lab.swarm;

import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.Refusal;
import java.util.Arrays;
import java.util.Locale;

/** A constant by the name that an option gives. */
public final class Named {
  private Named() {}

  public static <T extends Enum<T>> T of(String option, String name, T[] known) {
    return Arrays.stream(known)
        .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst()
        .orElseThrow(() ->
            new Refusal(
                ExitCode.USAGE,
                "%s must be one of %s, was %s"
                    .formatted(option, Arrays.toString(known).toLowerCase(Locale.ROOT), name)));
  }
}
