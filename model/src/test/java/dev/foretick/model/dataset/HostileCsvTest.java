package dev.foretick.model.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small compressed files that are endless when they are read. */
@Timeout(60)
class HostileCsvTest {
  private static final CsvOptions OPTIONS =
      new CsvOptions(
          Optional.empty(),
          "price",
          List.of(),
          Optional.of("s"),
          Optional.empty(),
          MissingValues.FAIL,
          true,
          ',',
          false);
  private static final long MEGABYTE = 1 << 20;

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"x", ",", "\"x", "\n", "\r", "\"\"", "\u00e9", "\0"})
  void endlessLine_isRefused(String repeated) throws IOException {
    Path file = gzip("s,price\na,", 60, chunk -> repeated.repeat((int) MEGABYTE / 2));
    assertThat(Files.size(file)).isLessThan(MEGABYTE);
    assertRefused(() -> load(file, MEGABYTE), "hostile.csv.gz");
  }

  @Test
  void endlessHeader_isRefused() throws IOException {
    Path file = gzip("", 60, chunk -> "price,".repeat((int) MEGABYTE / 6));
    assertRefused(() -> load(file, MEGABYTE), "at most 100000");
  }

  @Test
  void headerOfManyNames_isQuotedInPart() throws IOException {
    Path file = gzip("", 9, chunk -> ("x".repeat(30) + ",").repeat(10_000));
    assertRefused(() -> load(file, MEGABYTE), "no column 's'");
  }

  @Test
  void endlessRows_areRefusedWhereTheMemoryEnds() throws IOException {
    Path file = gzip("s,price\n", 10, chunk -> "a,1\n".repeat(100_000));
    assertThat(Files.size(file)).isLessThan(MEGABYTE);
    assertRefused(() -> load(file, MEGABYTE), "more than 1 MB of numbers", "-Xmx");
    assertThat(load(file, 16 * MEGABYTE).rows()).isEqualTo(1_000_000);
  }

  @Test
  void endlessSeries_areRefusedWhereTheMemoryEnds() throws IOException {
    Path file =
        gzip(
            "s,price\n",
            100,
            chunk -> {
              StringBuilder rows = new StringBuilder();
              for (int i = 0; i < 1_000; i++) {
                rows.append(chunk * 1_000 + i).append(",1\n");
              }
              return rows.toString();
            });
    assertRefused(() -> load(file, 8 * MEGABYTE), "more than 8 MB of numbers");
  }

  @Test
  void manyWideColumns_areRefusedWhereTheMemoryEnds() throws IOException {
    StringBuilder header = new StringBuilder("c0");
    for (int i = 1; i < 50_000; i++) {
      header.append(",c").append(i);
    }
    Path file = gzip(header + "\n", 4, chunk -> "1" + ",1".repeat(49_999) + "\n");
    CsvFormat format = OPTIONS.format();
    assertRefused(
        () ->
            CsvRows.load(
                file, format, first -> CsvColumns.wide(file, first, format, List.of()), MEGABYTE),
        "more than 1 MB of numbers");
  }

  private static CsvContent load(Path file, long bytes) {
    return CsvRows.load(
        file, OPTIONS.format(), first -> CsvColumns.of(file, first, OPTIONS), bytes);
  }

  private Path gzip(String start, int chunks, IntFunction<String> chunk) throws IOException {
    Path file = directory.resolve("hostile.csv.gz");
    try (OutputStream output = new GZIPOutputStream(Files.newOutputStream(file))) {
      output.write(start.getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < chunks; i++) {
        output.write(chunk.apply(i).getBytes(StandardCharsets.UTF_8));
      }
    }
    return file;
  }

  private static void assertRefused(ThrowingCallable call, String... parts) {
    assertThatThrownBy(call)
        .isInstanceOf(DatasetException.class)
        .hasMessageContainingAll(parts)
        .hasMessageContaining("expected: ")
        .hasMessageNotContaining("\n")
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(5_000));
  }
}
