package dev.foretick.common.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvFieldTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "flow l/min|flow l/min",
        "Temp °C, top|\"Temp °C, top\"",
        "a \"b\"|\"a \"\"b\"\"\"",
        "\"|\"\"\"\"",
        "``|``",
      })
  void written_isWhatReadersTakeForOneField(String field, String written) {
    assertThat(CsvField.written(field)).isEqualTo(written);
    assertThat(CsvField.meant(written)).isEqualTo(field);
  }
}
