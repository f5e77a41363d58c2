// What the API said is wrong, by field. What no field claims stands above the form.

import { createContext, useContext } from "../core/html.js";

export const Errors = createContext({ errors: [], warnings: [], claimed: new Set() });

/** The messages of a field and of what is within it. */
export function useErrors(...pointers) {
  const { errors, warnings, claimed } = useContext(Errors);
  const of = (list) => list.filter((each) => pointers.some((pointer) => each.pointer === pointer || each.pointer.startsWith(`${pointer}/`)));
  const mine = of(errors);
  mine.forEach((each) => claimed.add(each));
  return { error: mine.map((each) => each.detail).join(" ") || undefined, warning: of(warnings).map((each) => each.detail).join(" ") || undefined };
}

/** The words for a pointer, as the form calls the field. */
export const fieldName = (pointer) => pointer.split("/").filter(Boolean).map((part) => (/^\d+$/.test(part) ? `${Number(part) + 1}.` : part.replaceAll("_", " "))).join(" ");
