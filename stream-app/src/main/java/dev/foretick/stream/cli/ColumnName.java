package dev.foretick.stream.cli;

import dev.foretick.common.wire.CsvField;
import picocli.CommandLine.ITypeConverter;

/** A column of a list of columns: one whose name holds a comma stands in double quotes. */
final class ColumnName implements ITypeConverter<String> {
  @Override
  public String convert(String text) {
    return CsvField.meant(text.strip());
  }
}
