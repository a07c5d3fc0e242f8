import { CommanderError, Command as Words } from "commander";
import { version } from "../../package.json";
import type { Command, Surroundings } from "./command.ts";
import { commands } from "./commands/index.ts";
import { EXIT, explain, UsageError } from "./failure.ts";

/**
 * Runs one command line (without the program's own name).
 * @returns the exit status of DESIGN.md §5; failures have been told on stderr, and with `--json` as
 *   an object on stdout as well
 */
export async function runCommandLine(
  args: readonly string[],
  surroundings: Surroundings,
  list: readonly Command[] = commands,
): Promise<number> {
  const { stdout, stderr } = surroundings;
  let last = "";
  const heard: Surroundings = {
    ...surroundings,
    stdout: {
      ...stdout,
      write(text: string) {
        last = text;
        return stdout.write(text);
      },
    },
  };
  try {
    await buildParser(heard, list).parseAsync([...args], { from: "user" });
    return EXIT.done;
  } catch (failure) {
    if (failure instanceof CommanderError && failure.exitCode === 0) return EXIT.done;
    const { words, status, error } = explain(failure);
    // A training that ended early has said so itself, with all it came to.
    const isTold = last.includes('"done":false');
    if (args.includes("--json") && !isTold) stdout.write(`${JSON.stringify({ error })}\n`);
    stderr.write(`chainrule: ${words}\n`);
    return status;
  }
}

function buildParser(surroundings: Surroundings, list: readonly Command[]): Words {
  const parser = new Words("chainrule")
    .description("Trains and looks into small neural networks, offline.")
    .version(version, "--version", "print the version")
    .usage("<command> [arguments]")
    .helpCommand(false)
    .showSuggestionAfterError(false);
  speakOurWords(parser, surroundings, list);
  // Whatever is no command reaches this action.
  parser.argument("[word...]", "").action(([word]: readonly string[]) => {
    const what = word === undefined ? "no command given" : `unknown command "${word}"`;
    throw new UsageError(`${what}; valid: ${list.map(({ name }) => name).join(", ")}`);
  });
  for (const command of list) {
    const words = parser
      .command(command.name)
      .description(command.about)
      .allowExcessArguments(false);
    command.declare(words);
    speakOurWords(words, surroundings, list);
    words.action(async (...parameters: unknown[]) => {
      const given = parameters.slice(0, -2).filter((value) => value !== undefined);
      await command.run(surroundings, given as string[], words.opts());
    });
  }
  return parser;
}

/** Turns the parser's exits and messages into errors that name what is valid. */
function speakOurWords(words: Words, surroundings: Surroundings, list: readonly Command[]): void {
  words.helpOption("-h, --help", "print this help");
  words.configureOutput({
    writeOut: (text) => surroundings.stdout.write(text),
    writeErr: () => {},
    getOutHasColors: () => false,
    getOutHelpWidth: () => surroundings.stdout.columns ?? 80,
  });
  words.exitOverride((error) => {
    if (error.exitCode === 0) throw error;
    throw new UsageError(inOurWords(error, words, list));
  });
}

function inOurWords(error: CommanderError, words: Words, list: readonly Command[]): string {
  const what = error.message.replace(/^error: /, "").replaceAll("'", '"');
  const options = words.options.map(({ long, short }) => long ?? short).join(", ");
  switch (error.code) {
    case "commander.unknownOption":
      return `${what}; valid: ${words.parent ? options : list.map(({ name }) => name).join(", ")}`;
    case "commander.optionMissingArgument":
      return `${what.replace(" argument missing", " needs a value")}`;
    case "commander.excessArguments":
    case "commander.missingArgument":
      return `${what}; usage: chainrule ${words.name()} ${words.usage()}`;
    default:
      return what;
  }
}
