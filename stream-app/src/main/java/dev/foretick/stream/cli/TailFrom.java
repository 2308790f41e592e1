package dev.foretick.stream.cli;

/** Where {@code tail --from} begins. */
enum TailFrom {
  EARLIEST,
  LATEST
}
