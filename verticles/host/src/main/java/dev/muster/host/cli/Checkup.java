package dev.muster.host.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The checks of {@code muster doctor} for one data folder and port. */
final class Checkup {
  /** One check and what was found, with what to do when it is not good. */
  record Finding(String check, boolean good, String found) {}

  private static final int JAVA_WANTED = 25;
  private static final int GIT_SECONDS = 10;

  /** A day of a busy fleet writes less than this. */
  private static final long FREE_BYTES_MIN = 256L << 20;

  private final Path data;
  private final int port;

  Checkup(Path data, int port) {
    this.data = data;
    this.port = port;
  }

  List<Finding> findings() {
    return List.of(java(), git(), folder(), space(), port());
  }

  private static Finding java() {
    int version = Runtime.version().feature();
    boolean good = version >= JAVA_WANTED;
    return new Finding(
        "java", good, Runtime.version() + (good ? "" : "; install a JDK " + JAVA_WANTED));
  }

  private static Finding git() {
    try {
      Process git = new ProcessBuilder("git", "--version").redirectErrorStream(true).start();
      String version = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      boolean good = git.waitFor(GIT_SECONDS, TimeUnit.SECONDS) && git.exitValue() == 0;
      return new Finding("git", good, version.strip());
    } catch (IOException e) {
      return new Finding("git", false, "not found; install git");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Finding("git", false, "interrupted");
    }
  }

  private Finding folder() {
    Path nearest = nearestExisting();
    boolean good = Files.isDirectory(nearest) && Files.isWritable(nearest);
    String found = nearest.equals(data) ? data.toString() : data + " (will be made)";
    return new Finding("data", good, good ? found : nearest + " cannot be written; use --data");
  }

  private Finding space() {
    try {
      long free = Files.getFileStore(nearestExisting()).getUsableSpace();
      boolean good = free >= FREE_BYTES_MIN;
      String need = good ? "" : "; need " + (FREE_BYTES_MIN >> 20) + " MB";
      return new Finding("disk", good, (free >> 20) + " MB free" + need);
    } catch (IOException e) {
      return new Finding("disk", false, "free space is unknown");
    }
  }

  private Finding port() {
    HostFile host = HostFile.read(data);
    if (host != null && host.process().isPresent() && uses(host, port)) {
      return new Finding("port", true, port + " is used by our host, pid " + host.pid());
    }
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return new Finding("port", true, port + " is free");
    } catch (IOException | IllegalArgumentException e) {
      return new Finding("port", false, port + " cannot be used; choose another with --port");
    }
  }

  private static boolean uses(HostFile host, int port) {
    try {
      return URI.create(host.url()).getPort() == port;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private Path nearestExisting() {
    for (Path folder = data; folder.getParent() != null; folder = folder.getParent()) {
      if (Files.exists(folder)) {
        return folder;
      }
    }
    return data.getRoot();
  }
}
