package dev.foretick.model.dataset;

import static dev.foretick.model.dataset.WrittenCsv.options;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EqualTimesTest {
  private static final CsvOptions ONE_SERIES = CsvOptions.of(Optional.of("t"), "y");

  @TempDir Path directory;
  private WrittenCsv file = new WrittenCsv(Path.of("file.csv"));

  @BeforeEach
  void placeFile() {
    file = new WrittenCsv(directory.resolve("file.csv"));
  }

  @Test
  void load_twoRowsOfMostTimes_doubtsAndNamesTheColumn() throws IOException {
    file.write("t,sensor,unit,y\n1,a,C,5\n1,b,C,6\n2,a,C,5\n2,b,C,6\n3,b,C,7\n");
    assertThat(doubts(ONE_SERIES))
        .containsExactly(
            directory.resolve("file.csv")
                + ": 2 of 3 times stand in more than one row (expected: once in each series; does a"
                + " column name the series? --series-field 'sensor')");
  }

  @Test
  void load_seriesOneBehindTheOther_doubtsWhenSorted() throws IOException {
    file.write("t,sensor,y\n1,a,5\n2,a,6\n3,a,5\n1,b,6\n2,b,7\n3,b,7\n");
    assertThat(doubts(options("t", "y", null, MissingValues.FAIL, true)))
        .singleElement()
        .asString()
        .endsWith("--series-field 'sensor')");
  }

  @Test
  void load_severalColumnsThatMayNameSeries_namesNone() throws IOException {
    file.write("t,sensor,room,y\n1,a,x,5\n1,b,y,6\n2,a,x,5\n2,b,y,6\n");
    assertThat(doubts(ONE_SERIES)).singleElement().asString().endsWith("--series-field COLUMN)");
  }

  @Test
  void load_theSeriesNamed_hasNoDoubt() throws IOException {
    file.write("t,sensor,y\n1,a,5\n1,b,6\n2,a,5\n2,b,6\n");
    assertThat(doubts(options("t", "y", "sensor", MissingValues.FAIL, false))).isEmpty();
  }

  @Test
  void load_ticksOfOneSecond_hasNoDoubt() throws IOException {
    file.write(
        """
        t,side,y
        1,buy,5
        1,buy,6
        2,buy,5
        2,sell,6
        2,buy,7
        3,buy,7
        4,buy,7
        4,buy,7
        4,buy,7
        4,buy,7
        """);
    assertThat(doubts(ONE_SERIES)).isEmpty();
  }

  @Test
  void load_fewTimesTwice_hasNoDoubt() throws IOException {
    file.write("t,sensor,y\n1,a,5\n2,a,5\n2,b,6\n3,a,7\n4,a,7\n");
    assertThat(doubts(ONE_SERIES)).isEmpty();
  }

  private List<String> doubts(CsvOptions options) {
    return file.load(options).doubts();
  }
}
