package dev.muster.host.plugin.engine;

import java.nio.file.Path;

/**
 * A host of two plugins, to be killed from outside: one serves, one is in a call. Both left their
 * groups and ignore whatever can be ignored.
 */
final class KilledHost {
  private KilledHost() {}

  public static void main(String[] args) throws Exception {
    var workshop = new Workshop(Path.of(args[0]));
    String script =
        "trap '' TERM HUP PIPE; (setsid sleep 600 &); : > up; while :; do sleep 600; done";
    var served = new ServeEngine(workshop.shell(args[1], script), Workshop.LIMITS);
    served.start(workshop.context(args[1]));
    var called = new CallEngine(workshop.shell(args[2], script), Workshop.LIMITS);
    called.start(workshop.context(args[2]));
    called.call(Workshop.EDIT);
  }
}
