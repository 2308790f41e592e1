package dev.foretick.common.wire;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads comma-separated records one after another, with the quotes of RFC 4180: a field in double
 * quotes may hold delimiters, line breaks and doubled quotes. Lines end in LF, CRLF or CR; empty
 * lines are skipped. Messages and files are read by this same code.
 */
public final class CsvReader {
  /** No record is longer; a quote that is never closed ends here. */
  public static final int MAX_RECORD_LENGTH = 4_000_000;

  /** No record has more fields; a megabyte of delimiters ends here. */
  public static final int MAX_FIELDS = 100_000;

  private static final int END = -1;
  private static final int NOTHING = -2;

  private final Reader reader;
  private final char delimiter;
  private final List<String> fields = new ArrayList<>();
  private final StringBuilder field = new StringBuilder();
  private int pushedBack = NOTHING;
  private int recordLength;
  private long nextLine = 1;
  private long line = 1;

  /**
   * Reads from a source that is cheap to read character by character.
   *
   * @param delimiter anything but a quote or a line break
   */
  public CsvReader(Reader reader, char delimiter) {
    if (delimiter == '"' || delimiter == '\n' || delimiter == '\r') {
      throw new IllegalArgumentException(
          "delimiter: quote or line break (expected: a character such as , or ;)");
    }
    this.reader = reader;
    this.delimiter = delimiter;
  }

  /**
   * Goes on to the next record.
   *
   * @return false at the end
   * @throws MalformedRecordException if quotes do not match or the record is too large
   */
  public boolean next() throws IOException {
    fields.clear();
    recordLength = 0;
    line = nextLine;
    int character = read();
    while (character == '\n') {
      line = nextLine;
      character = read();
    }
    if (character == END) {
      return false;
    }
    while (true) {
      int end = character == '"' ? quotedField() : plainField(character);
      if (fields.size() == MAX_FIELDS) {
        throw new MalformedRecordException(
            "record", "too many fields", "at most %d".formatted(MAX_FIELDS));
      }
      fields.add(field.toString());
      field.setLength(0);
      if (end != delimiter) {
        return true;
      }
      character = read();
    }
  }

  /** The line, from 1, on which the current record begins. */
  public long line() {
    return line;
  }

  /** How many fields the current record has. */
  public int size() {
    return fields.size();
  }

  /** A field of the current record, from 0. */
  public String field(int index) {
    return fields.get(index);
  }

  /** Reads a field from its first character and gives the character that ends it. */
  private int plainField(int first) throws IOException {
    int character = first;
    while (character != delimiter && character != '\n' && character != END) {
      if (character == '"') {
        throw malformed("a quote within a field without quotes");
      }
      field.append((char) character);
      character = read();
    }
    return character;
  }

  /** Reads a field from behind its opening quote and gives the character that ends it. */
  private int quotedField() throws IOException {
    while (true) {
      int character = read();
      if (character == END) {
        throw malformed("a quote that is never closed");
      }
      if (character == '"') {
        int after = read();
        if (after == delimiter || after == '\n' || after == END) {
          return after;
        }
        if (after != '"') {
          throw malformed("text behind a closing quote");
        }
      }
      field.append((char) character);
    }
  }

  private int read() throws IOException {
    int character = pushedBack == NOTHING ? reader.read() : pushedBack;
    pushedBack = NOTHING;
    if (character == '\r') {
      int after = reader.read();
      pushedBack = after == '\n' ? NOTHING : after;
      character = '\n';
    }
    if (character == '\n') {
      nextLine++;
    }
    if (++recordLength > MAX_RECORD_LENGTH) {
      throw new MalformedRecordException(
          "record", "too long", "at most %d characters".formatted(MAX_RECORD_LENGTH));
    }
    return character;
  }

  private MalformedRecordException malformed(String found) {
    return new MalformedRecordException(
        "column " + (fields.size() + 1), found, "RFC 4180: \"a field in quotes, \"\" doubled\"");
  }
}
