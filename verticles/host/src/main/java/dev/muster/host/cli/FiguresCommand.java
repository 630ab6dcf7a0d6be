package dev.muster.host.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** {@code muster figures}: the live figures, each with all that makes it true. */
@Command(
    name = "figures",
    description = "Show the live figures: accuracy, reliability, contention, cost.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "REPORT is what the report of the predecessor printed; it was never measured here.",
      "An unknown figure says in WINDOW why nobody knows it."
    })
final class FiguresCommand implements Callable<Integer> {
  private static final int DIGITS = 3;

  @Mixin private final GlobalOptions global = new GlobalOptions();

  @Override
  public Integer call() {
    JsonNode answer = global.client().get("/api/v1/figures").body();
    var screen = global.screen();
    screen.show(answer, lines(answer.path("figures"), screen.width()));
    return ExitCode.OK;
  }

  private static List<String> lines(JsonNode figures, int width) {
    var table =
        new Table("FIGURE", "VALUE", "95 %", "BASELINE", "REPORT", "COUNT", "PROVENANCE", "WINDOW");
    for (JsonNode figure : figures) {
      String unit = figure.path("unit").asString("");
      String baseline = said(figure.path("baseline"), unit);
      table.row(
          figure.path("name").asString(""),
          figure.path("value").isNumber() ? said(figure.path("value"), unit) : "unknown",
          interval(figure, unit),
          baseline.equals("-")
              ? baseline
              : figure.path("baseline_name").asString("") + " " + baseline,
          said(figure.path("report"), unit),
          figure.path("count").asString("0"),
          figure.path("provenance").asString(""),
          figure.path("window").asString(""));
    }
    return table.lines(width);
  }

  /** The bounds without their unit, which stands with the value. */
  private static String interval(JsonNode figure, String unit) {
    JsonNode low = figure.path("low");
    JsonNode high = figure.path("high");
    return low.isNumber() && high.isNumber()
        ? bare(low.asDouble(), unit) + ".." + bare(high.asDouble(), unit)
        : "-";
  }

  /** Shares in per cent, the rest in its unit, to three digits; a dash for null. */
  private static String said(JsonNode number, String unit) {
    if (!number.isNumber()) {
      return "-";
    }
    return bare(number.asDouble(), unit) + (unit.equals("share") ? " %" : " " + unit);
  }

  private static String bare(double value, String unit) {
    if (unit.equals("share")) {
      return String.format(Locale.ROOT, "%.1f", 100 * value);
    }
    return Math.abs(value) >= 100
        ? String.format(Locale.ROOT, "%,.0f", value)
        : BigDecimal.valueOf(value)
            .round(new MathContext(DIGITS))
            .stripTrailingZeros()
            .toPlainString();
  }
}
