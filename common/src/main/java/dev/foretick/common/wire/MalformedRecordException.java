package dev.foretick.common.wire;

/**
 * The bytes of a message are not what they should be. The message is one line that says what was
 * found and what was expected, fit for a log and for a dead letter's header. Carries no stack
 * trace: it speaks of data, and a topic may hold a million such records.
 */
public final class MalformedRecordException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int MAX_EXCERPT = 60;
  private static final int MAX_FOUND = 120;
  private static final int MAX_MESSAGE = 500;

  /**
   * Complains about one part of a record.
   *
   * @param what the field or the part of the record
   * @param found what stands there; a text from the record as {@link #quoted}
   * @param expected what should stand there
   */
  public MalformedRecordException(String what, String found, String expected) {
    this(
        "%s: %s (expected: %s)"
            .formatted(excerpt(what, MAX_EXCERPT), excerpt(found, MAX_FOUND), expected));
  }

  /** Passes on a complaint that says both already. */
  MalformedRecordException(String message) {
    super(excerpt(message, MAX_MESSAGE), null, false, false);
  }

  /** A text from a record as {@code found} of a complaint: in quotes, printable, shortened. */
  public static String quoted(String text) {
    return "'" + excerpt(text, MAX_EXCERPT) + "'";
  }

  /** The beginning of a text, every character of it printable. */
  static String excerpt(String text, int maxLength) {
    boolean whole = text.length() <= maxLength;
    StringBuilder shown = new StringBuilder(whole ? text : text.substring(0, maxLength - 1));
    for (int i = 0; i < shown.length(); i++) {
      char character = shown.charAt(i);
      int type = Character.getType(character);
      if (Character.isISOControl(character)
          || type == Character.SURROGATE
          || type == Character.FORMAT
          || type == Character.LINE_SEPARATOR
          || type == Character.PARAGRAPH_SEPARATOR) {
        shown.setCharAt(i, '?');
      }
    }
    return whole ? shown.toString() : shown.append('…').toString();
  }
}
