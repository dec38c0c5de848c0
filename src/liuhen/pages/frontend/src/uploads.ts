// Uploads of recordings: resumable (tus), several at once, with progress, pause and going on where the connection broke.
import { Upload } from "tus-js-client";
import { all, csrf, one, say } from "./page";
import { spoken } from "./clocks";

interface Answer {
  getBody(): string;
  getHeader(name: string): string | undefined;
}

interface Row {
  box: HTMLElement;
  bar: SVGRectElement;
  state: HTMLElement;
  bytes: HTMLElement;
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
    pause: one("[data-pause]", box) as HTMLButtonElement,
  };
}

function failed(row: Row, error: Error): void {
  const answer = (error as Error & { originalResponse?: Answer }).originalResponse;
  // what the server says in words (refused, too large, no room, signed out) is plain text; anything else was the way there
  const told = answer?.getHeader("Content-Type")?.startsWith("text/plain") ? answer.getBody() : "";
  row.state.textContent = told || "网络断开，已交入的部分都在。恢复后按“接着传”。";
  row.state.classList.add("lh-refused");
  row.pause.textContent = told ? "不再传" : "接着传";
  row.pause.hidden = Boolean(told);
  say(row.state.textContent);
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
  const begun = performance.now();
  let from = -1;
  let running = true;
  const upload = new Upload(file, {
    endpoint: place.dataset["endpoint"] ?? "/uploads/",
    metadata: facts(one<HTMLFormElement>("form[data-facts]", place), file),
    headers: { "X-CSRFToken": csrf() },
    retryDelays: [0, 1000, 3000, 10000],
    removeFingerprintOnSuccess: true,
    onProgress: (sent, total) => {
      if (from < 0) from = sent;
      const share = total > 0 ? sent / total : 1;
      const speed = (sent - from) / Math.max(1, (performance.now() - begun) / 1000);
      row.bar.setAttribute("width", `${(share * 100).toFixed(1)}%`);
      row.state.textContent = `${Math.floor(share * 100)}%${speed > 0 && share < 1 ? `，还要 ${spoken((total - sent) / speed)}` : ""}`;
      row.bytes.textContent = `${size(sent)} / ${size(total)}，边传边校验`;
    },
    onError: (error) => {
      running = false;
      failed(row, error);
    },
    onSuccess: ({ lastResponse }) => {
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
    row.state.classList.remove("lh-refused");
    if (running) void upload.abort();
    else upload.start();
    running = !running;
    row.pause.textContent = running ? "暂停" : "接着传";
  });
  void upload.findPreviousUploads().then((previous) => {
    const [last] = previous;
    if (last) upload.resumeFromPreviousUpload(last);
    upload.start();
  });
}

export function startUploads(): void {
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
