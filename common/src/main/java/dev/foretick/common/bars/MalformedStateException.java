package dev.foretick.common.bars;

/**
 * The bytes of a saved state are not those of bars of this specification: they are damaged, or were
 * written with another interval or session. What remains is to begin anew.
 */
public final class MalformedStateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedStateException(String what, Object found, String expected) {
    super("%s: %s (expected: %s)".formatted(what, found, expected));
  }
}
