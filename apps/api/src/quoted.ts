/** All but controls, quotes, backslashes and halves of surrogate pairs, which may be without the other half. */
const TO_ESCAPE = /[^ !#-[\]-\ud7ff\ue000-\uffff]/;

/** `JSON.stringify` of a string, in half of the time where nothing has to be escaped. */
export function quoted(text: string): string {
	return TO_ESCAPE.test(text) ? JSON.stringify(text) : `"${text}"`;
}
