package dev.foretick.stream.config;

/** What runs the network. */
public enum RuntimeChoice {
  /** ONNX Runtime, or Deeplearning4j where ONNX Runtime has no native library. */
  AUTO,
  ONNX,
  DL4J
}
