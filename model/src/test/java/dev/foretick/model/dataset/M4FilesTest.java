package dev.foretick.model.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class M4FilesTest {
  @TempDir Path directory;

  @Test
  void read_quotedRaggedRowsInOtherOrder_areMatchedById() throws IOException {
    Path train =
        write("train.csv", "\"V1\",\"V2\",\"V3\",\"V4\"\n\"H2\",\"1\",\"2.5\",\n\"H1\",3,4,5\n");
    Path test = write("test.csv", "V1,V2,V3\r\nH1,6, 7 \r\nH2,-8\r\n");

    List<M4Series> series = M4Files.read(train, test);

    assertThat(series).extracting(s -> s.id().value()).containsExactly("H2", "H1");
    assertThat(series.get(0).train()).containsExactly(1, 2.5f);
    assertThat(series.get(0).test()).containsExactly(-8);
    assertThat(series.get(1).train()).containsExactly(3, 4, 5);
    assertThat(series.get(1).test()).containsExactly(6, 7);
  }

  @Test
  void read_gz_isUnpackedByName() throws IOException {
    Path train = directory.resolve("train.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(train))) {
      out.write("id,V2\nH1,1\n".getBytes(StandardCharsets.UTF_8));
    }
    Path test = write("test.csv", "id,V2\nH1,2\n");
    assertThat(M4Files.read(train, test).get(0).train()).containsExactly(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``|: empty (expected: a header and rows)",
        "`H1,1,2\n`|:1: no header (expected: a header such as V1,V2,V3)",
        "`V1\nH1`|:1: no header (expected: a header such as V1,V2,V3)",
        "`V1,V2\n`|: no rows (expected: one for each series)",
        "`V1,V2\nH1,1,2`|:2: 3 columns (expected: at most 2)",
        "`V1,V2\nH1,1\nH1,2`|:3: 'H1' as on line 2 (expected: ids that differ)",
        "`V1,V2\n,1`|:2: the id is '' (expected: 1 to 512 characters)",
        "`V1,V2\nH1, `|:2: no values (expected: at least one)",
        "`V1,V2,V3\nH1,,1`|:2: column 2 is '' (expected: no hole before the last value)",
        "`V1,V2,V3\nH1,1,NA`|:2: column 3 is 'NA' (expected: a number)",
        "`V1,V2,V3\nH1,1,1e39`|:2: column 3 is '1e39' (expected: a number)",
        "`V1,V2\nH1,1\nH2,1`"
            + "|:3: 'H2', which is not in other.csv (expected: the same ids in both files)",
        "`V1,V2\nH1,\"1`|:2: column 2: a quote that is never closed"
            + " (expected: RFC 4180: \"a field in quotes, \"\" doubled\")",
      })
  void read_otherShape_saysWhereAndWhatWasExpected(String text, String message) throws IOException {
    Path other = write("other.csv", "V1,V2\nH1,1\n");
    Path file = write("file.csv", text);
    assertThatExceptionOfType(DatasetException.class)
        .isThrownBy(() -> M4Files.read(file, other))
        .withMessage(file + message);
    assertThatExceptionOfType(DatasetException.class)
        .isThrownBy(() -> M4Files.read(other, file))
        .withMessage(file + message);
  }

  @Test
  void read_missingFile_isRefused() throws IOException {
    Path test = write("test.csv", "V1,V2\nH1,1\n");
    Path train = directory.resolve("train.csv");
    assertThatExceptionOfType(DatasetException.class)
        .isThrownBy(() -> M4Files.read(train, test))
        .withMessage("%s: no such file (expected: a CSV file)", train);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }
}
