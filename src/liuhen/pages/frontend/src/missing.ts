// What a record form still lacks, counted from what is on the screen: the server says it too, but only after the save.
import { all, one } from "./page";

export const ROWS = ".lh-row[data-field]";
type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** Rows that were changed since the server last said what they lack. */
const ahead = new Set<HTMLElement>();

function filled(control: Control): boolean {
  if (control instanceof HTMLInputElement && (control.type === "checkbox" || control.type === "radio")) return control.checked;
  return control.value.trim() !== "";
}

/** Whether nothing of a field is on the screen; ``data-asks`` names the parts that are all asked for, lists ask for a row. */
function empty(row: HTMLElement): boolean {
  const key = row.dataset["field"] ?? "";
  const controls = all<Control>("input[name], select[name], textarea[name]", row);
  const list = one(`[data-rows="${key}"]`, row);
  if (!controls.length && !list) return false; // a value that cannot be changed here
  const of = (name: string): boolean => controls.some((control) => control.name === name && filled(control));
  const asks = (row.dataset["asks"] ?? "").split(" ").filter(Boolean);
  if (asks.length) return !asks.every((part) => of(`${key}.${part}`));
  if (list) return !all<HTMLElement>("[data-row]", list).some((item) => all<Control>("[name]", item).some(filled));
  return !of(key) && !of(`${key}.other`);
}

function said(row: ParentNode): number {
  return all(".mg .need", row).length;
}

/** How much a row lacks: what the server said, and what was typed or taken away since. */
export function lacks(row: HTMLElement): number {
  if (row.hidden) return 0;
  if (row.hasAttribute("data-required") && empty(row)) return Math.max(1, ahead.has(row) ? 0 : said(row));
  return ahead.has(row) ? 0 : said(row);
}

function tell(record: HTMLFormElement): void {
  const rows = all<HTMLElement>(ROWS, record);
  const whole = all("#mg- .need", record).length;
  const count = rows.reduce((sum, row) => sum + lacks(row), whole);
  for (const row of rows) row.toggleAttribute("data-lacks", lacks(row) > 0);
  const foot = one("#foot");
  if (!foot) return;
  for (const place of all<HTMLElement>("[data-needs-n]", foot)) place.textContent = String(count);
  for (const place of all<HTMLElement>("[data-if-needs]", foot)) place.hidden = count === 0;
  for (const place of all<HTMLElement>("[data-if-whole]", foot)) place.hidden = count > 0;
}

export function startMissing(): void {
  const record = one<HTMLFormElement>("#record");
  if (!record) return;
  record.classList.add("lh-live");
  let sent = new Set<HTMLElement>();
  const touched = (event: Event): void => {
    const row = (event.target as HTMLElement).closest<HTMLElement>(ROWS);
    if (row) {
      ahead.add(row);
      sent.delete(row);
    }
    // once the fields that show only when this one says so do so, and a button has added or taken away its row
    window.setTimeout(() => tell(record));
  };
  record.addEventListener("input", touched);
  record.addEventListener("change", touched);
  record.addEventListener("click", (event) => {
    if ((event.target as HTMLElement).closest("[data-drop], [data-add], [data-now], [data-locate]")) touched(event);
  });
  record.addEventListener("htmx:beforeRequest", () => (sent = new Set(ahead)));
  document.body.addEventListener("htmx:afterOnLoad", (event) => {
    if (event.target === record) {
      for (const row of sent) ahead.delete(row);
      sent = new Set();
    }
    tell(record);
  });
  tell(record);
}
