package dev.foretick.stream.cli;

import dev.foretick.model.backtest.BacktestReport;
import dev.foretick.stream.report.HtmlReport;
import dev.foretick.stream.report.JsonReport;
import dev.foretick.stream.report.TextReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** In what form a backtest's report comes. */
final class ReportOptions {
  @Option(names = "--json", description = "Print the report as JSON.")
  private boolean json;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write the report as one HTML page with pictures.")
  private @Nullable Path page;

  /**
   * Testing for minutes only to find the disk read-only helps nobody.
   *
   * @throws IllegalArgumentException if the page cannot be written where it should
   */
  void check() {
    if (page == null) {
      return;
    }
    Path directory = page.toAbsolutePath().getParent();
    if (directory == null || !Files.isWritable(directory) || Files.isDirectory(page)) {
      throw new IllegalArgumentException(
          "--report: %s (expected: a file name in a writable directory)".formatted(page));
    }
  }

  void publish(BacktestReport report, PrintWriter out) {
    if (json) {
      out.print(JsonReport.render(report));
    } else {
      TextReport.lines(report).forEach(out::println);
    }
    if (page != null) {
      write(page, HtmlReport.render(report));
      if (!json) {
        out.println();
        out.println("Wrote " + page + ".");
      }
    }
    out.flush();
  }

  private static void write(Path page, String html) {
    try {
      Files.writeString(page, html);
    } catch (IOException e) {
      throw new CommandFailedException(
          "--report: %s could not be written, %s (expected: a file name in a writable directory)"
              .formatted(page, e));
    }
  }
}
