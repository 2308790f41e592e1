package dev.foretick.model.runtime;

import java.util.Locale;

/** What computes the forecasts of a bundle. */
public enum RuntimeKind {
  /** ONNX Runtime, or Deeplearning4j where ONNX Runtime has no native library. */
  AUTO,
  /** ONNX Runtime: fast, needs nothing of what trained the model. */
  ONNX,
  /** Deeplearning4j: the reference. */
  DL4J;

  /** The name in options: {@code auto}, {@code onnx}, {@code dl4j}. */
  public String optionName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
