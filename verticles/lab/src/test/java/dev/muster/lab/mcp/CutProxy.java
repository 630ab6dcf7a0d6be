package dev.muster.lab.mcp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between clients and a host, and cuts each connection after a random while or a random
 * count of pieces passed, whichever is first: a fast machine sees as many cuts as a slow one.
 */
final class CutProxy implements AutoCloseable {
  private static final int LIFE_MS_MAX = 700;
  private static final int PIECES_MAX = 12;

  private final ServerSocket listening;
  private final int hostPort;
  private final Random random;
  private final ScheduledExecutorService scissors =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
  private final AtomicInteger cuts = new AtomicInteger();

  CutProxy(int hostPort, long seed) throws IOException {
    this.hostPort = hostPort;
    this.random = new Random(seed);
    this.listening = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().start(this::accept);
  }

  String url() {
    return "http://127.0.0.1:" + listening.getLocalPort();
  }

  /** Connections that were open when they were cut. */
  int cuts() {
    return cuts.get();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        Socket host = new Socket(InetAddress.getLoopbackAddress(), hostPort);
        boolean hard = random.nextBoolean();
        Runnable cut = () -> cut(client, host, hard);
        var pieces = new AtomicInteger(1 + random.nextInt(PIECES_MAX));
        Thread.ofVirtual().start(() -> pump(client, host, pieces, cut));
        Thread.ofVirtual().start(() -> pump(host, client, pieces, cut));
        var _ = scissors.schedule(cut, random.nextInt(LIFE_MS_MAX), TimeUnit.MILLISECONDS);
      } catch (IOException closed) {
        // The next round sees whether it is over.
      }
    }
  }

  /** The piece that is one too many is lost: a request unheard or an answer unread. */
  private static void pump(Socket from, Socket to, AtomicInteger pieces, Runnable cut) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] chunk = new byte[8192];
      for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
        if (pieces.decrementAndGet() < 0) {
          cut.run();
          return;
        }
        out.write(chunk, 0, length);
      }
    } catch (IOException closed) {
      // Both ends close with it.
    }
  }

  /** A hard cut is a reset, a soft one an end in the middle of whatever was said. */
  private void cut(Socket client, Socket host, boolean hard) {
    if (client.isClosed()) {
      return;
    }
    cuts.incrementAndGet();
    try (client;
        host) {
      if (hard) {
        client.setSoLinger(true, 0);
        host.setSoLinger(true, 0);
      }
    } catch (IOException gone) {
      // It was gone already.
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    scissors.shutdownNow();
  }
}
