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
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A CSV file, plain or, where the name ends in {@code .gz}, compressed. */
final class CsvFile {
  private static final int BYTE_ORDER_MARK = '\uFEFF';
  private static final int BUFFER_SIZE = 1 << 16;

  private CsvFile() {}

  /** What to make of the records. */
  interface Reading<T> {
    T read(CsvReader csv) throws IOException;
  }

  /**
   * Reads a file from before its first record.
   *
   * @throws DatasetException if the file cannot be read or is no CSV file
   */
  static <T> T read(Path file, char delimiter, Reading<T> reading) {
    try (BufferedReader reader = open(file)) {
      CsvReader csv = new CsvReader(reader, delimiter);
      try {
        return reading.read(csv);
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
