package dev.foretick.stream.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.foretick.stream.config.ServeConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What strangers get of the endpoints. */
@Timeout(60)
class HttpLimitsTest {
  private static final String DEFAULT_HOST =
      ServeConfig.parse("kafka.bootstrap.servers: b:1\nmodel.path: m\ntopics.input: t", Map.of())
          .http()
          .host();

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Health health = new Health(System::nanoTime, Duration.ofSeconds(10));
  private final HttpEndpoints endpoints = HttpEndpoints.start(DEFAULT_HOST, 0, registry, health);

  @AfterEach
  void close() {
    endpoints.close();
  }

  @Test
  void byDefault_otherAddressesOfThisMachineDoNotAnswer() throws Exception {
    assertThat(connects(InetAddress.getLoopbackAddress(), endpoints.port())).isTrue();
    List<InetAddress> others = new ArrayList<>(otherAddresses());
    others.add(InetAddress.getByAddress(new byte[] {127, 0, 0, 2}));
    for (InetAddress other : others) {
      assertThat(connects(other, endpoints.port())).as(other.toString()).isFalse();
    }
  }

  @Test
  void onAllAddresses_theyAnswer() throws Exception {
    List<InetAddress> others = otherAddresses();
    assumeThat(others).isNotEmpty();
    try (HttpEndpoints open = HttpEndpoints.start("0.0.0.0", 0, registry, health)) {
      assertThat(connects(others.get(0), open.port())).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"})
  void methodsThatDoNotRead_are405(String method) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri("/metrics")).method(method, BodyPublishers.noBody()).build();
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request, BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).contains("GET, HEAD");
    assertThat(response.body()).isEmpty();
  }

  @Test
  void head_isAnsweredWithoutBody() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri("/metrics")).method("HEAD", BodyPublishers.noBody()).build();
    assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode())
        .isEqualTo(200);
  }

  @Test
  void hugeHeader_isNotRead() throws Exception {
    assertThat(
            answerTo("GET /metrics HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(64 << 10) + "\r\n\r\n"))
        .doesNotStartWith("HTTP/1.1 200");
    StringBuilder many = new StringBuilder("GET /metrics HTTP/1.1\r\n");
    for (int i = 0; i < 100; i++) {
      many.append("X%d: 1\r\n".formatted(i));
    }
    assertThat(answerTo(many + "\r\n")).doesNotStartWith("HTTP/1.1 200");
  }

  /**
   * Four threads answer; eight clients that never finish their requests must not keep them, in a
   * process that was started without options of its own.
   */
  @Test
  void slowClients_areCutOff() throws Exception {
    assertThat(ManagementFactory.getRuntimeMXBean().getInputArguments())
        .noneMatch(option -> option.contains("httpserver"));
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 8; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), endpoints.port());
        socket.getOutputStream().write("GET /metrics HT".getBytes(StandardCharsets.US_ASCII));
        slow.add(socket);
      }
      HttpRequest request =
          HttpRequest.newBuilder(uri("/health/live")).timeout(Duration.ofSeconds(40)).build();
      assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode())
          .isEqualTo(200);
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  /** Whoever holds them all keeps health from whoever asks: docs/security.md says so. */
  @Test
  void connections_areOneNumberForAllThatIsServed() throws Exception {
    String health = "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n";
    List<Socket> held = new ArrayList<>();
    try {
      for (int i = 0; i < 256; i++) {
        held.add(new Socket(InetAddress.getLoopbackAddress(), endpoints.port()));
      }
      assertThat(answerTo(health)).isIn("", "closed");
    } finally {
      for (Socket socket : held) {
        socket.close();
      }
    }
    while (!answerTo(health).startsWith("HTTP/1.1 200")) {
      Thread.sleep(100);
    }
  }

  @Test
  void hostOfAnotherMachine_isOneLine() {
    assertThatThrownBy(() -> HttpEndpoints.start("192.0.2.1", 0, registry, health))
        .isInstanceOf(HttpStartException.class)
        .hasMessageContaining("192.0.2.1")
        .hasMessageNotContaining("\n");
  }

  private String answerTo(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), endpoints.port())) {
      socket.setSoTimeout(20_000);
      OutputStream output = socket.getOutputStream();
      output.write(request.getBytes(StandardCharsets.US_ASCII));
      output.flush();
      return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      return "closed";
    }
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + endpoints.port() + path);
  }

  private static boolean connects(InetAddress address, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 2_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static List<InetAddress> otherAddresses() throws Exception {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
        .toList();
  }
}
