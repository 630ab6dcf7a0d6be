package dev.muster.host.cli;

/** A host that is ready, in this process. */
public interface RunningHost {
  /** The address of its HTTP face, such as {@code http://127.0.0.1:7470}. */
  String url();

  /** A link to its page that carries a fresh single-use code. */
  String openLink();

  /** Returns when the host has ended, whoever ended it. */
  void awaitEnd() throws InterruptedException;

  /** Drains and ends the host within 20 s; ending it twice does nothing. */
  void close();
}
