// What was typed when the sign-in had run out, or the page was too old: kept in this tab, put back on the page that is opened anew, and
// sent by nobody but the person. A record form keeps its draft with the server instead.
import { all, note, one } from "./page";

const KEPT = "liuhen-typed";
type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
interface Kept {
  page: string;
  who: string;
  typed: [form: string, name: string, value: string, checked: boolean][];
}

function here(): Pick<Kept, "page" | "who"> {
  return { page: window.location.pathname + window.location.search, who: document.body.dataset["who"] ?? "" };
}

/** What a person fills in of a form; never passwords and files. */
function controls(form: HTMLFormElement): Control[] {
  const shown = (one: Control): boolean => one.name !== "" && !["hidden", "password", "file", "submit", "button"].includes(one.type);
  return Array.from(form.elements).filter((one): one is Control => one.matches("input, select, textarea") && shown(one as Control));
}

function ticks(one: Control): one is HTMLInputElement {
  return one.type === "checkbox" || one.type === "radio";
}

function changed(one: Control): boolean {
  if (one instanceof HTMLSelectElement) return !one.selectedOptions[0]?.defaultSelected && one.selectedIndex > 0;
  return ticks(one) ? one.checked !== one.defaultChecked : one.value !== one.defaultValue;
}

function forms(): HTMLFormElement[] {
  return all<HTMLFormElement>('form[method="post"]:not(#record)');
}

/** Keep what was changed in any form of this page. */
export function keepTyped(): void {
  const typed = forms().flatMap((form) =>
    controls(form)
      .filter(changed)
      .map((one): Kept["typed"][number] => [form.action, one.name, one.value, ticks(one) && one.checked]),
  );
  if (typed.length > 0) sessionStorage.setItem(KEPT, JSON.stringify({ ...here(), typed } satisfies Kept));
}

function fill(control: Control, value: string, checked: boolean): void {
  if (ticks(control)) control.checked = checked;
  else control.value = value;
  for (const type of ["input", "change"]) control.dispatchEvent(new Event(type, { bubbles: true }));
}

function show(form: HTMLFormElement): void {
  const dialog = form.closest("dialog");
  if (dialog && !dialog.open) dialog.showModal();
  for (let fold = form.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null) fold.open = true;
  const said = note("刚才没有记入，填的内容已经放回", "请核对后再提交一次。密码和文件要重新填、重新选。", "refused");
  const place = one<HTMLElement>(".lh-refusal", form) ?? one<HTMLElement>("#refusal");
  if (place) place.replaceChildren(said);
  else form.prepend(said);
}

/** Put back what this person typed on this page; for anybody and anything else it is forgotten. */
function putBack(): void {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null") as Kept | null;
  const { page, who } = here();
  if (!kept || !who) return; // on the way through the sign-in page
  sessionStorage.removeItem(KEPT);
  if (kept.page !== page || kept.who !== who) return;
  const filled = new Set<HTMLFormElement>();
  for (const [action, name, value, checked] of kept.typed) {
    for (const form of forms().filter((one) => one.action === action)) {
      const control = controls(form).find((one) => one.name === name && (!ticks(one) || one.value === value));
      if (!control) continue;
      fill(control, value, checked);
      filled.add(form);
    }
  }
  filled.forEach(show);
}

export function startTyped(): void {
  document.body.addEventListener("htmx:beforeOnLoad", (event) => {
    const { xhr } = (event as CustomEvent<{ xhr: XMLHttpRequest }>).detail;
    if (xhr.getResponseHeader("HX-Redirect")?.includes("expired=1")) keepTyped();
  });
  putBack();
}
