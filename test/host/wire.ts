import type { ChildProcess } from "node:child_process";

interface Message {
  readonly kind: string;
  readonly data: unknown;
  readonly question?: number;
}

interface Answer {
  readonly answered: number;
  readonly value?: unknown;
  readonly error?: string;
}

/** The test's end of the line to the child process: the counterpart of electron/wire.mjs. */
export class Wire {
  private readonly child: ChildProcess;
  private readonly questions = new Map<number, (answer: Answer) => void>();
  private readonly handlers = new Map<string, (data: never) => unknown>();
  private asked = 0;

  constructor(child: ChildProcess) {
    this.child = child;
    child.on("message", (message) => this.receive(message as Message | Answer));
    child.once("exit", () => {
      for (const [answered, settle] of this.questions) {
        settle({ answered, error: "main has ended" });
      }
    });
  }

  /** Handles messages and questions of one kind; a question is answered by the result. */
  on<Data>(kind: string, handler: (data: Data) => unknown): void {
    this.handlers.set(kind, handler);
  }

  next<Data>(kind: string): Promise<Data> {
    return new Promise((resolve) => this.on<Data>(kind, resolve));
  }

  tell(kind: string, data: unknown): void {
    // The line breaks when main ends: what was still to say has no listener any more.
    if (this.child.connected) this.child.send({ kind, data }, () => {});
  }

  ask(kind: string, data: unknown): Promise<unknown> {
    const question = ++this.asked;
    return new Promise((resolve, reject) => {
      this.questions.set(question, ({ value, error }) => {
        if (error === undefined) resolve(value);
        else reject(new Error(error));
      });
      if (!this.child.connected) return reject(new Error("main has ended"));
      this.child.send({ kind, data, question }, (error) => {
        if (error) reject(error);
      });
    });
  }

  private async receive(message: Message | Answer): Promise<void> {
    if ("answered" in message) {
      this.questions.get(message.answered)?.(message);
      this.questions.delete(message.answered);
      return;
    }
    const { kind, data, question } = message;
    const handler = this.handlers.get(kind);
    if (!handler) throw new Error(`the stand-in cannot ${kind}`);
    const answer = await this.run(handler, data, question);
    if (question !== undefined && this.child.connected) this.child.send(answer, () => {});
  }

  private async run(
    handler: (data: never) => unknown,
    data: unknown,
    answered = 0,
  ): Promise<Answer> {
    try {
      return { answered, value: await handler(data as never) };
    } catch (error) {
      return { answered, error: String(error) };
    }
  }
}
