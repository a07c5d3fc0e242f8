import { EventEmitter } from "node:events";
import { expect, test } from "vitest";
import { guardOutput } from "../../../src-main/cli/stdout.ts";

function guarded(write: (text: string) => void) {
  const told: string[] = [];
  const stream = Object.assign(new EventEmitter(), { write, columns: 50 });
  return { ...guardOutput(stream, (line) => told.push(line)), stream, told };
}

const error = (code: string) => Object.assign(new Error(`${code}: no\u001b[2J`), { code });

test("a reader that has seen enough silences the output and is no failure", () => {
  const written: string[] = [];
  const { output, failed, stream, told } = guarded((text) => written.push(text));
  output.write("one");
  stream.emit("error", error("EPIPE"));
  output.write("two");
  expect(written).toEqual(["one"]);
  expect(told).toEqual([]);
  expect(failed()).toBe(false);
  expect(output.columns).toBe(50);
});

test.each(["at once", "later"])("another error that comes %s is one line, once", (when) => {
  const { output, failed, stream, told } = guarded(() => {
    if (when === "at once") throw error("ENOSPC");
    stream.emit("error", error("ENOSPC"));
  });
  output.write("one");
  output.write("two");
  expect(told).toEqual(["chainrule: standard output cannot be written: ENOSPC: no\ufffd[2J\n"]);
  expect(failed()).toBe(true);
});
