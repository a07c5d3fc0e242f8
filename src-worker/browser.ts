import { UserError } from "./errors.ts";
import { serve } from "./serve.ts";

serve(self, {
  async open(token) {
    const response = await fetch(`/file/${encodeURIComponent(token)}`);
    if (!response.ok || !response.body) {
      throw new UserError("the file can no longer be read", "open it again");
    }
    return { stream: response.body, size: Number(response.headers.get("content-length") ?? 0) };
  },
});
