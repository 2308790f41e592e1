package dev.foretick.common.wire;

import java.util.regex.Pattern;

/** A single field as it stands in a line of comma-separated text, with the quotes of RFC 4180. */
public final class CsvField {
  private static final Pattern PLAIN = Pattern.compile("[^,\"\\r\\n]*");

  private CsvField() {}

  /** A field as it is written: in quotes if it would not be read as one field without. */
  public static String written(String field) {
    return PLAIN.matcher(field).matches() ? field : '"' + field.replace("\"", "\"\"") + '"';
  }

  /** A field as it is meant, from how it is written. */
  public static String meant(String written) {
    boolean quoted = written.length() > 1 && written.startsWith("\"") && written.endsWith("\"");
    return quoted ? written.substring(1, written.length() - 1).replace("\"\"", "\"") : written;
  }
}
