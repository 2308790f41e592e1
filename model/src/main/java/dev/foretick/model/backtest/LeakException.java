package dev.foretick.model.backtest;

/** Something of the future has reached a forecast: no figure of this backtest can be believed. */
public final class LeakException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LeakException(String message) {
    super(message);
  }
}
