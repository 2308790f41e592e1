package dev.foretick.model.dataset;

import dev.foretick.common.wire.CsvReader;
import dev.foretick.common.wire.MalformedRecordException;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads histories from CSV files, plain or, where the name ends in {@code .gz}, compressed. A file
 * is either one series or, with a series column, many.
 *
 * <p>The file streams through; what stays in memory is {@code 8 + 4 · channels} bytes a row, half
 * as much again while reading, and at most 2^31 rows. Reading stops at the first line that is not
 * as expected.
 */
public final class CsvSeriesReader {
  private static final int BYTE_ORDER_MARK = '\uFEFF';
  private static final int BUFFER_SIZE = 1 << 16;

  private final CsvOptions options;

  public CsvSeriesReader(CsvOptions options) {
    this.options = options;
  }

  /**
   * Reads the series of a file, in the order of their first rows.
   *
   * @throws DatasetException if the file cannot be read or is not as the options say
   */
  public List<SeriesData> read(Path file) {
    return load(file).series();
  }

  /**
   * Reads a file and says what was noticed on the way.
   *
   * @throws DatasetException if the file cannot be read or is not as the options say
   */
  public CsvContent load(Path file) {
    try (BufferedReader reader = open(file)) {
      CsvReader csv = new CsvReader(reader, options.delimiter());
      try {
        return rows(file, csv);
      } catch (MalformedRecordException e) {
        throw new DatasetException(file, csv.line(), String.valueOf(e.getMessage()));
      }
    } catch (NoSuchFileException e) {
      throw new DatasetException(file, "no such file", "a CSV file");
    } catch (CharacterCodingException e) {
      throw new DatasetException(file, "bytes that are not UTF-8", "UTF-8 text");
    } catch (ZipException | EOFException e) {
      throw new DatasetException(file, "damaged: " + e.getMessage(), "a whole gzip file");
    } catch (IOException e) {
      throw new DatasetException(file, "unreadable: " + e.getMessage(), "a CSV file");
    }
  }

  private CsvContent rows(Path file, CsvReader csv) throws IOException {
    boolean more = csv.next();
    if (!more) {
      throw new DatasetException(file, "empty", options.header() ? "a header and rows" : "rows");
    }
    CsvRows rows = new CsvRows(file, new CsvColumns(file, csv, options), options);
    if (options.header()) {
      more = csv.next();
    }
    while (more) {
      rows.add(csv);
      more = csv.next();
    }
    return rows.content();
  }

  private static BufferedReader open(Path file) throws IOException {
    InputStream bytes = Files.newInputStream(file);
    try {
      if (file.toString().endsWith(".gz")) {
        bytes = new GZIPInputStream(bytes, BUFFER_SIZE);
      }
      // Given as a decoder, not as a charset, so that wrong bytes are an error rather than a silent
      // replacement.
      BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder()), BUFFER_SIZE);
      reader.mark(1);
      if (reader.read() != BYTE_ORDER_MARK) {
        reader.reset();
      }
      return reader;
    } catch (IOException e) {
      bytes.close();
      throw e;
    }
  }
}
