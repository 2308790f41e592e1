package dev.foretick.stream.metrics;

import dev.foretick.stream.config.GeneratedPage;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class MetricsPageTest {
  @Test
  void page_isWhatTheEnumSays() throws IOException {
    GeneratedPage.check("metrics.md", MetricsPage.render());
  }
}
