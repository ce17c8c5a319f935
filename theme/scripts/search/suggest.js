// Suggestions: what may be meant where a query finds too little. The same rules as plugins/search/suggest.py.

export async function suggestions() {
  return [];
}
