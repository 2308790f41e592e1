package dev.foretick.stream.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * What a command came to.
 *
 * @param code its exit code
 * @param out what it printed
 * @param err what it complained of
 */
record CommandRun(int code, String out, String err) {
  /** Runs the program with the words of a line, and then with arguments that may hold spaces. */
  static CommandRun of(String line, Object... more) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command = ForetickCommand.commandLine();
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    Stream<String> words = List.of(line.split(" ", -1)).stream();
    String[] arguments =
        Stream.concat(words, Stream.of(more).map(Object::toString)).toArray(String[]::new);
    return new CommandRun(command.execute(arguments), out.toString(), err.toString());
  }
}
