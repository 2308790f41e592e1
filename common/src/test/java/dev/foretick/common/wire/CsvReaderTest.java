package dev.foretick.common.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CsvReaderTest {
  @Test
  void next_mixedLineEnds_countsLinesAndSkipsEmptyOnes() throws IOException {
    CsvReader reader = new CsvReader(new StringReader("a,b\r\n\r\nc\r\"d\ne\",f\n\ng"), ',');
    List<String> seen = new ArrayList<>();
    while (reader.next()) {
      seen.add(reader.line() + ":" + record(reader));
    }
    assertThat(seen).containsExactly("1:[a, b]", "3:[c]", "4:[d\ne, f]", "7:[g]");
  }

  @Test
  void next_emptyFields_areKept() throws IOException {
    CsvReader reader = new CsvReader(new StringReader(",\"\",\n"), ',');
    assertThat(reader.next()).isTrue();
    assertThat(record(reader)).containsExactly("", "", "");
    assertThat(reader.next()).isFalse();
  }

  @Test
  void next_writtenRecords_readBackTheSame() throws IOException {
    Random random = new Random(31);
    String alphabet = "ab,\"\n ;é";
    for (int i = 0; i < 5_000; i++) {
      List<String> fields = new ArrayList<>();
      for (int n = 1 + random.nextInt(5); n > 0; n--) {
        StringBuilder field = new StringBuilder();
        for (int length = random.nextInt(5); length > 0; length--) {
          field.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        fields.add(field.toString());
      }
      StringBuilder line = new StringBuilder();
      for (String field : fields) {
        line.append(line.isEmpty() ? "" : ",")
            .append('"')
            .append(field.replace("\"", "\"\""))
            .append('"');
      }
      CsvReader reader = new CsvReader(new StringReader(line + "\n"), ',');
      assertThat(reader.next()).isTrue();
      assertThat(record(reader)).isEqualTo(fields);
      assertThat(reader.next()).isFalse();
    }
  }

  @Test
  void next_quoteThatNeverCloses_endsAtTheLimit() {
    Reader endless =
        new Reader() {
          private boolean opened;

          @Override
          public int read() {
            boolean first = !opened;
            opened = true;
            return first ? '"' : 'x';
          }

          @Override
          public int read(char[] buffer, int offset, int length) {
            throw new UnsupportedOperationException();
          }

          @Override
          public void close() {}
        };
    assertThatExceptionOfType(MalformedRecordException.class)
        .isThrownBy(() -> new CsvReader(endless, ',').next())
        .withMessage("record: too long (expected: at most 4000000 characters)");
  }

  @Test
  void next_millionsOfFields_endAtTheLimit() {
    CsvReader reader = new CsvReader(new StringReader(",".repeat(1_000_000)), ',');
    assertThatExceptionOfType(MalformedRecordException.class)
        .isThrownBy(reader::next)
        .withMessage("record: too many fields (expected: at most 100000)");
  }

  private static List<String> record(CsvReader reader) {
    List<String> fields = new ArrayList<>();
    for (int i = 0; i < reader.size(); i++) {
      fields.add(reader.field(i));
    }
    return fields;
  }
}
