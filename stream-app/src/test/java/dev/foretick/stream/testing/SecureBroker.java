package dev.foretick.stream.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.utils.Time;

/**
 * A node as operators secure theirs: SASL_SSL with SCRAM-SHA-256, a certificate of its own, and an
 * authorizer that grants nobody but {@code admin} what no rule allows.
 */
public final class SecureBroker implements AutoCloseable {
  /** Of every keystore and truststore. */
  public static final String STORE_PASSWORD = "of-the-keystore";

  private static final String ADMIN = "admin";
  private static final String ADMIN_PASSWORD = "the-admin-s-own";

  private final Path truststore;
  private final String bootstrapServers;
  private final KafkaRaftServer server;
  private final Admin admin;

  private SecureBroker(Path directory, List<String> users, String userPassword) throws IOException {
    Certificates certificates = new Certificates(directory, STORE_PASSWORD);
    Path keystore = certificates.keystore("broker");
    this.truststore = certificates.truststore(keystore, "broker");
    int[] ports = freePorts();
    this.bootstrapServers = "127.0.0.1:" + ports[0];
    Properties properties = properties(directory, ports, keystore);
    format(directory, properties, users, userPassword);
    this.server = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
    server.startup();
    this.admin = Admin.create(new HashMap<String, Object>(adminProperties()));
  }

  /** Starts a node that knows some users, all with the same password. */
  public static SecureBroker start(Path directory, List<String> users, String userPassword)
      throws IOException {
    return new SecureBroker(directory, users, userPassword);
  }

  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** What a client has to say to be let in. */
  public Map<String, String> properties(String user, String password) {
    Map<String, String> properties = new HashMap<>();
    properties.put("bootstrap.servers", bootstrapServers);
    properties.put("security.protocol", "SASL_SSL");
    properties.put("sasl.mechanism", "SCRAM-SHA-256");
    properties.put("sasl.jaas.config", jaas(user, password));
    properties.put("ssl.truststore.location", truststore.toString());
    properties.put("ssl.truststore.password", STORE_PASSWORD);
    return properties;
  }

  /** What may do everything. */
  public Map<String, String> adminProperties() {
    return properties(ADMIN, ADMIN_PASSWORD);
  }

  public void createTopic(String name, int partitions) throws Exception {
    admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1))).all().get();
  }

  /** Grants a user rights on a resource of exactly this name. */
  public void allow(String user, ResourceType type, String name, AclOperation... operations)
      throws Exception {
    allow(user, new ResourcePattern(type, name, PatternType.LITERAL), operations);
  }

  /** Grants a user rights. */
  public void allow(String user, ResourcePattern resource, AclOperation... operations)
      throws Exception {
    admin.createAcls(rules(user, resource, operations)).all().get();
  }

  /** Withdraws rights that were granted on a resource of exactly this name. */
  public void withdraw(String user, ResourceType type, String name, AclOperation... operations)
      throws Exception {
    withdraw(user, new ResourcePattern(type, name, PatternType.LITERAL), operations);
  }

  /** Withdraws rights that were granted. */
  public void withdraw(String user, ResourcePattern resource, AclOperation... operations)
      throws Exception {
    admin
        .deleteAcls(rules(user, resource, operations).stream().map(AclBinding::toFilter).toList())
        .all()
        .get();
  }

  @Override
  public void close() {
    admin.close();
    server.shutdown();
    server.awaitShutdown();
  }

  private static List<AclBinding> rules(
      String user, ResourcePattern resource, AclOperation... operations) {
    return Arrays.stream(operations)
        .map(
            operation ->
                new AclBinding(
                    resource,
                    new AccessControlEntry(
                        "User:" + user, "*", operation, AclPermissionType.ALLOW)))
        .toList();
  }

  private Properties properties(Path directory, int[] ports, Path keystore) {
    Properties properties = new Properties();
    properties.putAll(
        Map.of(
            "process.roles", "broker,controller",
            "node.id", "1",
            "controller.quorum.voters", "1@127.0.0.1:" + ports[1],
            "controller.listener.names", "CONTROLLER",
            "listeners",
                "CLIENTS://%s,CONTROLLER://127.0.0.1:%d".formatted(bootstrapServers, ports[1]),
            "advertised.listeners", "CLIENTS://" + bootstrapServers,
            "inter.broker.listener.name", "CLIENTS",
            "listener.security.protocol.map", "CLIENTS:SASL_SSL,CONTROLLER:PLAINTEXT",
            "log.dirs", directory.resolve("logs").toString(),
            "auto.create.topics.enable", "false"));
    properties.putAll(
        Map.of(
            "sasl.enabled.mechanisms",
            "SCRAM-SHA-256",
            "sasl.mechanism.inter.broker.protocol",
            "SCRAM-SHA-256",
            "listener.name.clients.scram-sha-256.sasl.jaas.config",
            jaas(ADMIN, ADMIN_PASSWORD),
            "ssl.keystore.location",
            keystore.toString(),
            "ssl.keystore.password",
            STORE_PASSWORD,
            "ssl.truststore.location",
            truststore.toString(),
            "ssl.truststore.password",
            STORE_PASSWORD,
            "authorizer.class.name",
            "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
            // The node itself comes to its controller without a name.
            "super.users",
            "User:admin;User:ANONYMOUS"));
    properties.putAll(
        Map.of(
            "group.initial.rebalance.delay.ms", "0",
            "log.cleaner.dedupe.buffer.size", "2097152",
            "offsets.topic.replication.factor", "1",
            "offsets.topic.num.partitions", "2",
            "transaction.state.log.replication.factor", "1",
            "transaction.state.log.min.isr", "1",
            "transaction.state.log.num.partitions", "2",
            "share.coordinator.state.topic.replication.factor", "1",
            "share.coordinator.state.topic.min.isr", "1"));
    return properties;
  }

  private static String jaas(String user, String password) {
    return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
        .formatted(user, password);
  }

  private static void format(
      Path directory, Properties properties, List<String> users, String userPassword)
      throws IOException {
    Path file = directory.resolve("server.properties");
    try (Writer writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
    }
    List<String> arguments = new ArrayList<>();
    arguments.addAll(
        List.of("format", "--cluster-id", "Zm9yZXRpY2stc2VjdXJlMQ", "--config", file.toString()));
    arguments.addAll(List.of("--add-scram", scram(ADMIN, ADMIN_PASSWORD)));
    users.forEach(user -> arguments.addAll(List.of("--add-scram", scram(user, userPassword))));
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    PrintStream print = new PrintStream(output, true, StandardCharsets.UTF_8);
    if (StorageTool.execute(arguments.toArray(String[]::new), print) != 0) {
      throw new IOException(output.toString(StandardCharsets.UTF_8));
    }
  }

  private static String scram(String user, String password) {
    return "SCRAM-SHA-256=[name=%s,password=%s,iterations=4096]".formatted(user, password);
  }

  private static int[] freePorts() throws IOException {
    try (ServerSocket first = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ServerSocket second = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new int[] {first.getLocalPort(), second.getLocalPort()};
    }
  }
}
