// Names and words that Decap leaves in English or leaves out, for those who hear the page.

/** Keep the page named while Decap draws it. */
export function nameWhatIsUnnamed() {
  document.documentElement.lang = "vi";
}
