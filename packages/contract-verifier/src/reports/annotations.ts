import { reasonPart } from "../findings.js";
import type { Finding, Verification } from "../results.js";
import { extentOf, type ReportInput } from "./report.js";

/** The findings as workflow commands of GitHub Actions, which shows them at their line of the document. */
export function renderGithub({ findings }: Verification): string {
	return findings
		.map((finding) => {
			const { source, title, accepted } = finding;
			const place =
				source === null || source.file === null
					? []
					: [
							["file", source.file],
							["line", `${source.line}`],
						];
			const properties = [...place, ["title", title]].map(([name, value = ""]) => `${name}=${escaped(value, true)}`);
			return `::${accepted === undefined ? "error" : "notice"} ${properties.join(",")}::${escaped(messageOf(finding))}\n`;
		})
		.join("");
}

/** The findings as a report of GitLab's Code Quality. */
export function renderGitlab({ verification }: ReportInput): string {
	const issues = verification.findings.map((finding) => ({
		description: `${finding.title}: ${messageOf(finding)}`,
		check_name: "contract-verifier",
		fingerprint: reasonPart(finding.id),
		severity: finding.accepted === undefined ? "major" : "info",
		location: { path: finding.source?.file ?? "contract-verifier", lines: { begin: finding.source?.line ?? 1 } },
	}));
	return `${JSON.stringify(issues, undefined, 2)}\n`;
}

function messageOf(finding: Finding): string {
	const { example, mend, id, accepted } = finding;
	const known = accepted === undefined ? "" : ` Accepted until ${accepted.until}: ${accepted.reason}`;
	return `${extentOf(finding)}, for example ${example.place}: ${example.reason}. ${mend} (${id})${known}`;
}

/** A text that can't end its command, nor one of its properties. */
function escaped(text: string, isProperty = false): string {
	const data = text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
	return isProperty ? data.replaceAll(":", "%3A").replaceAll(",", "%2C") : data;
}
