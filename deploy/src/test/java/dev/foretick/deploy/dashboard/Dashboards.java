package dev.foretick.deploy.dashboard;

import java.nio.file.Path;
import java.util.List;

/** All dashboards, and where they are. */
final class Dashboards {
  static final List<Dashboard> ALL =
      List.of(OverviewBoard.BOARD, AccuracyBoard.BOARD, RuntimeBoard.BOARD);

  private Dashboards() {}

  static Path file(Dashboard dashboard) {
    return Path.of("grafana", "dashboards", dashboard.file()).toAbsolutePath();
  }
}
