package dev.foretick.deploy.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the files to what the code builds, or writes them anew when the system property {@code
 * foretick.dashboards.update} is set.
 */
class DashboardFilesTest {
  static Stream<Dashboard> all() {
    return Dashboards.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("all")
  void file_isWhatTheCodeBuilds(Dashboard dashboard) throws IOException {
    Path file = Dashboards.file(dashboard);
    if (System.getProperty("foretick.dashboards.update") != null) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, DashboardJson.text(dashboard));
    }
    assertThat(file)
        .as("stale: mvn -pl deploy -am test -Dtest=DashboardFilesTest -Dforetick.dashboards.update")
        .exists()
        .hasContent(DashboardJson.text(dashboard));
  }

  @Test
  void folder_holdsNothingElse() throws IOException {
    try (Stream<Path> files = Files.list(Dashboards.file(OverviewBoard.BOARD).getParent())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("overview.json", "accuracy.json", "runtime.json");
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void lines_areFullAndOverlapNowhere(Dashboard dashboard) {
    for (Row row : dashboard.rows()) {
      List<Place> places = Place.of(row.panels(), 0);
      int cells = 0;
      for (int i = 0; i < places.size(); i++) {
        Place place = places.get(i);
        cells += place.width() * place.height();
        assertThat(place.x() + place.width()).isLessThanOrEqualTo(Place.COLUMNS);
        assertThat(places.subList(i + 1, places.size())).noneMatch(place::overlaps);
      }
      int bottom = places.stream().mapToInt(Place::bottom).max().orElse(0);
      assertThat(cells).as(row.title()).isEqualTo(Place.COLUMNS * bottom);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void panels_haveDescriptionsAndTitlesOfTheirOwn(Dashboard dashboard) {
    List<String> titles = new ArrayList<>();
    for (Row row : dashboard.rows()) {
      for (Panel panel : row.panels()) {
        titles.add(row.title() + ": " + panel.title());
        assertThat(panel.description()).as(panel.title()).hasSizeGreaterThan(20).endsWith(".");
        assertThat(panel.queries()).as(panel.title()).isNotEmpty();
      }
    }
    assertThat(titles).hasSameSizeAs(new HashSet<>(titles));
  }
}
