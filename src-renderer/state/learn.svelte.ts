import type { OpenedFile } from "../../src-main/ipc.ts";
import type {
  Engine,
  Lesson,
  LessonAnswer,
  LessonQuestion,
  LessonSource,
  ModelAnswer,
  Verdict,
} from "../../src-worker/api.ts";
import type { Workbench } from "./workbench.svelte.ts";

/** How far one question is. */
export class QuestionState {
  verdict = $state.raw<Verdict | null>(null);
  /** Wrong answers so far. */
  misses = $state(0);
  /** A right answer, once the student has asked for the derivation. */
  model = $state.raw<ModelAnswer | null>(null);
  derivationShown = $state(false);
  checking = $state(false);
  /** What is typed, kept while another view or lesson is shown. */
  text = $state("");
  chosen = $state.raw<readonly number[]>([]);
  parameters = $state.raw<Readonly<Record<string, readonly number[]>> | null>(null);
}

/** An open lesson: where it came from, and each question's state. */
export interface OpenLesson {
  readonly lesson: Lesson;
  readonly source: LessonSource;
  readonly questions: ReadonlyMap<string, QuestionState>;
}

const questionsOf = ({ sections }: Lesson): readonly LessonQuestion[] =>
  sections.flatMap(({ blocks }) => blocks.filter((block) => block.kind === "question"));

/** The lessons, which one is read, and what the student has answered. */
export class LearnState {
  lessons = $state.raw<readonly OpenLesson[]>([]);
  /** Key of the lesson that is read. */
  key = $state("");
  readonly current = $derived.by(
    () => this.lessons.find(({ lesson }) => lesson.key === this.key) ?? this.lessons[0] ?? null,
  );
  readonly #workbench: Workbench;
  /** The worker that the lessons are open in: after its death they are opened again. */
  #engine: Engine | null = null;

  constructor(workbench: Workbench) {
    this.#workbench = workbench;
  }

  get engine(): Engine {
    return this.#workbench.link.engine;
  }

  /** Opens the program's own lessons. */
  async start(own: readonly LessonSource[]): Promise<void> {
    await this.#attempt(async () => {
      this.#engine = this.engine;
      this.lessons = await Promise.all(own.map((source) => this.#read(source)));
    });
  }

  /** Shows the program's own lessons in another language, as far as they differ. */
  async translate(own: readonly LessonSource[]): Promise<void> {
    const isOpen = (source: LessonSource) =>
      this.lessons.some(
        (one) => one.source.kind === source.kind && one.source.name === source.name,
      );
    await this.#attempt(async () => {
      for (const source of own.filter((one) => !isOpen(one))) {
        const opened = await this.#read(source);
        const old = this.lessons.find(({ lesson }) => lesson.key === opened.lesson.key);
        if (!old) continue;
        this.lessons = this.lessons.map((one) => (one === old ? opened : one));
        this.#discard(old);
      }
    });
  }

  /** Opens a teacher's file; it takes the place of one with the same name of its own. */
  openFile(file: OpenedFile): Promise<void> {
    return this.#attempt(async () => {
      const opened = await this.#read({ kind: "file", token: file.token, name: file.name });
      const old = this.lessons.find(({ lesson }) => lesson.key === opened.lesson.key);
      this.lessons = old
        ? this.lessons.map((one) => (one === old ? opened : one))
        : [...this.lessons, opened];
      this.key = opened.lesson.key;
      if (old) this.#discard(old);
    });
  }

  /** The same lesson with other numbers; what was solved with the old ones is open again. */
  changeSeed(seed: number): Promise<void> {
    const { current } = this;
    if (!current || current.lesson.seed === seed) return Promise.resolve();
    return this.#attempt(async () => {
      await this.#workbench.settings.keepProgress(current.lesson.key, { seed, solved: [] });
      await this.#openAgain(current);
    });
  }

  isSolved(lesson: string, question: string): boolean {
    return this.#workbench.settings.progress[lesson]?.solved.includes(question) ?? false;
  }

  /** Questions solved and to be solved, of a lesson or of one of its sections. */
  progress(lesson: Lesson, section?: string): { solved: number; total: number } {
    const sections = lesson.sections.filter(({ id }) => section === undefined || id === section);
    const questions = questionsOf({ ...lesson, sections });
    const solved = questions.filter(({ id }) => this.isSolved(lesson.key, id)).length;
    return { solved, total: questions.length };
  }

  async check(question: string, answer: LessonAnswer): Promise<void> {
    await this.#about(question, async (lesson, state) => {
      state.checking = true;
      try {
        state.verdict = await this.engine.checkAnswer(lesson.id, question, answer);
      } finally {
        state.checking = false;
      }
      if (!state.verdict.right) {
        state.misses += 1;
      } else if (!this.isSolved(lesson.key, question)) {
        const { settings } = this.#workbench;
        const solved = settings.progress[lesson.key]?.solved ?? [];
        await settings.keepProgress(lesson.key, {
          seed: lesson.seed,
          solved: [...solved, question],
        });
      }
    });
  }

  async showDerivation(question: string): Promise<void> {
    await this.#about(question, async (lesson, state) => {
      state.derivationShown = !state.derivationShown;
      state.model ??= await this.engine.modelAnswer(lesson.id, question);
    });
  }

  async #about(
    question: string,
    work: (lesson: Lesson, state: QuestionState) => Promise<void>,
  ): Promise<void> {
    await this.#attempt(async () => {
      const { current } = this;
      const state = current?.questions.get(question);
      if (!current || !state) return;
      if (this.#engine !== this.engine) await this.#openAllAgain();
      // Opened again, it has another number but the same questions.
      const { key } = current.lesson;
      const { lesson, questions } = this.lessons.find((one) => one.lesson.key === key) ?? current;
      await work(lesson, questions.get(question) ?? state);
    });
  }

  async #openAllAgain(): Promise<void> {
    this.#engine = this.engine;
    this.lessons = await Promise.all(
      this.lessons.map(async (one) => ({
        ...(await this.#read(one.source)),
        questions: one.questions,
      })),
    );
  }

  async #openAgain(old: OpenLesson): Promise<void> {
    const opened = await this.#read(old.source);
    this.lessons = this.lessons.map((one) => (one === old ? opened : one));
    this.#discard(old);
  }

  async #read(source: LessonSource): Promise<OpenLesson> {
    const first = await this.engine.openLesson(source, 0);
    const seed = this.#workbench.settings.progress[first.key]?.seed ?? 0;
    let lesson = first;
    if (seed !== 0) {
      lesson = await this.engine.openLesson(source, seed);
      void this.engine.closeLesson(first.id);
    }
    const questions = new Map(questionsOf(lesson).map(({ id }) => [id, new QuestionState()]));
    return { lesson, source, questions };
  }

  #discard({ lesson }: OpenLesson): void {
    void this.engine.closeLesson(lesson.id).catch(() => {});
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#workbench.notices.report(error);
    }
  }
}
