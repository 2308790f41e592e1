package dev.foretick.stream.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.stream.embedded.EmbeddedBroker;
import dev.foretick.stream.market.TradingExchange;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the commands of each page as they stand there, in order, in a directory that has the files
 * that they name. Only the ports 9092 and 8080 are others, and the exchange is one of this machine.
 * {@link RunRules} says what is not run.
 */
class DocCommandsIT {
  /** Of one command, on a machine with other work. */
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private static final Pattern TOPIC =
      Pattern.compile("(?m)^\\s*(?:topics\\.)?(?:input|dead-letter): ([\\w.-]+)\\s*$");

  private final RunRules rules = RunRules.load();
  private final int kafkaPort = freePort();
  private final int httpPort = freePort();
  @TempDir private Path directory;

  @TestFactory
  List<DynamicTest> commands_ofEachPage_doWhatThePageSays() {
    List<DynamicTest> tests = new ArrayList<>();
    String only = System.getProperty("foretick.docs.page", "");
    for (DocPage page : DocPage.all()) {
      if (page.name().contains(only)) {
        tellSkipped(page);
        DocScript.of(page, rules, this::withOwnPorts)
            .ifPresent(
                script -> tests.add(DynamicTest.dynamicTest(page.name(), () -> run(page, script))));
      }
    }
    return tests;
  }

  private void tellSkipped(DocPage page) {
    page.blocks().stream()
        .filter(CodeBlock::isShell)
        .flatMap(block -> block.commands().stream())
        .forEach(
            command ->
                rules
                    .of(command)
                    .filter(rule -> rule.kind() == RunRules.Kind.NEVER)
                    .ifPresent(
                        rule -> System.err.println("not run: " + DocScript.told(command, rule))));
  }

  private void run(DocPage page, String script) throws Exception {
    Path home = Files.createDirectory(directory.resolve(page.name().replace('/', '-')));
    prepare(home, page);
    Path file = Files.writeString(home.resolve(".script"), script);
    Optional<EmbeddedBroker> broker = broker(page, script, home);
    try (TradingExchange exchange = new TradingExchange()) {
      execute(home, file, exchange);
    } finally {
      broker.ifPresent(EmbeddedBroker::close);
    }
  }

  private void prepare(Path home, DocPage page) throws IOException {
    DocFixtures.write(home);
    Path launcher = Files.createDirectory(home.resolve(".bin")).resolve("foretick");
    Files.writeString(
        launcher,
        """
        #!/bin/sh
        case "$*" in
          "serve --model "*) set -- "$@" --port %1$d --http-port %2$d ;;
          "feed "*--config* | "tail "*--config*) ;;
          feed* | tail*) set -- "$@" --bootstrap-servers 127.0.0.1:%1$d ;;
        esac
        case "$*" in
          feed*--market*) set -- "$@" --market-url "$EXCHANGE" ;;
        esac
        exec "%3$s" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData ${FORETICK_OPTS:-} \
        dev.foretick.stream.cli.Main "$@"
        """
            .formatted(
                kafkaPort, httpPort, Path.of(System.getProperty("java.home"), "bin", "java")));
    assertThat(launcher.toFile().setExecutable(true)).isTrue();
    Files.createSymbolicLink(home.resolve("foretick"), launcher);
    for (CodeBlock block : page.blocks()) {
      if (block.fileName().isPresent()) {
        Files.writeString(
            home.resolve(block.fileName().get()), withHttpPort(withOwnPorts(block.text())));
      }
    }
  }

  /** The default port may be another program's. */
  private String withHttpPort(String yaml) {
    boolean isServed = yaml.contains("bootstrap.servers") && !yaml.contains("http");
    return isServed ? yaml + "http.port: " + httpPort + "\n" : yaml;
  }

  private String withOwnPorts(String text) {
    return text.replace("localhost:9092", "127.0.0.1:" + kafkaPort)
        .replace("127.0.0.1:9092", "127.0.0.1:" + kafkaPort)
        .replace("--port 9092", "--port " + kafkaPort)
        .replaceAll("(localhost|127\\.0\\.0\\.1):8080", "127.0.0.1:" + httpPort);
  }

  /** A broker, unless one is not asked for or the page starts its own. */
  private Optional<EmbeddedBroker> broker(DocPage page, String script, Path home) {
    boolean hasOwn = script.contains("--port " + kafkaPort) || script.contains(" --broker");
    boolean isAsked =
        script.contains("127.0.0.1:" + kafkaPort) || script.matches("(?s).*foretick serve .*");
    if (hasOwn || !isAsked) {
      return Optional.empty();
    }
    EmbeddedBroker broker = EmbeddedBroker.start(home.resolve(".kafka"), kafkaPort);
    for (CodeBlock block : page.blocks()) {
      Matcher topic = TOPIC.matcher(block.language().equals("yaml") ? block.text() : "");
      while (topic.find()) {
        broker.createTopic(topic.group(1), 2);
      }
    }
    return Optional.of(broker);
  }

  private static void execute(Path home, Path script, TradingExchange exchange) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(DocScript.shell(script))
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(home.resolve(".out").toFile());
    Map<String, String> environment = builder.environment();
    environment.put("CLASSPATH", classPath());
    environment.put("OMP_NUM_THREADS", "1");
    environment.put("EXCHANGE", exchange.address().toString());
    environment.put("PATH", home.resolve(".bin") + ":" + environment.get("PATH"));
    Process process = builder.start();
    try {
      await(process, home);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    Path skipped = home.resolve(".skipped");
    if (Files.exists(skipped)) {
      Files.readAllLines(skipped).forEach(line -> System.err.println("*** SKIPPED: " + line));
    }
    assertThat(process.exitValue()).as(told(home)).isZero();
  }

  /** Waits as long as one command after the other comes to an end. */
  private static void await(Process process, Path home) throws IOException, InterruptedException {
    String at = "";
    long since = System.nanoTime();
    while (!process.waitFor(200, TimeUnit.MILLISECONDS)) {
      String now = read(home.resolve(".at"));
      if (!now.equals(at)) {
        at = now;
        since = System.nanoTime();
      }
      if (System.nanoTime() - since > LIMIT.toNanos()) {
        throw new AssertionError("still running after " + LIMIT + ": " + told(home));
      }
    }
  }

  private static String told(Path home) throws IOException {
    String out = read(home.resolve(".out"));
    return "%s%n%s"
        .formatted(read(home.resolve(".at")), out.substring(Math.max(0, out.length() - 4_000)));
  }

  private static String read(Path file) throws IOException {
    return Files.exists(file) ? Files.readString(file) : "";
  }

  /** Absolute, because commands run elsewhere. */
  private static String classPath() {
    return Pattern.compile(File.pathSeparator)
        .splitAsStream(System.getProperty("java.class.path"))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
