import type { CellResult, Outcome } from "@onespec/contract-verifier";
import { type Content, type Html, html } from "../html.js";
import { frame, methodBadge, type Place, pathView, statusBadge } from "../page.js";
import type { DatedVerification } from "../source.js";
import { phraseOf } from "./operation.js";

const SIGNS: Record<Outcome, string> = { passed: "✓", failed: "✗", open: "?" };

/** How the last verification of each target went: the matrix, with its date and the version that it was made for. */
export function verificationPage(place: Place): string {
	const { verifications } = place.source;
	const content = html`<article class="text wide"><h1>Verification</h1>
<p>A <b>cell</b> is an operation, a status, the media type of the request and that of the response. It passes where every cause of the status was brought about and answered as the document says: status, headers, and the body against its whole schema.</p>
${verifications.length === 0 ? html`<p class="note">There is no report yet. <code>npm run verify</code> makes one, and so does <code>npm start</code>.</p>` : undefined}
${verifications.length > 0 && summaryView(place, verifications)}
${verifications.length > 0 && matrixView(place, verifications)}
${generalView(verifications)}
${notesView(verifications)}
</article>`;
	return frame({ title: "Verification", content, root: place.root, place });
}

function nameOf({ name, target }: DatedVerification): string {
	return name ?? target;
}

function summaryView(place: Place, verifications: readonly DatedVerification[]): Html {
	const current = `${place.model.info.title} ${place.model.info.version}`;
	return html`<dl class="figures">${verifications.map(
		(one) =>
			html`<div class="${one.ok ? "passed" : one.failed > 0 ? "failed" : "open"}"><dt>${nameOf(one)}</dt><dd><b>${one.passed}/${one.total}</b>${
				one.failed > 0 && ` ${one.failed} failed`
			}${one.open > 0 && ` ${one.open} open`}<br><time datetime="${one.date.toISOString()}">${one.date.toISOString().slice(0, 16).replace("T", " ")} UTC</time><br><span class="soft">${one.title}${
				one.title !== current && " (not the version that is shown here)"
			}</span></dd></div>`,
	)}</dl>`;
}

function matrixView(place: Place, verifications: readonly DatedVerification[]): Content {
	return place.model.operations.map((operation) => {
		const cells = verifications.map((one) => ({
			name: nameOf(one),
			cells: one.cells.filter(({ cell }) => cell.operationId === operation.id),
		}));
		const all = cells.flatMap((one) => one.cells);
		const [first] = all;
		if (first === undefined) return undefined;
		const columns = [...new Set(all.map(({ cell }) => cell.responseMediaType))];
		const rows = [...new Set(all.map(({ cell }) => `${cell.status} ${cell.requestMediaType ?? ""}`))];
		const failed = all.some(({ outcome }) => outcome === "failed");
		return html`<details class="matrix"${failed && html` open`}><summary>${methodBadge(operation.method)} ${pathView(operation.path)} <span class="count">${cells
			.map(
				({ name, cells: own }) => `${name} ${own.filter(({ outcome }) => outcome === "passed").length}/${own.length}`,
			)
			.join(
				" · ",
			)}</span></summary><p><a href="${place.operation(operation.id)}">${operation.summary ?? operation.id}</a></p><div class="scroll" tabindex="0" role="group" aria-label="Matrix"><table><thead><tr><th scope="col">Status</th><th scope="col">Sent as</th>${columns.map(
			(column) => html`<th scope="col">${column || "no body"}</th>`,
		)}</tr></thead><tbody>${rows.map((row) => {
			const [status = "", sent = ""] = row.split(" ");
			return html`<tr><th scope="row">${statusBadge(status)}</th><td>${sent || "–"}</td>${columns.map(
				(column) =>
					html`<td>${cells.map(({ name, cells: own }) => {
						const cell = own.find(
							({ cell: one }) =>
								one.responseMediaType === column && `${one.status} ${one.requestMediaType ?? ""}` === row,
						);
						return cell && cellView(name, cell);
					})}</td>`,
			)}</tr>`;
		})}</tbody></table></div></details>`;
	});
}

function cellView(target: string, { outcome, transactions }: CellResult): Html {
	const passed = transactions.filter((one) => one.outcome === "passed").length;
	const causes = transactions.map(({ cause, outcome: own, reasons }) => [SIGNS[own], cause, ...reasons].join(" "));
	return html`<span class="mark ${outcome}" title="${[target, ...causes].join("\n")}">${SIGNS[outcome]}<span class="hidden"> ${target} ${outcome}</span> ${passed}/${transactions.length}</span>`;
}

function generalView(verifications: readonly DatedVerification[]): Content {
	const general = verifications.flatMap((one) => one.general.map((result) => ({ ...result, target: nameOf(one) })));
	if (general.length === 0) return undefined;
	const names = [...new Set(general.map(({ name }) => name))];
	return html`<h2 id="general">Answers of no single operation</h2><dl class="members">${names.map((name) => {
		const own = general.filter((one) => one.name === name);
		const status = String(own[0]?.status);
		return html`<div><dt>${statusBadge(status)} ${phraseOf(status)} <code>${name}</code></dt><dd>${own.map(
			({ target, mediaType, outcome, reasons }) =>
				html`<span class="mark ${outcome}" title="${reasons.join("\n")}">${SIGNS[outcome]} <span class="hidden">${outcome}</span>${target} ${mediaType ?? ""}</span> `,
		)}</dd></div>`;
	})}</dl>`;
}

function notesView(verifications: readonly DatedVerification[]): Content {
	const notes = verifications.flatMap((one) => one.notes.map((note) => `${nameOf(one)}: ${note}`));
	return notes.length > 0 && html`<h2 id="notes">Notes</h2><ul>${notes.map((note) => html`<li>${note}</li>`)}</ul>`;
}
