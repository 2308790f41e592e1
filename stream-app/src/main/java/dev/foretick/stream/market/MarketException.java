package dev.foretick.stream.market;

/** An exchange does not do what it was asked to; the message says what it said. */
public final class MarketException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MarketException(String message) {
    super(message);
  }
}
