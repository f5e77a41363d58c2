// Lists that are typed as one line.

export const fields = (text) => text.split(/[\s,;]+/).filter(Boolean);
