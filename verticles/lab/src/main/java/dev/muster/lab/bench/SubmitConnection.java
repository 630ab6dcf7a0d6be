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
 * One kept-alive connection that submits tasks. It is written on a socket because client and host
 * share the machine's processors: a client library would be measured with the host.
 */
final class SubmitConnection implements AutoCloseable {
  private static final String BODY =
      "{\"type\":\"bench\",\"text\":\"Rename the class Account to Ledger and adapt its callers\"}";

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final String head;

  SubmitConnection(URI host, String token) throws IOException {
    this.socket = new Socket(host.getHost(), host.getPort());
    socket.setTcpNoDelay(true);
    this.in = new BufferedInputStream(socket.getInputStream());
    this.out = socket.getOutputStream();
    this.head =
        "POST /api/v1/tasks HTTP/1.1\r\nHost: "
            + host.getAuthority()
            + "\r\nAuthorization: Bearer "
            + token
            + "\r\nContent-Type: application/json\r\nContent-Length: "
            + BODY.length()
            + "\r\nIdempotency-Key: ";
  }

  /** Submits a task under {@code key}; the answer is the status line. */
  String submit(String key) throws IOException {
    out.write((head + key + "\r\n\r\n" + BODY).getBytes(StandardCharsets.US_ASCII));
    String status = line();
    int length = 0;
    for (String header = line(); !header.isEmpty(); header = line()) {
      if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(header.substring(15).strip());
      }
    }
    in.skipNBytes(length);
    return status;
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
