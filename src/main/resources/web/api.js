// The only module that talks to the API.

export class Unauthorized extends Error {}

/** Answers the JSON at the path, or throws an error whose message can be shown as it is. */
export async function ask(key, path) {
  const response = await send(key, path);
  const body = await response.json().catch(() => ({}));
  if (response.ok) return body;
  const words = body.detail ?? body.title ?? `The node answered ${response.status}.`;
  if (response.status === 401 || response.status === 403) throw new Unauthorized(words);
  throw new Error(words);
}

async function send(key, path) {
  try {
    return await fetch(path, { headers: { authorization: `Bearer ${key}` }, cache: "no-store" });
  } catch {
    throw new Error("The node cannot be reached; trying again.");
  }
}
