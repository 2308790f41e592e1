package dev.foretick.stream.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Keystores of a test's own, made by the keytool of the Java that runs it. */
public record Certificates(Path directory, String password) {

  /** A key with a certificate for 127.0.0.1 that nobody has signed but itself. */
  public Path keystore(String name) {
    Path file = directory.resolve(name + ".p12");
    keytool(
        file,
        List.of(
            "-genkeypair",
            "-alias",
            name,
            "-keyalg",
            "EC",
            "-dname",
            "CN=" + name,
            "-ext",
            "SAN=IP:127.0.0.1",
            "-validity",
            "2"));
    return file;
  }

  /** What trusts the certificate of a keystore. */
  public Path truststore(Path keystore, String name) {
    Path certificate = directory.resolve(name + ".crt");
    keytool(
        keystore, List.of("-exportcert", "-alias", name, "-rfc", "-file", certificate.toString()));
    Path file = directory.resolve(name + "-trust.p12");
    keytool(
        file, List.of("-importcert", "-noprompt", "-alias", name, "-file", certificate.toString()));
    return file;
  }

  private void keytool(Path store, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(arguments);
    command.addAll(
        List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", password));
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("keytool.log").toFile())
              .start();
      if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IllegalStateException("keytool failed, see " + directory.resolve("keytool.log"));
      }
    } catch (IOException e) {
      throw new IllegalStateException("keytool does not run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
