package dev.foretick.stream.market;

import dev.foretick.stream.terminal.Figures;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The WebSocket of the JDK (RFC 6455), with messages put together from their frames. */
final class JdkTextSocket implements TextSocket {
  private final WebSocket socket;
  private final Duration timeout;

  private JdkTextSocket(WebSocket socket, Duration timeout) {
    this.socket = socket;
    this.timeout = timeout;
  }

  /**
   * Makes connections of one client.
   *
   * @param timeout for a connection or a message to be taken
   * @param maxLength characters of a message; a longer one ends the connection
   */
  static Opener opener(Duration timeout, int maxLength) {
    HttpClient client = HttpClient.newBuilder().connectTimeout(timeout).build();
    return (address, events) -> {
      CompletableFuture<WebSocket> opening =
          client
              .newWebSocketBuilder()
              .connectTimeout(timeout)
              .buildAsync(address, new Frames(events, maxLength));
      try {
        return new JdkTextSocket(await(opening, timeout), timeout);
      } catch (IOException | InterruptedException e) {
        // It may open yet, when nobody is there to close it.
        var unused = opening.thenAccept(WebSocket::abort);
        throw e;
      }
    };
  }

  @Override
  public void send(String text) throws IOException {
    taken(socket.sendText(text, true));
  }

  @Override
  public void ping() throws IOException {
    taken(socket.sendPing(ByteBuffer.allocate(0)));
  }

  @Override
  public void ready() {
    socket.request(1);
  }

  @Override
  public void close() {
    socket.abort();
  }

  private void taken(CompletableFuture<WebSocket> sending) throws IOException {
    try {
      var unused = await(sending, timeout);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static WebSocket await(CompletableFuture<WebSocket> future, Duration timeout)
      throws IOException, InterruptedException {
    try {
      return future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException(noAnswer(timeout), e);
    } catch (ExecutionException e) {
      throw new IOException(reason(e.getCause(), timeout), e);
    }
  }

  private static String reason(@Nullable Throwable cause, Duration timeout) {
    if (cause instanceof WebSocketHandshakeException handshake) {
      return "it answers with HTTP status " + handshake.getResponse().statusCode();
    }
    if (cause instanceof HttpTimeoutException) {
      return noAnswer(timeout);
    }
    if (cause instanceof ConnectException) {
      return cause.getCause() instanceof UnresolvedAddressException
          ? "unknown host"
          : "nobody there takes connections";
    }
    return String.valueOf(cause);
  }

  private static String noAnswer(Duration timeout) {
    return "no answer within " + Figures.span(timeout);
  }

  /** Puts messages together. The JDK calls it from one thread at a time. */
  private static final class Frames implements WebSocket.Listener {
    private final Events events;
    private final int maxLength;
    private final StringBuilder message = new StringBuilder();

    Frames(Events events, int maxLength) {
      this.events = events;
      this.maxLength = maxLength;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
      if (message.length() + part.length() > maxLength) {
        // Told first: to abort makes errors of its own.
        events.closed("a message of more than %d characters".formatted(maxLength));
        socket.abort();
        return null;
      }
      message.append(part);
      if (last) {
        String whole = message.toString();
        message.setLength(0);
        // The next one comes when somebody is ready for it.
        events.message(whole);
      } else {
        socket.request(1);
      }
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer part, boolean last) {
      // No exchange here sends any; its trades would be in texts.
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer content) {
      events.pong();
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      events.closed("closed by the other side, %d %s".formatted(code, reason).strip());
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      events.closed(String.valueOf(error.getMessage()));
    }
  }
}
