package dev.foretick.stream.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Configurations that somebody else wrote. */
@Timeout(20)
class HostileYamlTest {
  @TempDir Path directory;

  @Test
  void hugeFile_isRefusedBeforeItIsRead() throws IOException {
    Path file = directory.resolve("huge.yaml");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(1L << 40);
    }
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> ServeConfig.load(file, Map.of()))
        .withMessageContaining("has 1099511627776 bytes (expected: at most 1048576)");
  }

  @Test
  void aliasesOfAliases_areRefused() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 30; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1));
    }
    assertRefused(bomb.toString(), "a1: an alias");
  }

  @Test
  void alias_isNotTakenForAValue_andNotQuoted() {
    assertRefused(
        "kafka.ssl.key.password: *hunter2",
        "kafka.ssl.key.password: an alias, as a text is that begins with * (expected: the value itself, or quotes)");
  }

  @Test
  void deepNesting_isRefused() {
    assertRefused("{a: ".repeat(17) + "1" + "}".repeat(17), "more than 16 levels");
    assertRefused("a: " + "[".repeat(100_000), "expected: ");
    assertRefused("{a: ".repeat(100_000), "configuration: ");
    assertRefused("? ".repeat(100_000), "configuration: ");
  }

  @Test
  void tagOfAClass_makesNoObject() {
    assertRefused("threads: !!java.net.URL 'http://127.0.0.1:1/'", "threads: ");
    assertRefused(
        "threads: !!javax.script.ScriptEngineManager [!!java.net.URL ['http://127.0.0.1:1/']]",
        "threads: ");
  }

  @Test
  void manyUnknownKeys_areAllReported() {
    StringBuilder keys = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      keys.append("topics.inputt").append(i).append(": x\n");
    }
    assertRefused(keys.toString(), "topics.inputt19999: unknown key");
  }

  @Test
  void hugeValue_isQuotedInPart() {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> parse("http.port: '" + "9".repeat(1_000_000) + "'"))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(1_000));
  }

  private static void assertRefused(String yaml, String part) {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> parse(yaml))
        .withMessageContaining(part);
  }

  private static ServeConfig parse(String yaml) {
    return ServeConfig.parse(yaml, Map.of());
  }
}
