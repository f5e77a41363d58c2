// A table whose rows open: by a click anywhere, and by the link in the first cell for keyboards and screen readers.

import { html } from "../core/html.js";

/**
 * @param {{label: string, columns: {title: string, kind?: string, cell: (row: any) => any}[], rows: any[],
 *   keyOf: (row: any) => string, onOpen?: (row: any) => void, isOpen?: (row: any) => boolean}} props
 *   kind: "number", and "wide", "mid", "slim" for what narrow screens leave out
 */
export function Table({ label, columns, rows, keyOf, onOpen, isOpen = () => false }) {
  const open = (event, row) => {
    if (event.target.closest("a, button, input, label, .pop") || String(getSelection())) return;
    onOpen?.(row);
  };
  return html`<table class="table" aria-label=${label}>
    <thead><tr>${columns.map((each) => html`<th scope="col" class=${each.kind}>${each.title.startsWith("-")
      ? html`<span class="unseen">${each.title.slice(1)}</span>` : each.title}</th>`)}</tr></thead>
    <tbody>${rows.map((row) => html`<tr key=${keyOf(row)} class="${onOpen ? "opens" : ""} ${isOpen(row) ? "open" : ""}"
      onClick=${(event) => open(event, row)}>${columns.map((each) => html`<td
          class="${each.kind ?? ""} cut">${each.cell(row)}</td>`)}</tr>`)}</tbody>
  </table>`;
}
