package dev.muster.lab.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One kept-alive connection that posts JSON. It is written on a socket because client and host
 * share the machine's processors: a client library would be measured with the host.
 */
final class Connection implements AutoCloseable {
  /** The status line and the body. */
  record Answer(String status, String body) {
    boolean is(int code) {
      return status.startsWith("HTTP/1.1 " + code);
    }
  }

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final String host;
  private final String token;

  Connection(URI host, String token) throws IOException {
    this.socket = new Socket(host.getHost(), host.getPort());
    socket.setTcpNoDelay(true);
    this.in = new BufferedInputStream(socket.getInputStream());
    this.out = socket.getOutputStream();
    this.host = host.getAuthority();
    this.token = token;
  }

  /** Posts a body; {@code header} is a further line of the head, or empty. */
  Answer post(String path, String header, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String head =
        "POST %s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\n".formatted(path, host, token)
            + "Content-Type: application/json\r\nContent-Length: %d\r\n".formatted(bytes.length)
            + (header.isEmpty() ? "" : header + "\r\n")
            + "\r\n";
    // In one write: a head alone would be a packet of its own.
    out.write((head + body).getBytes(StandardCharsets.UTF_8));
    String status = line();
    int length = 0;
    for (String field = line(); !field.isEmpty(); field = line()) {
      if (field.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(field.substring(15).strip());
      }
    }
    return new Answer(status, new String(in.readNBytes(length), StandardCharsets.UTF_8));
  }

  private String line() throws IOException {
    var line = new StringBuilder(64);
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the host closed the connection");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
