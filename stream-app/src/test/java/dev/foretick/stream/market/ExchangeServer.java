package dev.foretick.stream.market;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A WebSocket server of RFC 6455 on the loopback, one client at a time: a test takes what the
 * client says and sends what an exchange would, in the frames that it likes.
 */
final class ExchangeServer implements AutoCloseable {
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int TEXT = 0x1;
  private static final int CONTINUATION = 0x0;
  private static final int CLOSE = 0x8;
  private static final int PING = 0x9;
  private static final int PONG = 0xA;
  private static final int LAST = 0x80;

  private final ServerSocket server;

  ExchangeServer() throws IOException {
    server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    server.setSoTimeout(20_000);
  }

  URI address() {
    return URI.create("ws://127.0.0.1:" + server.getLocalPort() + "/v2");
  }

  /** Waits for a client and shakes its hand. */
  Session accept() throws IOException {
    Socket socket = server.accept();
    socket.setTcpNoDelay(true);
    DataInputStream in = new DataInputStream(socket.getInputStream());
    String key = "";
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      if (line.regionMatches(true, 0, "Sec-WebSocket-Key:", 0, 18)) {
        key = line.substring(18).strip();
      }
    }
    socket
        .getOutputStream()
        .write(
            ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Accept: "
                    + acceptance(key)
                    + "\r\n\r\n")
                .getBytes(US_ASCII));
    return new Session(socket, in);
  }

  /** Lets the next client in only to show it the door. */
  void refuseOne() throws IOException {
    try (Socket socket = server.accept()) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      String line = line(in);
      while (!line.isEmpty()) {
        line = line(in);
      }
      socket
          .getOutputStream()
          .write("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n".getBytes(US_ASCII));
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private static String acceptance(String key) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(US_ASCII));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String line(DataInputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int read = in.read(); read >= 0 && read != '\n'; read = in.read()) {
      if (read != '\r') {
        line.append((char) read);
      }
    }
    return line.toString();
  }

  /** One client. */
  static final class Session implements AutoCloseable {
    private final Socket socket;
    private final OutputStream out;
    private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
    private volatile boolean deaf;
    private final AtomicInteger pings = new AtomicInteger();
    private final CountDownLatch gone = new CountDownLatch(1);

    private Session(Socket socket, DataInputStream in) throws IOException {
      this.socket = socket;
      this.out = socket.getOutputStream();
      Thread reader = new Thread(() -> read(in), "exchange");
      reader.setDaemon(true);
      reader.start();
    }

    /** The next text that the client sends. */
    String take() throws InterruptedException {
      String text = texts.poll(20, TimeUnit.SECONDS);
      if (text == null) {
        throw new AssertionError("nothing from the client (expected: a message)");
      }
      return text;
    }

    /** Sends a message in one frame. */
    void send(String text) throws IOException {
      frame(LAST | TEXT, text.getBytes(UTF_8));
    }

    /** Sends a message in frames of so many bytes, with a ping between them. */
    void sendInParts(String text, int size) throws IOException {
      byte[] bytes = text.getBytes(UTF_8);
      for (int from = 0; from < bytes.length; from += size) {
        int to = Math.min(bytes.length, from + size);
        byte[] part = Arrays.copyOfRange(bytes, from, to);
        frame((from == 0 ? TEXT : CONTINUATION) | (to == bytes.length ? LAST : 0), part);
        frame(LAST | PING, new byte[0]);
      }
    }

    /** Says goodbye as a server that is restarted does. */
    void sayGoodbye() throws IOException {
      frame(LAST | CLOSE, new byte[] {(byte) (1012 >> 8), (byte) 1012});
    }

    /** Answers no ping any more. */
    void playDead() {
      deaf = true;
    }

    int pings() {
      return pings.get();
    }

    /** Whether the client goes within so long. */
    boolean awaitGone(Duration atMost) throws InterruptedException {
      return gone.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Cuts the line. */
    @Override
    public void close() throws IOException {
      socket.close();
    }

    private synchronized void frame(int head, byte[] content) throws IOException {
      out.write(head);
      if (content.length < 126) {
        out.write(content.length);
      } else if (content.length < 1 << 16) {
        out.write(126);
        out.write(content.length >> 8);
        out.write(content.length);
      } else {
        out.write(127);
        for (int shift = 56; shift >= 0; shift -= 8) {
          out.write((int) ((long) content.length >> shift));
        }
      }
      out.write(content);
      out.flush();
    }

    private void read(DataInputStream in) {
      try {
        while (true) {
          int kind = in.readUnsignedByte() & 0xF;
          int length = in.readUnsignedByte() & 0x7F;
          length = length == 126 ? in.readUnsignedShort() : length;
          byte[] mask = in.readNBytes(4);
          byte[] content = in.readNBytes(length);
          for (int i = 0; i < content.length; i++) {
            content[i] ^= mask[i % 4];
          }
          if (kind == TEXT) {
            texts.add(new String(content, UTF_8));
          } else if (kind == PING) {
            pings.incrementAndGet();
            if (!deaf) {
              frame(LAST | PONG, content);
            }
          }
        }
      } catch (IOException e) {
        gone.countDown();
      }
    }
  }
}
