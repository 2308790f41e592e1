package dev.foretick.stream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ForetickCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir Path directory;

  @Test
  void help_ofTheRoot_namesEveryCommand() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString())
        .contains("Usage: foretick [OPTIONS] COMMAND")
        .contains("demo", "train", "backtest", "serve", "bench", "inspect", "export", "config")
        .contains("completion")
        .contains("foretick demo --duration 60s")
        .contains("Exit codes: 0 done, 1 failed, 2 wrong usage or configuration.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "train",
        "backtest",
        "serve",
        "bench",
        "bench serve",
        "inspect",
        "export",
        "config",
        "completion"
      })
  void help_ofACommand_saysWhatItDoesWithAnExample(String command) {
    assertThat(run((command + " --help").split(" "))).isZero();
    assertThat(out.toString())
        .contains("Usage: foretick " + command, "Example:", "foretick " + command)
        .doesNotContain("DEFAULT-VALUE", "null");
    assertThat(out.toString().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(101));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--input-size 0 --horizon 1 | input-size: 0 (expected: 1 to 100000)",
        "--input-size x --horizon 1 | 'x' is not an int",
        "--input-size 8 --horizon 1 --levels 100 | --levels: 100.0 (expected: above 0, below 100 percent)",
        "--input-size 8 --horizon 1 --transform cube | cube (expected: one of none, difference, log-return, log)",
        "--input-size 8 --horizon 1 --time-limit 5 | 5 (expected: a time such as 90s, 5m or 2h)",
        "--input-size 8 --horizon 1 --split 0.7 | --split: 1 shares (expected: 2, such as 0.7,0.1)",
        "--input-size 8 --horizon 1 --epochs 0 | epochs: 0 (expected: >= 1)",
        "--input-size 8 --horizon 1 --kernel 9 | input-size: 8 is too short for the front end",
        "--input-size 8 --horizon 1 --kernel 2,2,2 --filters 4,4 | --filters: 2 items (expected: 1, or 3, one for each block)",
        "--input-size 8 --horizon 1 --no-front-end --kernel 2 | --no-front-end: with --filters, --kernel or --stride",
        "--input-size 8 --horizon 1 --no-such-option | Unknown option: '--no-such-option'",
        "--horizon 1 | missing: --input-size"
      })
  void train_withAnOptionThatCannotBe_saysWhatWasExpected(String options, String message)
      throws IOException {
    Path data = Files.writeString(directory.resolve("data.csv"), "ts,price\n");
    List<String> arguments = new ArrayList<>(List.of("train", "--data", data.toString()));
    arguments.addAll(List.of("--target-field", "price", "--out", directory + "/m.foretick"));
    arguments.addAll(List.of(options.split(" ")));
    assertThat(run(arguments.toArray(String[]::new))).isEqualTo(2);
    assertThat(err.toString()).contains(message).contains("Try 'foretick train --help'.");
    assertThat(err.toString().lines()).hasSizeBetween(2, 3);
  }

  @Test
  void demo_keptInADirectoryOfAnEarlierRun_isRefused() throws IOException {
    Files.createDirectory(directory.resolve("kafka"));
    assertThat(run("demo", "--keep", directory.toString())).isEqualTo(2);
    assertThat(err.toString())
        .contains(
            "--keep: " + directory + " is there already (expected: a new or empty directory)");
  }

  @Test
  void train_onAFileWithAHole_namesFileAndLine() throws IOException {
    Path data = directory.resolve("holes.csv");
    Files.writeString(data, "ts,price\n2026-01-01,1\n2026-01-02,\n2026-01-03,3\n");
    assertThat(train(data)).isEqualTo(1);
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .startsWith("foretick train: " + data + ":3: price is ''")
        .contains("--missing");
  }

  @Test
  void train_onAFileThatIsTooShort_saysHowManyRowsItTakes() throws IOException {
    Path data = directory.resolve("short.csv");
    Files.writeString(data, "ts,price\n2026-01-01,1\n2026-01-02,2\n2026-01-03,3\n");
    assertThat(train(data)).isEqualTo(1);
    assertThat(err.toString()).contains("3 rows").contains("(expected: >= ");
  }

  @Test
  void train_intoADirectoryThatIsNotThere_isRefusedBeforeTraining() {
    assertThat(
            run(
                "train",
                "--data",
                "x.csv",
                "--target-field",
                "y",
                "--input-size",
                "8",
                "--horizon",
                "1",
                "--out",
                "/no/such/directory/m.foretick"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("--out: /no/such/directory/m.foretick (expected: ");
  }

  @Test
  void inspect_ofATruncatedBundle_saysSoInOneLine() throws IOException {
    Path file = Files.writeString(directory.resolve("half.foretick"), "PK\u0003\u0004half of it");
    assertThat(run("inspect", file.toString())).isEqualTo(1);
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .startsWith("foretick inspect: " + file)
        .contains("(expected: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"inspect", "serve", "config check"})
  void command_onAFileThatIsNotThere_saysSo(String command) {
    List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
    arguments.add("/no/such/file");
    assertThat(run(arguments.toArray(String[]::new))).isBetween(1, 2);
    assertThat(err.toString()).contains("/no/such/file").contains("(expected: ");
    assertThat(err.toString().lines()).hasSize(1);
  }

  @Test
  void configCheck_withSeveralProblems_reportsThemAll() throws IOException {
    Path file = directory.resolve("serve.yaml");
    Files.writeString(
        file,
        """
        kafka.bootstrap.servers: localhost:9092
        model.path: m.foretick
        topics.input: ticks
        topics.outptu: forecasts
        http.port: 70000
        """);
    assertThat(run("config", "check", file.toString())).isEqualTo(2);
    assertThat(err.toString())
        .contains("foretick config check: topics.outptu: unknown key")
        .contains("foretick config check: http.port: 70000 (expected: 0 to 65535)")
        .contains("foretick config check: model.path: m.foretick: is not there")
        .hasLineCount(3);

    assertThat(run("config", "check", "--without-model", file.toString())).isEqualTo(2);
    assertThat(err.toString()).hasLineCount(3 + 2);
  }

  @Test
  void configCheck_ofAGoodFile_printsDefaultsAndMasksSecrets() throws IOException {
    Path file = directory.resolve("serve.yaml");
    Files.writeString(
        file,
        """
        kafka:
          bootstrap.servers: localhost:9092
          ssl.key.password: tulip
        model.path: m.foretick
        topics.input: ticks
        """);
    assertThat(run("config", "check", "--without-model", file.toString())).isZero();
    assertThat(out.toString()).contains("topics.output: ticks-forecasts").doesNotContain("tulip");

    assertThat(run("config", "check", file.toString())).isEqualTo(2);
    assertThat(err.toString()).startsWith("foretick config check: model.path: m.foretick");
  }

  @Test
  void completion_isAScriptThatKnowsTheCommands() {
    assertThat(run("completion")).isZero();
    assertThat(out.toString()).contains("complete -F", "--input-size", "inspect");
  }

  @Test
  void command_thatDoesNotExist_suggestsOneThatDoes() {
    assertThat(run("trian")).isEqualTo(2);
    assertThat(err.toString()).contains("'trian'").contains("foretick train");
  }

  @Test
  void demo_withASpeedThatCannotBe_isRefused() {
    assertThat(run("demo", "--speed-up", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("--speed-up: 0.0 (expected: > 0)");
  }

  private int train(Path data) {
    return run(
        "train",
        "--data",
        data.toString(),
        "--time-field",
        "ts",
        "--target-field",
        "price",
        "--input-size",
        "8",
        "--horizon",
        "1",
        "--out",
        directory + "/m.foretick");
  }

  private int run(String... arguments) {
    CommandLine command = ForetickCommand.commandLine();
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return command.execute(arguments);
  }
}
