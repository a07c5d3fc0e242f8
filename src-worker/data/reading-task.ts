/** What a reader asks of the long task it is part of. */
export interface ReadingTask {
  progress(done: number, total: number): void;
  cancelled(): boolean;
}
