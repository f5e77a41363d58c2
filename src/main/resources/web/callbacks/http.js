// Requests and answers as they were recorded: a first line, headers, an empty line, the body.

/** @returns {{first: string, headers: {name: string, value: string}[], body: string}} */
export function parts(text) {
  const end = text.indexOf("\n\n");
  const [first, ...lines] = (end < 0 ? text : text.slice(0, end)).split("\n");
  const headers = lines.filter(Boolean).map((line) => {
    const at = line.indexOf(":");
    return { name: line.slice(0, at), value: line.slice(at + 1).trim() };
  });
  return { first, headers, body: end < 0 ? "" : text.slice(end + 2) };
}

const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

/** The same call for a shell. Secrets stay the masks they were recorded as. */
export function curl(request) {
  const { first, headers, body } = parts(request);
  const [method, url] = first.split(" ");
  return [`curl -X ${method} ${quoted(url)}`, ...headers.map((each) => `-H ${quoted(`${each.name}: ${each.value}`)}`), ...(body ? [`--data-raw ${quoted(body)}`] : [])].join(" \\\n  ");
}
