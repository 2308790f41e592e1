package dev.foretick.stream.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version of this build, as its jar states it. */
final class ForetickVersion implements IVersionProvider {
  static String current() {
    return Objects.requireNonNullElse(
        ForetickVersion.class.getPackage().getImplementationVersion(), "development");
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      "foretick " + current(), "Java " + System.getProperty("java.version"),
    };
  }
}
