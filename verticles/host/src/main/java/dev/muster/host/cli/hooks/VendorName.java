package dev.muster.host.cli.hooks;

import dev.muster.contract.Vendor;
import java.util.Arrays;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The agent's name as people type it. */
final class VendorName implements ITypeConverter<Vendor> {
  @Override
  public Vendor convert(String value) {
    return Vendor.named(value)
        .orElseThrow(() ->
            new TypeConversionException(
                "must be one of " + Arrays.toString(Vendor.values()) + ", was '" + value + "'"));
  }
}
