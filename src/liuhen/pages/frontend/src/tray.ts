// Photographs and scans: sent one by one as soon as they are chosen, then stand in the form by their digest.
import { addRow } from "./form";
import { all, csrf, one } from "./page";

interface Taken {
  sha256: string;
  size: number;
  type: string;
  name: string;
  url: string;
}

/** What went wrong, in words: the browser's own for a cut line are English. */
class Refused extends Error {}

const told = (error: unknown): string => (error instanceof Refused ? error.message : "网络断开，没有收下。恢复后请再选一次。");

async function send(file: File, where: string, facts: Record<string, string>): Promise<Taken> {
  const body = new FormData();
  body.append("file", file);
  for (const [key, value] of Object.entries(facts)) body.append(key, value);
  const answer = await fetch(where, { method: "POST", body, headers: { "X-CSRFToken": csrf() } });
  if (!answer.ok) throw new Refused(answer.status === 409 ? await answer.text() : "没有收下，请再试一次。");
  return (await answer.json()) as Taken;
}

async function takeInto(input: HTMLInputElement): Promise<void> {
  const key = input.dataset["take"] ?? "";
  const said = one<HTMLElement>(`[data-taking="${key}"]`);
  const files = Array.from(input.files ?? []);
  input.value = "";
  for (const [place, file] of files.entries()) {
    if (said) said.textContent = `正在交入 ${place + 1} / ${files.length}`;
    try {
      const taken = await send(file, "/photos/", {});
      const row = addRow(key, { sha256: taken.sha256, size: String(taken.size), type: taken.type, name: taken.name });
      const picture = row ? one<HTMLImageElement>("[data-picture]", row) : null;
      if (picture && taken.type !== "application/pdf") picture.src = taken.url;
      if (said) said.textContent = "";
    } catch (error) {
      if (said) said.textContent = told(error);
    }
  }
  const record = one("#record");
  if (record) window.htmx?.trigger(record, "save");
}

/** The tray of a paper sitting: all photographs of the evening at once, then the page shows them. */
async function takeIntoTray(input: HTMLInputElement): Promise<void> {
  const said = one<HTMLElement>("[data-tray-said]");
  const files = Array.from(input.files ?? []);
  const failed: string[] = [];
  for (const [place, file] of files.entries()) {
    if (said) said.textContent = `正在交入 ${place + 1} / ${files.length}：${file.name}`;
    try {
      await send(file, "/photos/", { case: input.dataset["tray"] ?? "" });
    } catch (error) {
      failed.push(told(error));
    }
  }
  if (failed.length > 0 && said) said.textContent = failed.join("　");
  else window.location.reload();
}

export function startTray(): void {
  document.addEventListener("change", (event) => {
    const target = event.target;
    if (!(target instanceof HTMLInputElement) || target.type !== "file") return;
    if (target.dataset["take"]) void takeInto(target);
    if (target.dataset["tray"] !== undefined) void takeIntoTray(target);
  });
  for (const box of all<HTMLElement>("[data-group]")) {
    const button = one<HTMLButtonElement>("button[type=submit]", box);
    box.addEventListener("change", () => {
      const chosen = all<HTMLInputElement>("input[name=photo]:checked", box).length;
      if (button) {
        button.disabled = chosen === 0;
        button.textContent = chosen > 0 ? `用这 ${chosen} 张录一份` : "先选照片";
      }
    });
  }
}
