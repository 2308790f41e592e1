package dev.foretick.stream.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The style sheet of the page, a resource beside this class. */
final class ReportStyle {
  private static final String RESOURCE = "report.css";

  private ReportStyle() {}

  static String css() {
    try (InputStream in = ReportStyle.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("resource: none (expected: %s)".formatted(RESOURCE));
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
