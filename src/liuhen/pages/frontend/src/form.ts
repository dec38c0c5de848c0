// The record form: rows of lists, fields that show only when another says so, a draft kept on this device while the network is away.
import { all, clockNow, note, one, say } from "./page";

function form(): HTMLFormElement | null {
  return one<HTMLFormElement>("#record");
}

/** The same conditions as regulation/fields.py: "", key, !key, key=value, key!=value, joined by & and | (| binds less). */
export function holds(condition: string, data: FormData): boolean {
  if (condition.includes("|")) return condition.split("|").some((either) => holds(either, data));
  if (condition.includes("&")) return condition.split("&").every((each) => holds(each, data));
  const values = (key: string): string[] => data.getAll(key).map(String);
  if (!condition) return true;
  const unequal = condition.indexOf("!=");
  if (unequal > 0) return !values(condition.slice(0, unequal)).includes(condition.slice(unequal + 2));
  const equal = condition.indexOf("=");
  if (equal > 0) return values(condition.slice(0, equal)).includes(condition.slice(equal + 1));
  const filled = (key: string): boolean =>
    [...data.entries()].some(([name, value]) => (name === key || name.startsWith(`${key}.`)) && String(value) !== "");
  return condition.startsWith("!") ? !filled(condition.slice(1)) : filled(condition);
}

function showWanted(record: HTMLFormElement): void {
  const data = new FormData(record);
  for (const row of all<HTMLElement>("[data-when]", record)) row.hidden = !holds(row.dataset["when"] ?? "", data);
}

/**
 * Sending for signature goes through a door that no swap replaces: the foot with its button is drawn anew after each save, and a
 * request of a button that is gone is dropped. While it waits its turn no save may take its place in the queue.
 */
function watchFreezing(record: HTMLFormElement): void {
  const door = one<HTMLElement>("#door");
  if (!door) return;
  let freezing = false;
  record.addEventListener("submit", (event) => {
    event.preventDefault();
    if (freezing) return;
    freezing = true;
    window.htmx?.trigger(door, "freeze");
  });
  record.addEventListener("htmx:confirm", (event) => {
    if (freezing && event.target === record) event.preventDefault();
  });
  door.addEventListener("htmx:afterRequest", () => (freezing = false));
}

function save(): void {
  const record = form();
  if (record) window.htmx?.trigger(record, "save");
}

export function addRow(key: string, fill: Record<string, string> = {}): HTMLElement | null {
  const blank = one<HTMLTemplateElement>(`template[data-blank="${key}"]`);
  const list = one<HTMLElement>(`[data-rows="${key}"]`);
  if (!blank || !list) return null;
  const next = String(Date.now() % 100000000) + String(list.children.length);
  const made = blank.content.cloneNode(true) as DocumentFragment;
  for (const input of all<HTMLInputElement>("[name]", made)) input.name = input.name.replace("__n__", next);
  for (const [part, value] of Object.entries(fill)) {
    for (const input of all<HTMLInputElement>(`[data-fill="${part}"]`, made)) input.value = value;
    for (const text of all<HTMLElement>(`[data-text="${part}"]`, made)) text.textContent = value;
  }
  const row = one<HTMLElement>("[data-row]", made);
  list.append(made);
  number(list);
  return row;
}

function number(list: HTMLElement): void {
  all<HTMLElement>(":scope > [data-row] [data-n]", list).forEach((cell, place) => (cell.textContent = String(place + 1)));
}

/** A norm picked from the list brings its key and version along; a title of one's own brings none. */
function citeNorm(input: HTMLInputElement): void {
  const row = input.closest<HTMLElement>("[data-row]");
  const norm = row ? one<HTMLInputElement>('[name$=".norm"]', row) : null;
  const version = row ? one<HTMLInputElement>('[name$=".version"]', row) : null;
  if (!norm || !version) return;
  const known = [...(input.list?.options ?? [])].find((option) => option.value === input.value.trim());
  if (known) [norm.value, version.value] = [known.dataset["norm"] ?? "", known.dataset["version"] ?? ""];
  else if (norm.value) [norm.value, version.value] = ["", ""];
}

/** Where this device is, into the hidden inputs of a place; nothing leaves the device before the form is saved. */
function locate(record: HTMLFormElement, key: string): void {
  const said = one<HTMLElement>(`[data-located="${key}"]`, record);
  const tell = (words: string): void => {
    if (said) said.textContent = words;
  };
  if (!("geolocation" in navigator)) return tell("这台设备不能定位，写清门牌号即可");
  tell("正在定位");
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      for (const [part, value] of [["lon", coords.longitude], ["lat", coords.latitude]] as const) {
        const input = one<HTMLInputElement>(`[name="${key}.${part}"]`, record);
        if (input) input.value = value.toFixed(6);
      }
      tell(`东经 ${coords.longitude.toFixed(4)}，北纬 ${coords.latitude.toFixed(4)}`);
      save();
    },
    () => tell("没有取到位置，写清门牌号即可"),
    { enableHighAccuracy: true, timeout: 15000 },
  );
}

function clicked(record: HTMLFormElement, target: HTMLElement): void {
  const add = target.closest<HTMLElement>("[data-add]");
  if (add) one<HTMLElement>("input:not([type=hidden]), select, textarea", addRow(add.dataset["add"] ?? "") ?? record)?.focus();
  const drop = target.closest<HTMLElement>("[data-drop]");
  if (drop) {
    const row = drop.closest<HTMLElement>("[data-row]");
    const list = row?.parentElement;
    row?.remove();
    if (list) number(list);
    save();
  }
  const now = target.closest<HTMLElement>("[data-now]");
  if (now) {
    const { day, clock } = clockNow();
    const key = now.dataset["now"] ?? "";
    for (const [part, value] of [["day", day], ["clock", clock]] as const) {
      const input = one<HTMLInputElement>(`[name="${key}.${part}"]`, record);
      if (input) input.value = value;
    }
    save();
  }
  const last = target.closest<HTMLElement>("[data-last]");
  if (last) {
    const input = one<HTMLInputElement>(`[name="${last.dataset["last"]}.last"]`, record);
    if (input) input.hidden = false;
    input?.focus();
    last.hidden = true;
  }
  const here = target.closest<HTMLElement>("[data-locate]");
  if (here) locate(record, here.dataset["locate"] ?? "");
  const overwrite = target.closest<HTMLElement>("[data-overwrite]");
  if (overwrite) {
    const revision = one<HTMLInputElement>("#revision");
    if (revision) revision.value = overwrite.dataset["overwrite"] ?? revision.value;
    save();
  }
}

function changed(record: HTMLFormElement, target: HTMLElement): void {
  if (target instanceof HTMLSelectElement && target.dataset["pick"]) {
    const chosen = target.selectedOptions[0];
    if (chosen?.value) {
      const { name = "", certificate = "", until = "" } = chosen.dataset;
      addRow(target.dataset["pick"], { id: chosen.value, name, certificate, until });
      target.value = "";
      save();
    }
  }
  if (target instanceof HTMLInputElement && target.dataset["only"] && target.checked) {
    for (const other of all<HTMLInputElement>(`[data-only="${target.dataset["only"]}"]`, record)) other.checked = other === target;
  }
  if (target instanceof HTMLInputElement && target.hasAttribute("data-norms")) citeNorm(target);
  if (target instanceof HTMLInputElement && target.hasAttribute("data-shows")) {
    const time = one<HTMLInputElement>("input[type=time]", target.closest("td") ?? record);
    const began = one<HTMLInputElement>('[name="span.start"]', record)?.value;
    if (time && target.checked && !time.value) time.value = began || clockNow().clock;
  }
  showWanted(record);
}

// -- while the network is away --------------------------------------------------------------------------------------------
function stored(record: HTMLFormElement): string {
  return `liuhen-draft-${record.dataset["draft"]}`;
}

function keepHere(record: HTMLFormElement): void {
  const pairs = [...new FormData(record).entries()].filter(([name]) => name !== "csrfmiddlewaretoken");
  localStorage.setItem(stored(record), JSON.stringify(pairs));
  const place = one<HTMLElement>("#refusal");
  if (place && !one(".lh-note[data-away]", place)) {
    const box = note("网络断开，草稿留在本机", "恢复后自动交入，请不要关闭本页。");
    box.dataset["away"] = "";
    place.replaceChildren(box);
  }
  window.setTimeout(save, 5000);
}

function arrived(record: HTMLFormElement): void {
  localStorage.removeItem(stored(record));
  one(".lh-note[data-away]")?.remove();
}

function bringBack(record: HTMLFormElement): void {
  const kept = localStorage.getItem(stored(record));
  if (!kept) return;
  for (const [name, value] of JSON.parse(kept) as [string, string][]) {
    if (name === "revision" || name === "_shown") continue;
    const input = record.elements.namedItem(name);
    if (input instanceof HTMLInputElement && input.type !== "checkbox" && input.type !== "file") input.value = value;
    if (input instanceof HTMLTextAreaElement || input instanceof HTMLSelectElement) input.value = value;
  }
  say("已取回留在本机的草稿");
  save();
}

export function startForm(): void {
  const record = form();
  if (!record) return;
  showWanted(record);
  watchFreezing(record);
  document.addEventListener("click", (event) => clicked(record, event.target as HTMLElement));
  record.addEventListener("change", (event) => changed(record, event.target as HTMLElement));
  record.addEventListener("input", () => showWanted(record));
  // Enter in a line goes on to the next, and does not send the form; Ctrl+Enter in an answer opens the next question
  record.addEventListener("keydown", (event) => {
    const target = event.target as HTMLElement;
    if (event.key === "Enter" && target instanceof HTMLInputElement) event.preventDefault();
    if (event.key === "Enter" && event.ctrlKey && target.hasAttribute("data-next")) {
      const key = target.closest<HTMLElement>("[data-rows]")?.dataset["rows"] ?? "";
      one<HTMLElement>("textarea", addRow(key) ?? record)?.focus();
    }
  });
  document.body.addEventListener("htmx:sendError", () => keepHere(record));
  document.body.addEventListener("htmx:afterOnLoad", () => arrived(record));
  // a margin that did not change is left alone, so that a screen reader is not told the same again
  document.body.addEventListener("htmx:oobBeforeSwap", (event) => {
    const detail = (event as CustomEvent<{ target: Element; fragment: DocumentFragment; shouldSwap: boolean }>).detail;
    const fresh = detail.fragment.firstElementChild;
    if (detail.target.classList.contains("mg") && fresh?.innerHTML.trim() === detail.target.innerHTML.trim()) {
      detail.shouldSwap = false;
    }
  });
  window.addEventListener("online", save);
  bringBack(record);
  watchSections(record);
}

function watchSections(record: HTMLFormElement): void {
  const seen = new IntersectionObserver(
    (entries) => {
      const top = entries.filter((entry) => entry.isIntersecting)[0];
      if (!top) return;
      for (const link of all<HTMLAnchorElement>("#form-steps a")) {
        if (link.hash === `#${top.target.id}`) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
    },
    { rootMargin: "0px 0px -60% 0px" },
  );
  for (const section of all(".lh-fs", record)) seen.observe(section);
}
