// Ticked rows: the button that acts on them says how many, and says so when there are none.
import { all, one } from "./page";

function count(form: HTMLFormElement): void {
  const button = one<HTMLButtonElement>(`[data-picked][form="${form.id}"]`);
  if (!button) return;
  const picked = all<HTMLInputElement>('input[name="pick"]', form).filter((box) => box.checked).length;
  button.textContent = picked ? `${button.dataset["picked"] ?? ""} ${picked} 段` : "还没有勾选";
  button.disabled = picked === 0;
}

export function startPicks(): void {
  for (const form of all<HTMLFormElement>("form[data-picks]")) {
    count(form);
    form.addEventListener("change", () => count(form));
    // htmx enables the buttons of a form again after an answer, whatever they were before
    document.addEventListener("htmx:afterRequest", () => count(form));
  }
}
