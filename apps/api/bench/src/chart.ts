/** Panels side by side, each with the same two lines over sizes that grow by tens. */
export interface Chart {
	title: string;
	panels: readonly { label: string; points: readonly { size: number; list: number; item: number }[] }[];
}

const PANEL = { width: 320, height: 220, left: 46, top: 48, gap: 40 };
const LINES = [
	{ kind: "list", name: "list of 20", colour: "#0b6bcb" },
	{ kind: "item", name: "one item", colour: "#b4500b" },
] as const;

/**
 * Draws a chart as SVG, readable on a light and on a dark page.
 *
 * @example
 * lineChart({ title: "CPU time", panels: [{ label: "stores", points: [{ size: 1, list: 70, item: 30 }] }] });
 */
export function lineChart({ title, panels }: Chart): string {
	const highest = Math.max(...panels.flatMap(({ points }) => points.flatMap(({ list, item }) => [list, item])));
	const top = Math.ceil(highest / 20) * 20;
	const width = panels.length * (PANEL.width + PANEL.left + PANEL.gap);
	const height = PANEL.top + PANEL.height + 60;
	const body = panels.map((panel, index) => drawPanel(panel, index * (PANEL.width + PANEL.left + PANEL.gap), top));
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, sans-serif" font-size="12" role="img" aria-label="${title}">`,
		`<rect width="100%" height="100%" fill="#fff"/>`,
		`<text x="12" y="24" font-size="15" font-weight="600" fill="#111">${title}</text>`,
		...LINES.map(
			({ name, colour }, index) =>
				`<g transform="translate(${width - 220 + index * 105} 20)"><rect width="14" height="3" y="-4" fill="${colour}"/><text x="20" fill="#111">${name}</text></g>`,
		),
		...body,
		"</svg>",
		"",
	].join("\n");
}

function drawPanel({ label, points }: Chart["panels"][number], left: number, top: number): string {
	const x = (index: number) => PANEL.left + (points.length === 1 ? 0 : (index * PANEL.width) / (points.length - 1));
	const y = (value: number) => PANEL.height - (value / top) * PANEL.height;
	const grid = [0, 0.25, 0.5, 0.75, 1].map((share) => share * top);
	return [
		`<g transform="translate(${left} ${PANEL.top})" fill="#444">`,
		...grid.map(
			(value) =>
				`<path d="M${PANEL.left} ${y(value)}h${PANEL.width}" stroke="#ddd"/><text x="${PANEL.left - 8}" y="${y(value) + 4}" text-anchor="end">${value}</text>`,
		),
		...points.map(
			({ size }, index) =>
				`<text x="${x(index)}" y="${PANEL.height + 18}" text-anchor="middle">${size.toLocaleString("en")}</text>`,
		),
		`<text x="${PANEL.left + PANEL.width / 2}" y="${PANEL.height + 40}" text-anchor="middle">${label}</text>`,
		...LINES.map(
			({ kind, colour }) =>
				`<polyline fill="none" stroke="${colour}" stroke-width="2" points="${points.map((point, index) => `${x(index)},${y(point[kind]).toFixed(1)}`).join(" ")}"/>`,
		),
		"</g>",
	].join("\n");
}
