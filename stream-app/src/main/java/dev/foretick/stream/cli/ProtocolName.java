package dev.foretick.stream.cli;

import java.util.Locale;

/** The ways to evaluate. */
enum ProtocolName {
  /** The newest part of one's own data. */
  OWN,
  LTSF_ETT_HOURLY,
  LTSF_ETT_MINUTE,
  LTSF_CUSTOM,
  M4;

  String optionName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
