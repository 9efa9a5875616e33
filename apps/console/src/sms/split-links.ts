export interface TextPart {
  readonly text: string
  readonly link: boolean
}

/** A message cut into plain text and http(s) links; Chinese words and punctuation end a link. */
export function splitLinks(text: string): TextPart[] {
  return text
    .split(/(https?:\/\/[\w\-.~:/?#@!$&'*+,;=%]*[\w\-/])/)
    .map((part, at) => ({ text: part, link: at % 2 === 1 }))
    .filter((part) => part.text !== '')
}
