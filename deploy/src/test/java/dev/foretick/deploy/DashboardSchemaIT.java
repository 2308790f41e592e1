package dev.foretick.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Holds the dashboards to the types that Grafana publishes (npm: @grafana/schema), of the version
 * that they are written for and of a later one. Skipped where there is no Node or no npm registry.
 */
class DashboardSchemaIT {
  private static final Path SOURCES = Path.of("src", "test", "grafana");
  private static final Path DASHBOARDS = Path.of("grafana", "dashboards").toAbsolutePath();

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"11.0.0", "13.2.3"})
  void dashboards_areOfTheTypesThatGrafanaPublishes(String version) throws Exception {
    Path folder = install(version);
    OutsideTool.Finished check = check(folder, DASHBOARDS);

    assertThat(check.exitCode()).as(check.output()).isZero();
    assertThat(check.output().lines())
        .hasSize(3)
        .allMatch(line -> line.endsWith("held to @grafana/schema " + version));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"mode\" : \"absolute\"", "\"calcs\" :", "\"showHeader\" :"})
  void dashboardThatIsAltered_isRefused(String text) throws Exception {
    Path folder = install("11.0.0");
    String overview = Files.readString(DASHBOARDS.resolve("overview.json"));
    assertThat(overview).contains(text);
    Files.writeString(
        directory.resolve("overview.json"), overview.replace(text, text.replace("s", "ss")));

    assertThat(check(folder, directory).exitCode()).isEqualTo(1);
  }

  /** The checker and a version of Grafana's types, which is kept for the next run. */
  private static Path install(String version) throws IOException, InterruptedException {
    OutsideTool npm = OutsideTool.require("npm", "npm");
    Path folder = Path.of("target", "grafana-schema-" + version).toAbsolutePath();
    Files.createDirectories(folder);
    String manifest = Files.readString(SOURCES.resolve("package.json"));
    Files.writeString(
        folder.resolve("package.json"),
        manifest.replaceFirst("(\"@grafana/schema\": )\"[^\"]*\"", "$1\"" + version + "\""));
    Files.writeString(folder.resolve("check.mjs"), Files.readString(SOURCES.resolve("check.mjs")));
    if (Files.exists(folder.resolve(Path.of("node_modules", ".package-lock.json")))) {
      return folder;
    }
    OutsideTool.Finished install =
        npm.run(
            "install",
            "--prefix=" + folder,
            "--prefer-offline",
            "--no-package-lock",
            "--no-audit",
            "--no-fund",
            "--fetch-retries=0");
    if (install.exitCode() != 0) {
      System.err.printf(
          "%n*** DashboardSchemaIT SKIPPED: npm install failed%n%s ***%n%n", install.output());
      abort("Grafana's types cannot be fetched");
    }
    return folder;
  }

  private static OutsideTool.Finished check(Path folder, Path dashboards)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of(folder.resolve("check.mjs").toString()));
    try (var files = Files.list(dashboards)) {
      files.sorted().map(Path::toString).forEach(arguments::add);
    }
    return OutsideTool.require("node", "nodejs").runIn(folder, arguments.toArray(String[]::new));
  }
}
