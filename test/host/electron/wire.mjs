/** The line to the test process, which holds the browser: messages, and questions with answers. */
const questions = new Map();
const handlers = new Map();
let asked = 0;

/** @param {string} kind @param {object} data */
export function tell(kind, data) {
  if (process.connected) process.send({ kind, data });
}

/** @returns {Promise<unknown>} the other side's answer */
export function ask(kind, data) {
  const question = ++asked;
  process.send({ kind, data, question });
  return new Promise((resolve, reject) => questions.set(question, { resolve, reject }));
}

/** @param {string} kind @param {(data: any) => unknown} handler for messages and questions */
export function answer(kind, handler) {
  handlers.set(kind, handler);
}

process.on("message", async ({ kind, data, question, answered, value, error }) => {
  if (answered !== undefined) {
    const { resolve, reject } = questions.get(answered);
    questions.delete(answered);
    return error === undefined ? resolve(value) : reject(new Error(error));
  }
  const handler = handlers.get(kind);
  if (question === undefined) return handler(data);
  try {
    process.send({ answered: question, value: await handler(data) });
  } catch (failure) {
    process.send({ answered: question, error: String(failure?.stack ?? failure) });
  }
});

// Without its window's host there is nobody to work for.
process.on("disconnect", () => process.exit(0));
