import type { Task } from "./kernels/threads/crew.ts";
import { work } from "./kernels/threads/helper.ts";

self.onmessage = ({ data }: MessageEvent<Task>) => work(data);
