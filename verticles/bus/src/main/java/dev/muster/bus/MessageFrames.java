package dev.muster.bus;

import dev.muster.contract.Message;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The codec {@code muster/1}: the same instance within a node, JSON bytes behind their length
 * between nodes. Sharing the instance is right only because every message is immutable.
 */
final class MessageFrames implements MessageCodec<Message, Message> {
  static final String NAME = "muster/1";

  private final JsonMapper json;

  MessageFrames(JsonMapper json) {
    this.json = json;
  }

  @Override
  public void encodeToWire(Buffer wire, Message message) {
    byte[] bytes = json.writerFor(Message.class).writeValueAsBytes(message);
    wire.appendInt(bytes.length).appendBytes(bytes);
  }

  @Override
  public Message decodeFromWire(int position, Buffer wire) {
    int length = wire.getInt(position);
    byte[] bytes = wire.getBytes(position + 4, position + 4 + length);
    try {
      return json.readValue(bytes, Message.class);
    } catch (InvalidTypeIdException newer) {
      return new Message.Unrecognised(String.valueOf(newer.getTypeId()));
    }
  }

  @Override
  public Message transform(Message message) {
    return message;
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
