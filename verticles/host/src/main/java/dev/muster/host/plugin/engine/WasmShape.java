package dev.muster.host.plugin.engine;

import dev.muster.host.plugin.folder.PluginRefused;
import dev.muster.host.plugin.folder.WasmReader;

/**
 * What a module makes its reader allocate, counted before the runtime reads it. A few bytes can
 * promise 50,000 locals a function, or a segment of 2 GB that is not there: the runtime would
 * allocate all of it, and this host ends when its heap does.
 */
final class WasmShape {
  /** A function of a person's or a compiler's has fewer. */
  private static final int FUNCTION_LOCALS_MAX = 5_000;

  private static final int LOCALS_MAX = 200_000;

  /** Of all sections but data and custom ones: read, a byte of code takes about 60 of the heap. */
  private static final int STRUCTURE_BYTES_MAX = 256 * 1024;

  private static final int SEGMENTS_MAX = 10_000;
  private static final int SECTIONS_MAX = 1_000;
  private static final int CUSTOM = 0;
  private static final int TYPE = 1;
  private static final int ELEMENT = 9;
  private static final int CODE = 10;
  private static final int DATA = 11;
  private static final int FUNCTION_TYPE = 0x60;
  private static final int REF_NULL = 0x63;
  private static final int REF = 0x64;

  private WasmShape() {}

  static void check(byte[] module) throws PluginRefused {
    try {
      WasmReader reader = WasmReader.of(module);
      int structure = 0;
      for (int sections = 1; reader.more(); sections++) {
        int start = reader.position();
        int id = reader.octet();
        WasmReader section = reader.part();
        structure += id == CUSTOM || id == DATA ? 0 : reader.position() - start;
        atMost("bytes of code and declarations", STRUCTURE_BYTES_MAX, structure);
        atMost("sections", SECTIONS_MAX, sections);
        switch (id) {
          case TYPE -> types(section);
          case ELEMENT -> elements(section);
          case CODE -> code(section);
          case DATA -> data(section);
          default -> {} // what these promise, the runtime reads as it comes
        }
      }
    } catch (IllegalArgumentException e) {
      throw new PluginRefused(String.valueOf(e.getMessage()));
    }
  }

  private static void atMost(String what, int most, long found) {
    if (found > most) {
      throw new IllegalArgumentException(
          "expected at most %d %s, found %d".formatted(most, what, found));
    }
  }

  private static void types(WasmReader section) {
    int types = section.count();
    for (int i = 0; i < types; i++) {
      int form = section.octet();
      if (form != FUNCTION_TYPE) {
        throw new IllegalArgumentException(
            "expected only function types (0x60), found 0x%x: structs and arrays have no cap here"
                .formatted(form));
      }
      valueTypes(section);
      valueTypes(section);
    }
  }

  private static void valueTypes(WasmReader section) {
    int values = section.count();
    for (int i = 0; i < values; i++) {
      valueType(section);
    }
  }

  private static void valueType(WasmReader section) {
    int type = section.octet();
    if (type == REF_NULL || type == REF) {
      section.skipNumber();
    }
  }

  private static void code(WasmReader section) {
    int bodies = section.count();
    long all = 0;
    for (int i = 0; i < bodies; i++) {
      WasmReader body = section.part();
      int groups = body.count();
      long own = 0;
      for (int group = 0; group < groups; group++) {
        own += body.number();
        valueType(body);
      }
      all += own;
      atMost("locals in a function", FUNCTION_LOCALS_MAX, own);
      atMost("locals", LOCALS_MAX, all);
    }
  }

  private static void data(WasmReader section) {
    int segments = section.count();
    atMost("segments of data", SEGMENTS_MAX, segments);
    for (int i = 0; i < segments; i++) {
      long mode = section.number();
      if (mode == 2) {
        section.skipNumber();
      }
      if (mode != 1) {
        constant(section);
      }
      section.part();
    }
  }

  /** See the binary format, element section: bit 0 passive, bit 1 a table or type, bit 2 exprs. */
  private static void elements(WasmReader section) {
    int segments = section.count();
    for (int i = 0; i < segments; i++) {
      long flags = section.number();
      boolean active = (flags & 1) == 0;
      boolean explicit = (flags & 2) != 0;
      boolean expressions = (flags & 4) != 0;
      if (active) {
        if (explicit) {
          section.skipNumber();
        }
        constant(section);
      }
      if (!active || explicit) {
        valueType(section); // or the kind of its functions: a byte as well
      }
      int entries = section.count();
      for (int entry = 0; entry < entries; entry++) {
        if (expressions) {
          constant(section);
        } else {
          section.skipNumber();
        }
      }
    }
  }

  private static void constant(WasmReader section) {
    for (int opcode = section.octet(); opcode != 0x0b; opcode = section.octet()) {
      switch (opcode) {
        case 0x41, 0x42, 0x23, 0xd0, 0xd2 -> section.skipNumber(); // const, global.get, ref
        case 0x43 -> section.skip(4);
        case 0x44 -> section.skip(8);
        case 0x6a, 0x6b, 0x6c, 0x7c, 0x7d, 0x7e -> {} // add, sub, mul
        default ->
            throw new IllegalArgumentException(
                "expected a constant before byte %d, found opcode 0x%x"
                    .formatted(section.position(), opcode));
      }
    }
  }
}
