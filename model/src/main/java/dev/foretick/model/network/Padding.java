package dev.foretick.model.network;

/** What a convolution sees beyond the ends of the window. */
public enum Padding {
  /** Nothing: filters stay inside, the output is shorter. */
  VALID,
  /** Zeros at both ends: with stride 1 the output is as long as the input. */
  SAME,
  /** Zeros before the oldest observation only: no output looks ahead of its own time. */
  CAUSAL
}
