package dev.muster.host.plugin.folder;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A place in the bytes of a WebAssembly module that moves on as they are read. What is promised and
 * not there is an {@link IllegalArgumentException}, before anything is allocated for it.
 */
public final class WasmReader {
  private static final byte[] HEADER = {0, 'a', 's', 'm', 1, 0, 0, 0};

  private final byte[] module;
  private int position;
  private final int end;

  private WasmReader(byte[] module, int position, int end) {
    this.module = module;
    this.position = position;
    this.end = end;
  }

  /** At the first section of a module. */
  public static WasmReader of(byte[] module) {
    if (module.length < HEADER.length
        || !Arrays.equals(module, 0, HEADER.length, HEADER, 0, HEADER.length)) {
      throw new IllegalArgumentException(
          "expected a WebAssembly module of version 1 (\\0asm 1 0 0 0 first), found something else");
    }
    return new WasmReader(module, HEADER.length, module.length);
  }

  public boolean more() {
    return position < end;
  }

  public int position() {
    return position;
  }

  /** The next byte, 0..255. */
  public int octet() {
    return module[skip(1)] & 0xff;
  }

  /** The next number in LEB128, unsigned, 32 bits. */
  public long number() {
    long value = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      int octet = octet();
      value |= (octet & 0x7fL) << shift;
      if (octet < 0x80) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number longer than 5 bytes before byte " + position);
  }

  /** Passes a number in LEB128 of up to 64 bits, signed or not. */
  public void skipNumber() {
    for (int octets = 1; octet() >= 0x80; octets++) {
      if (octets == 10) {
        throw new IllegalArgumentException("a number longer than 10 bytes before byte " + position);
      }
    }
  }

  /** A count of things that take at least a byte each. */
  public int count() {
    long count = number();
    if (count > end - position) {
      throw new IllegalArgumentException(
          "%d things promised in %d bytes before byte %d"
              .formatted(count, end - position, position));
    }
    return (int) count;
  }

  /** Passes that many bytes; returns where they begin. */
  public int skip(long bytes) {
    if (bytes > end - position) {
      throw new IllegalArgumentException(
          "the module ends in the middle: %d bytes expected at byte %d, found %d"
              .formatted(bytes, position, end - position));
    }
    int start = position;
    position += (int) bytes;
    return start;
  }

  /** The bytes that a length before them counts, as a reader of their own; this one passes them. */
  public WasmReader part() {
    long length = number();
    int start = skip(length);
    return new WasmReader(module, start, position);
  }

  /** The next text: its length and then its bytes. */
  public String text() {
    return new String(part().rest(), StandardCharsets.UTF_8);
  }

  /** All bytes that are left. */
  public byte[] rest() {
    return Arrays.copyOfRange(module, skip(end - (long) position), end);
  }
}
