package dev.muster.host.cluster;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import java.nio.charset.StandardCharsets;

/** What a host of a newer version writes in the place of {@code muster/1}: JSON of its own. */
final class NewerFrames implements MessageCodec<String, String> {
  static final String NAME = "muster/1";

  @Override
  public void encodeToWire(Buffer wire, String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    wire.appendInt(bytes.length).appendBytes(bytes);
  }

  @Override
  public String decodeFromWire(int position, Buffer wire) {
    int length = wire.getInt(position);
    return wire.getString(position + 4, position + 4 + length);
  }

  @Override
  public String transform(String json) {
    return json;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public byte systemCodecID() {
    return -1;
  }
}
