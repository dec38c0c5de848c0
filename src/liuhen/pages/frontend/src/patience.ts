// When an upload fails: what only lasts a while, and is tried again with growing pauses, and what ends it.

/** The server was asked how far an upload is and did not say: the client would begin anew, though what was sent is there. */
export class Unsaid extends Error {
  constructor(
    readonly status: number,
    readonly after: string | undefined,
  ) {
    super("");
  }
}

interface Answer {
  getStatus(): number;
  getBody(): string;
  getHeader(name: string): string | undefined;
}

/** What failed: the status (0: no answer came), the server's own words, the seconds it asked for. */
export interface Failure {
  status: number;
  words: string;
  after: number;
}

const WAITS = new Set([0, 408, 409, 423, 429, 460]);
const LONGEST = 60;

export function failure(error: Error): Failure {
  const { originalResponse: answer, causingError: cause } = error as Error & { originalResponse?: Answer; causingError?: Error };
  if (cause instanceof Unsaid) return { status: cause.status, words: "", after: seconds(cause.after) };
  // what the server says in words (refused, too large, no room, signed out) is plain text
  const plain = answer?.getHeader("Content-Type")?.startsWith("text/plain");
  return { status: answer?.getStatus() ?? 0, words: plain && answer ? answer.getBody() : "", after: seconds(answer?.getHeader("Retry-After")) };
}

function seconds(header: string | undefined): number {
  const asked = Number(header ?? 0);
  return Number.isFinite(asked) ? Math.min(asked, 10 * LONGEST) : 0;
}

export function passes({ status }: Failure): boolean {
  return WAITS.has(status) || status >= 500;
}

/** Why it waits, and that nobody has to do anything. */
export function waitingWords({ status, words }: Failure): string {
  if (words) return `${words}系统会自动接着传。`;
  return `${status > 0 ? "服务器暂时收不了" : "网络断开"}，已交入的部分都在，会自动接着传。`;
}

export function endedWords({ status, words }: Failure): string {
  if (words) return words;
  if (status === 401) return "登录已过期。请重新登录，再选同一个文件，从断开的地方接着传。";
  if (status === 403) return "页面放得太久，没有接着传。请刷新页面，再选同一个文件，从断开的地方接着传。";
  return "服务器没有收下。请刷新页面，再选同一个文件；仍然不行，请告诉系统管理员。";
}

/** Whether the file can still be read: a card that was pulled out or a file that was moved does not come back by waiting. */
export async function readable(file: File): Promise<boolean> {
  try {
    await file.slice(0, 1).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}

/** One pause: counts down and goes on; at once when it is told to or the browser has its line back. */
export class Pause {
  private readonly over = new AbortController();
  private readonly timer: number;

  constructor(
    tries: number,
    after: number,
    tick: (left: number) => void,
    private readonly go: () => void,
  ) {
    // a little apart, so that a room full of phones does not come back in the same second
    const length = Math.max(after, Math.min(LONGEST, 2 ** tries) * (0.8 + Math.random() * 0.4));
    const until = Date.now() + length * 1000;
    const count = (): void => {
      const left = Math.ceil((until - Date.now()) / 1000);
      if (left > 0) tick(left);
      else this.end();
    };
    this.timer = window.setInterval(count, 1000);
    window.addEventListener("online", () => this.end(), { signal: this.over.signal });
    count();
  }

  end(): void {
    if (this.over.signal.aborted) return;
    this.over.abort();
    window.clearInterval(this.timer);
    this.go();
  }
}
