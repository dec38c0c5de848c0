// Uploads of recordings: resumable (tus), several at once, with progress, pause and going on where the connection broke.
import { Upload } from "tus-js-client";
import { Pause, Unsaid, endedWords, failure, passes, readable, waitingWords } from "./patience";
import { all, csrf, one, say } from "./page";
import { spoken } from "./clocks";

/** Milliseconds without a byte or a word after which a line is taken for dead; once all is sent, the server may hash and store for a while. */
const STALLED = 60_000;
const STORING = 600_000;

/** Those that are not at their end: whoever closes the page is asked first. */
const underway = new Set<Upload>();

interface Row {
  box: HTMLElement;
  bar: SVGRectElement;
  state: HTMLElement;
  bytes: HTMLElement;
  words: HTMLElement;
  pause: HTMLButtonElement;
}

function size(bytes: number): string {
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(0)} KB`;
  if (bytes < 1024 ** 3) return `${(bytes / 1024 ** 2).toFixed(1)} MB`;
  return `${(bytes / 1024 ** 3).toFixed(2)} GB`;
}

function rowFor(file: File, list: HTMLElement, blank: HTMLTemplateElement): Row {
  const made = blank.content.cloneNode(true) as DocumentFragment;
  const box = one<HTMLElement>(".lh-up", made) as HTMLElement;
  (one("[data-name]", made) as HTMLElement).textContent = file.name;
  list.prepend(made);
  return {
    box,
    bar: one("rect", box) as SVGRectElement,
    state: one("[data-state]", box) as HTMLElement,
    bytes: one("[data-bytes]", box) as HTMLElement,
    words: one("[data-words]", box) as HTMLElement,
    pause: one("[data-pause]", box) as HTMLButtonElement,
  };
}

function facts(form: HTMLFormElement | null, file: File): Record<string, string> {
  const found: Record<string, string> = { filename: file.name };
  if (form) {
    for (const [key, value] of new FormData(form).entries()) {
      if (typeof value === "string" && value && key !== "csrfmiddlewaretoken") found[key] = value;
    }
  }
  return found;
}

function start(file: File, place: HTMLElement): void {
  const list = one<HTMLElement>("[data-uploads]", place) as HTMLElement;
  const row = rowFor(file, list, one<HTMLTemplateElement>("template[data-upload]", place) as HTMLTemplateElement);
  let begun = 0;
  let from = -1;
  let tries = 0;
  let there = 0;
  let pause: Pause | null = null;
  let running = true;
  let stall = 0;
  const watch = (patience: number): void => {
    window.clearTimeout(stall);
    if (patience > 0) stall = window.setTimeout(() => void upload.abort().then(() => wait(new Error())), patience);
  };
  const end = (words: string): void => {
    underway.delete(upload);
    row.state.textContent = "停下了";
    row.words.textContent = words;
    row.words.classList.add("lh-refused");
    row.pause.hidden = true;
    say(words);
  };
  const go = (): void => {
    pause = null;
    row.words.textContent = "";
    row.pause.textContent = "暂停";
    watch(STALLED);
    from = -1;
    begun = performance.now();
    underway.add(upload);
    upload.start();
  };
  const wait = (error: Error): void => {
    const why = failure(error);
    watch(0);
    void readable(file).then((can) => {
      if (!can) end("读不到这个文件了，已交入的部分都在。请接好读卡器或找回文件，再选一次，从断开的地方接着传。");
      else if (!passes(why)) end(endedWords(why));
      else {
        row.words.textContent = waitingWords(why);
        row.bar.setAttribute("width", `${((there / file.size) * 100).toFixed(1)}%`);
        row.bytes.textContent = `${size(there)} / ${size(file.size)}`;
        row.pause.textContent = "立即重试";
        if (tries === 0) say(row.words.textContent);
        pause = new Pause(tries++, why.after, (left) => (row.state.textContent = `${spoken(left)}后再试`), go);
      }
    });
  };
  const upload: Upload = new Upload(file, {
    endpoint: place.dataset["endpoint"] ?? "/uploads/",
    metadata: facts(one<HTMLFormElement>("form[data-facts]", place), file),
    headers: { "X-CSRFToken": csrf() },
    retryDelays: null,
    removeFingerprintOnSuccess: true,
    onAfterResponse: (request, response) => {
      const status = response.getStatus();
      const gone = status === 404 || status === 410;
      const told = Number(response.getHeader("Upload-Offset") ?? there);
      if (told > there) tries = 0;
      there = told;
      if (request.getMethod() === "HEAD" && status >= 300 && !gone) throw new Unsaid(status, response.getHeader("Retry-After"));
    },
    onProgress: (sent, total) => {
      watch(sent < total ? STALLED : STORING);
      if (from < 0) from = sent;
      const share = total > 0 ? sent / total : 1;
      const speed = (sent - from) / Math.max(1, (performance.now() - begun) / 1000);
      row.bar.setAttribute("width", `${(share * 100).toFixed(1)}%`);
      row.state.textContent = `${Math.floor(share * 100)}%${speed > 0 && share < 1 ? `，还要 ${spoken((total - sent) / speed)}` : ""}`;
      row.bytes.textContent = `${size(sent)} / ${size(total)}，边传边校验`;
    },
    onError: wait,
    onSuccess: ({ lastResponse }) => {
      watch(0);
      underway.delete(upload);
      row.bar.setAttribute("width", "100%");
      row.pause.hidden = true;
      const number = lastResponse.getHeader("Liuhen-Recording");
      row.state.textContent = lastResponse.getHeader("Liuhen-Duplicate") ? "这一段早已入库，没有重复存" : "已入库";
      if (number) {
        const link = document.createElement("a");
        link.href = `/recordings/${number}/`;
        link.textContent = "去看";
        row.bytes.append("　", link);
      }
      say(`${file.name} 已入库`);
    },
  });
  row.pause.addEventListener("click", () => {
    if (pause) return pause.end();
    watch(0);
    if (running) void upload.abort();
    else go();
    running = !running;
    row.pause.textContent = running ? "暂停" : "接着传";
  });
  void upload.findPreviousUploads().then((previous) => {
    const [last] = previous;
    if (last) upload.resumeFromPreviousUpload(last);
    go();
  });
}

export function startUploads(): void {
  window.addEventListener("beforeunload", (event) => {
    if (underway.size > 0) event.preventDefault();
  });
  for (const place of all<HTMLElement>("[data-endpoint]")) {
    const input = one<HTMLInputElement>("input[type=file]", place);
    const drop = one<HTMLElement>(".lh-drop", place);
    const take = (files: FileList | null): void => {
      for (const file of Array.from(files ?? [])) start(file, place);
    };
    input?.addEventListener("change", () => {
      take(input.files);
      input.value = "";
    });
    drop?.addEventListener("dragover", (event) => {
      event.preventDefault();
      drop.classList.add("over");
    });
    drop?.addEventListener("dragleave", () => drop.classList.remove("over"));
    drop?.addEventListener("drop", (event) => {
      event.preventDefault();
      drop.classList.remove("over");
      take(event.dataTransfer?.files ?? null);
    });
  }
}
